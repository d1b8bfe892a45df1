// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The panes: each a function of (view, ui state, rect) to cells.  Private to
 * src/ui.  A pane notes in ui where things were drawn (for the mouse and for
 * paging) and may clamp a scroll position; it changes nothing else. */
#ifndef UI_PANES_PANE_H
#define UI_PANES_PANE_H

#include "ui/state.h"
#include "ui/text/place-text.h"
#include "vm/machine.h"

struct paint {
	struct ui *ui;
	const struct view *view;
	struct canvas *canvas;
};

/* paint.c */
void paint_hit(const struct paint *p, struct rect rect, enum hit_kind kind, int index);
void paint_cursor(const struct paint *p, int row, int col);
enum style paint_title(const struct paint *p, bool focused);
const char *paint_glyph(const struct paint *p, enum glyph glyph);
/* How long ago that was, in words, which are drawn and change as the time goes on;
 * since: of view.now_mono_ms.  Caller frees. */
char *paint_span(const struct paint *p, int64_t since_ms);
/* What is drawn changes in so many milliseconds, though nothing happens. */
void paint_due(const struct paint *p, int64_t in_ms);
/* Keeps the scroll within its text and the line `keep` (or SIZE_MAX) in sight. */
void scroll_fit(struct scroll *scroll, size_t n, size_t rows, size_t keep);

/* Which machine the panes tell of: the one chosen, else the lesson's; or NULL. */
const struct vm_machine *chosen_machine(const struct ui *ui, const struct view *view);
/* The one whose restore `u` takes back: the chosen one, else one that the lesson
 * is about; or NULL.  A machine of another lesson does not jump unseen. */
const struct vm_machine *undo_machine(const struct ui *ui, const struct view *view);
/* Is the lesson that is shown about this machine, or about the one that it is a
 * clone of? */
bool machine_of_lesson(const struct view *view, const struct vm_machine *machine);

/* One pane each. */
void pane_title(const struct paint *p, struct rect rect);
void pane_lesson(const struct paint *p, struct rect rect);
size_t pane_machines_rows(const struct paint *p, int cols);
void pane_machines(const struct paint *p, struct rect rect);
size_t pane_machine_strip_rows(const struct paint *p); /* that it would like to have */
void pane_machine_strip(const struct paint *p, struct rect rect);
size_t pane_timeline_rows(const struct paint *p);
void pane_timeline(const struct paint *p, struct rect rect);
char *timeline_title(const struct paint *p);
void pane_console(const struct paint *p, struct rect rect);
char *console_title(const struct paint *p);
void pane_screen(const struct paint *p, struct rect rect);
char *screen_title(const struct paint *p);
void pane_contents(const struct paint *p, struct rect rect);
void pane_help(const struct paint *p, struct rect rect);
size_t pane_message_rows(const struct paint *p, int cols);
void pane_message(const struct paint *p, struct rect rect);
void pane_status(const struct paint *p, struct rect rect);
void pane_question(const struct paint *p, struct rect rect);

/* What is in the lists of timeline and contents, for the keys too. */
size_t timeline_count(const struct vm_machine *machine);
size_t timeline_selected(const struct ui *ui, const struct vm_machine *machine);
const struct vm_snapshot *timeline_snapshot(const struct vm_machine *machine, size_t row);
size_t contents_count(const struct view *view);
bool contents_entry(const struct view *view, size_t row, size_t *lesson, size_t *step);
size_t contents_here(const struct view *view);
size_t contents_lesson(const struct view *view, int number); /* its row; 0: there is none */

void search_paint(const struct paint *p, struct rect text);

#endif
