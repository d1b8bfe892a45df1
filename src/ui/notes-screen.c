// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The whole screen of --notes; see notes-screen.h.
 *
 * The notes get the room that the others leave.  On a wide screen what comes next and the time
 * stand beside them, on a narrow one below them. */
#include "ui/notes-screen.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/layout.h"
#include "ui/panes/paint.h"
#include "ui/text/notes-text.h"
#include "ui/text/render-options.h"

#define WIDE 100      /* columns from which there are panes beside the notes */
#define SIDE_LEAST 40 /* columns of the frame beside them */
#define NARROW 60     /* columns below which few words are used */
#define NOTES_LEAST 2 /* rows */

/* ---- drawing ------------------------------------------------------------------------- */

static void put_title(struct canvas *canvas, struct rect frame, char *title, enum style style)
{
	canvas_border_title(canvas, frame.row, frame, title, style);
	free(title);
}

static void draw_notes(struct notes_desk *desk, const struct view_notes *view,
		       struct canvas *canvas, struct rect frame)
{
	canvas_frame(canvas, frame, STYLE_FRAME, NULL, STYLE_PLAIN);
	pane_notes(canvas, view, desk, paint_inner(frame), frame);
	put_title(canvas, frame, notes_title(view), STYLE_HEADING);
}

static void draw_next(const struct view_notes *view, struct canvas *canvas, struct rect frame)
{
	canvas_frame(canvas, frame, STYLE_FRAME, NULL, STYLE_PLAIN);
	put_title(canvas, frame, notes_next(view), STYLE_STRONG);
	pane_notes_next(canvas, view, paint_inner(frame));
}

static void draw_time(const struct view_notes *view, struct canvas *canvas, struct rect frame)
{
	canvas_frame(canvas, frame, STYLE_FRAME, NULL, STYLE_PLAIN);
	/* TRANSLATORS: how long the workshop goes on, and how long the break. */
	put_title(canvas, frame, mem_dup(_("The time")), STYLE_STRONG);
	pane_notes_time(canvas, view, paint_inner(frame), canvas->cols < NARROW);
}

/* Rows that the two need in a frame like this one. */
static int next_rows(const struct view_notes *view, struct canvas *canvas, struct rect frame)
{
	struct rect inner = paint_inner(frame);

	inner.rows = 0;
	return pane_notes_next(canvas, view, inner);
}

static int time_rows(const struct view_notes *view, struct canvas *canvas, struct rect frame)
{
	struct rect inner = paint_inner(frame);

	inner.rows = 0;
	return at_least(pane_notes_time(canvas, view, inner, canvas->cols < NARROW), 1);
}

static void draw_wide(struct notes_desk *desk, const struct view_notes *view,
		      struct canvas *canvas, struct rect body)
{
	struct rect left = body, next = body, time;

	left.cols = at_most(at_most(PROSE_COLUMNS + 4, body.cols * 5 / 8), body.cols - SIDE_LEAST + 1);
	next.col += left.cols - 1;
	next.cols -= left.cols - 1;
	time = next;
	next.rows = at_most(at_least(next_rows(view, canvas, next), 1) + 2, body.rows / 2);
	time.row += next.rows - 1;
	time.rows -= next.rows - 1;
	draw_notes(desk, view, canvas, left);
	draw_next(view, canvas, next);
	draw_time(view, canvas, time);
}

static void draw_narrow(struct notes_desk *desk, const struct view_notes *view,
			struct canvas *canvas, struct rect body)
{
	struct rect notes = body, next = body, time = body;
	int room = body.rows - 4 - NOTES_LEAST; /* without the borders */

	time.rows = at_most(time_rows(view, canvas, time), at_least(room - 1, 1)) + 2;
	next.rows = at_most(next_rows(view, canvas, next), at_least(room - time.rows + 2, 0)) + 2;
	time.row += body.rows - time.rows;
	next.row = time.row - next.rows + 1;
	notes.rows = next.row - notes.row + 1;
	draw_notes(desk, view, canvas, notes);
	draw_next(view, canvas, next);
	draw_time(view, canvas, time);
}

void notes_screen_draw(struct notes_desk *desk, const struct view_notes *view,
		       struct canvas *canvas)
{
	struct rect line = { 0, 0, 1, canvas->cols };
	struct rect body = { 1, 0, canvas->rows - 2, canvas->cols };

	canvas_clear(canvas);
	if (layout_too_small(canvas))
		return;
	pane_notes_top(canvas, view, line);
	if (canvas->cols >= WIDE)
		draw_wide(desk, view, canvas, body);
	else
		draw_narrow(desk, view, canvas, body);
	line.row = canvas->rows - 1;
	pane_notes_keys(canvas, view, desk, line);
}

/* ---- keys ---------------------------------------------------------------------------- */

/* Of the text; what is too far is put right when it is drawn. */
static void scroll(struct scroll *text, long lines)
{
	size_t by = (size_t)labs(lines);

	if (lines < 0)
		text->top -= by < text->top ? by : text->top;
	else
		text->top += by < text->n ? by : text->n;
}

/* False: the key does not scroll. */
static bool scrolls(struct scroll *text, int code)
{
	long page = text->rows > 1 ? (long)text->rows - 1 : 1;
	long by = code == ' ' || code == KEY_PGDN_ ? page :
		  code == KEY_PGUP_ ? -page :
		  code == 'j' || code == KEY_DOWN_ ? 1 :
		  code == 'k' || code == KEY_UP_ ? -1 :
		  code == KEY_HOME_ ? -(long)text->n :
		  code == KEY_END_ ? (long)text->n : 0;

	scroll(text, by);
	return by != 0;
}

static const struct {
	int code;
	enum notes_wish wish;
} wishes[] = {
	{ 'b', WISH_BREAK }, { 't', WISH_BEGIN }, { 'q', WISH_QUIT },
	{ 'L' & 0x1f, WISH_REPAINT }, { 'Z' & 0x1f, WISH_SUSPEND },
};

enum notes_wish notes_screen_key(struct notes_desk *desk, struct key key)
{
	if (scrolls(&desk->text, key.code))
		return WISH_NOTHING;
	if (key.code >= '0' && key.code <= '9')
		return WISH_DIGIT;
	for (size_t i = 0; i < ARRAY_LEN(wishes); i++)
		if (wishes[i].code == key.code)
			return wishes[i].wish;
	return WISH_NOTHING;
}
