// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What every pane is drawn with.  Private to src/ui; one thread.
 *
 * A pane draws the view and the state of the screen into a rectangle of the canvas.  It
 * notes in struct ui where things were drawn, for the mouse and for paging, and may
 * correct a scroll position; it changes nothing else. */
#ifndef UI_PANES_PAINT_H
#define UI_PANES_PAINT_H

#include "ui/state/ui-state.h"

struct paint {
	struct ui *ui;
	const struct view *view;
	struct canvas *canvas;
};

/* Notes what a click in this rectangle hits. */
void paint_hit(const struct paint *p, struct rect rect, enum hit_kind kind, int index);
/* Notes that a pane is in sight, and where: of enum focus, or PANE_DETAILS. */
void paint_frame(const struct paint *p, int pane, struct rect frame);
/* Puts the cursor here, or at the nearest cell of the canvas. */
void paint_cursor(const struct paint *p, int row, int col);
/* Draws the row that has the focus as such, with the cursor at its start. */
void paint_focus(const struct paint *p, struct rect row);
/* Draws signs to the right of rect where there is more above or below. */
void paint_more(const struct paint *p, struct rect rect, bool above, bool below);
/* Draws a paragraph, wrapped, with something before its first line ("✓ ") or "", in the
 * same style.  Returns how many rows it takes, which may be more than rect has. */
int paint_text(const struct paint *p, struct rect rect, const char *first, const char *text,
	       enum style style);
/* The inside of a frame, without one more column at each side. */
struct rect paint_inner(struct rect frame);
/* The style of a pane's title. */
enum style paint_title(bool focused);
const char *paint_glyph(const struct paint *p, enum glyph glyph);

/* How long ago that was, in words, and notes when the words change.  since: as
 * view.now_mono_ms.  Caller frees. */
char *paint_span(const struct paint *p, int64_t since_ms);
/* Notes that what is drawn changes by itself in this many milliseconds. */
void paint_due(const struct paint *p, int64_t in_ms);

/* Marks what was found in this line of a part of the page, which is drawn from here on over so
 * many columns, and puts the cursor on the current match. */
void paint_found(const struct paint *p, enum search_part part, size_t line, int row, int col, int cols);

bool paint_has_machines(const struct paint *p); /* the workshop has some */

static inline int at_least(int a, int b)
{
	return a > b ? a : b;
}

static inline int at_most(int a, int b)
{
	return a < b ? a : b;
}

#endif
