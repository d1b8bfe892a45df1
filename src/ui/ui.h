// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The screen: how it is divided among the panes, what is drawn, and what keys do.
 *
 * struct view (session/view.h) is what is true; struct ui is what the person looks at:
 * focus, scroll positions, open panes, a question.  ui_draw() draws both into a canvas;
 * ui_key() takes a key and says what the application is to do.  Neither blocks, calls a
 * hypervisor, or knows a terminal.  One thread. */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "session/view.h"
#include "ui/canvas.h"
#include "ui/input/command.h"
#include "ui/state/kept.h"
#include "ui/state/ui-state.h"
#include "vm/console/console-page.h"
#include "vm/screen.h"

struct ui;

struct ui *ui_new(void);
void ui_free(struct ui *ui);

void ui_draw(struct ui *ui, const struct view *view, struct canvas *canvas);
struct command ui_key(struct ui *ui, const struct view *view, struct key key);

/* Another page is shown: scrolls to its top, and forgets what belongs to the one before. */
void ui_place_changed(struct ui *ui);
/* The same for a page that the search has found: the search goes on there, and the first place
 * is shown. */
void ui_looked(struct ui *ui);
/* The workshop was read again, and the same page is now at this place.  Keeps the scroll
 * position. */
void ui_reloaded(struct ui *ui, size_t lesson, size_t step);

/* The machine whose screen the last ui_draw() showed, or NULL: no other one needs to be
 * watched. */
const char *ui_screen_wanted(const struct ui *ui);
/* When what the last ui_draw() drew changes by itself, as a clock does; a time as
 * view.now_mono_ms.  CLOCK_NEVER: never. */
int64_t ui_due_ms(const struct ui *ui);
/* How many lines of the step's text and of the bar were out of sight at the last
 * ui_draw(). */
size_t ui_hidden_lines(const struct ui *ui);

/* Is the person in the middle of something: in another pane, typing, marking text, or asked? */
bool ui_is_occupied(const struct ui *ui);
/* How many hints of the step are shown. */
size_t ui_hints(const struct ui *ui);

/* The machine whose console is shown, or NULL; sets *bottom to the number of the line at
 * the bottom, 0: the newest.  The name belongs to the view. */
const char *ui_console(const struct ui *ui, const struct view *view, uint64_t *bottom);
/* What COMMAND_FIND is to search for; valid until the next key. */
const char *ui_query(const struct ui *ui);
/* The line that COMMAND_FIND found; 0: none. */
void ui_found(struct ui *ui, uint64_t line);

#endif
