// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The whole screen as a function of what is shown and where the person looks.
 *
 * struct view (session/view.h) is what is true; struct ui is what the
 * person is looking at (scroll, focus, open pane, question).  ui_draw() puts both into a
 * canvas; ui_key() takes a key and says what the application should do.
 * Neither blocks, calls a hypervisor, or knows a terminal.  One thread. */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "session/view.h"
#include "ui/canvas.h"
#include "ui/input/command.h"
#include "vm/console/console-page.h"
#include "vm/screen.h"

struct ui;

struct ui *ui_new(void);
void ui_free(struct ui *ui);

void ui_draw(struct ui *ui, const struct view *view, struct canvas *canvas);
struct command ui_key(struct ui *ui, const struct view *view, struct key key);

/* Asks a question; yes gives the command back, with confirmed set. */
void ui_ask(struct ui *ui, const char *question, const struct command *command);
/* The place changed: scroll to the top, close what belongs to the old one. */
void ui_place_changed(struct ui *ui);
/* The workshop was read anew, and this is the place by now: scrolled as it was. */
void ui_reloaded(struct ui *ui, size_t lesson, size_t step);
/* y, or the letter of the person's language. */
bool says_yes(int code);
/* The machine whose screen was shown by the last ui_draw(), or NULL: only that
 * one needs looking at. */
const char *ui_screen_wanted(const struct ui *ui);
/* When what the last ui_draw() drew changes though nothing happens, as a clock does, of
 * view.now_mono_ms; INT64_MAX: never. */
int64_t ui_due_ms(const struct ui *ui);
/* How many lines of the step's text, and of the buttons and checks under it,
 * were out of sight at the last ui_draw(). */
size_t ui_hidden_lines(const struct ui *ui);
/* True while a question, the search line or a machine takes the letters. */
bool ui_takes_text(const struct ui *ui);

bool ui_asks(const struct ui *ui); /* a question is open */

/* The screen's own word, until the next key. */
void ui_note(struct ui *ui, const char *text);

/* Whose console is shown, and which line at its bottom (0: the newest); NULL: none's. */
const char *ui_console(const struct ui *ui, const struct view *view, uint64_t *bottom);
const char *ui_query(const struct ui *ui);       /* what is searched for */
void ui_found(struct ui *ui, uint64_t line);     /* what came of COMMAND_FIND; 0: nothing */

/* The text of a step as plain lines (for --plain), wrapped; caller frees. */
char *ui_plain_step(const struct view *view, int columns);
/* The same for a hint; caller frees. */
char *ui_plain_doc(const struct doc *doc, int columns);

#endif
