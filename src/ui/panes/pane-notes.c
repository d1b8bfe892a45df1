// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The panes of --notes; see pane-notes.h. */
#include "ui/panes/pane-notes.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/panes/paint.h"
#include "ui/text/notes-text.h"
#include "ui/text/render.h"

#define GAP 3 /* columns between two parts of a line */

/* ---- the line at the top ----------------------------------------------------------- */

static char *lesson_name(const struct view_notes *view)
{
	const struct lesson *lesson;

	if (!notes_step(view))
		return mem_dup(view->workshop->title);
	lesson = &view->workshop->lessons[view->lesson];
	return mem_printf("%d %s", lesson->number, lesson->title);
}

/* In the fewer words if there is no room for the title of the lesson beside the others. */
static char *time_beside(const struct canvas *canvas, const struct view_notes *view, int room)
{
	char *pace = notes_pace(view);

	if (canvas_width(canvas, pace) <= room)
		return pace;
	free(pace);
	return notes_minutes(view);
}

void pane_notes_top(struct canvas *canvas, const struct view_notes *view, struct rect rect)
{
	char *name = lesson_name(view);
	char *time = time_beside(canvas, view, rect.cols - 2 - GAP - canvas_width(canvas, name));
	int width = canvas_width(canvas, time), end = rect.col + rect.cols - 1 - width;
	enum style style = view->pace.timed && view->pace.late > 0 ? STYLE_WARN : STYLE_DIM;

	canvas_text(canvas, rect.row, end, width, style, time);
	canvas_text_cut(canvas, rect.row, rect.col + 1, end - GAP - rect.col - 1, STYLE_TITLE, name);
	free(name);
	free(time);
}

/* ---- the notes ------------------------------------------------------------------------ */

static struct render_options options_of(const struct canvas *canvas, struct rect rect)
{
	return (struct render_options){
		.width = rect.cols < PROSE_COLUMNS ? rect.cols : PROSE_COLUMNS, .ascii = canvas->ascii,
	};
}

/* On the frame, that there are more notes above or below. */
static void note_more(struct canvas *canvas, const struct scroll *text, struct rect frame)
{
	bool below = text->top + text->rows < text->n, above = text->top > 0;
	char *more;

	if (!above && !below)
		return;
	more = mem_printf("%s%s%s", above ? theme_glyph(GLYPH_MORE_UP, canvas->ascii) : "",
			  above && below ? " " : "",
			  below ? theme_glyph(GLYPH_MORE_DOWN, canvas->ascii) : "");
	canvas_border_note(canvas, frame.row, frame, STYLE_KEY, more);
	free(more);
}

void pane_notes(struct canvas *canvas, const struct view_notes *view, struct notes_desk *desk,
		struct rect rect, struct rect frame)
{
	struct render_options options = options_of(canvas, rect);
	struct lines lines = { 0 };

	notes_make(&lines, view, &options);
	if (desk->step != notes_step(view))
		desk->text.top = 0;
	desk->step = notes_step(view);
	scroll_fit(&desk->text, lines.n, (size_t)rect.rows, SIZE_MAX);
	lines_draw(&lines, desk->text.top, canvas, rect);
	note_more(canvas, &desk->text, frame);
	lines_free(&lines);
	canvas->cursor_row = rect.row;
	canvas->cursor_col = rect.col;
}

/* ---- what comes next, and the time ------------------------------------------------------ */

/* A sentence in the pane; "" takes no row. */
static void say(struct lines *lines, enum style style, char *text,
		const struct render_options *options)
{
	if (text[0])
		render_text(lines, "", STYLE_PLAIN, text, style, options);
	free(text);
}

/* Draws what fits, frees it, and returns how many rows all of it takes. */
static int finish(struct lines *lines, struct canvas *canvas, struct rect rect)
{
	const char *more = theme_glyph(GLYPH_ELLIPSIS, canvas->ascii);
	int rows = (int)lines->n, last = rect.rows - 1, room = rect.cols - canvas_width(canvas, more);

	lines_draw(lines, 0, canvas, rect);
	if (last >= 0 && rows > rect.rows)
		canvas_text(canvas, rect.row + last, rect.col + at_most(lines->list[last].width, room),
			    rect.cols, STYLE_PLAIN, more);
	lines_free(lines);
	return rows;
}

int pane_notes_next(struct canvas *canvas, const struct view_notes *view, struct rect rect)
{
	struct render_options options = options_of(canvas, rect);
	struct lines lines = { 0 };

	if (view->question)
		say(&lines, STYLE_PLAIN, mem_dup(view->question), &options);
	return finish(&lines, canvas, rect);
}

int pane_notes_time(struct canvas *canvas, const struct view_notes *view, struct rect rect,
		    bool narrow)
{
	struct render_options options = options_of(canvas, rect);
	enum style pace = view->pace.late > 0 ? STYLE_WARN : STYLE_PLAIN;
	struct lines lines = { 0 };

	say(&lines, STYLE_STRONG, notes_break_text(view), &options);
	say(&lines, pace, narrow || !view->pace.timed ? notes_pace(view) : notes_start(view), &options);
	say(&lines, view->pace.over ? STYLE_WARN : STYLE_PLAIN, notes_left(view), &options);
	say(&lines, STYLE_DIM, notes_still(view), &options);
	return finish(&lines, canvas, rect);
}

/* ---- the keys ---------------------------------------------------------------------------- */

static bool has_more(const struct view_notes *view, const struct notes_desk *desk)
{
	(void)view;
	return desk->text.n > desk->text.rows;
}

static bool is_on_break(const struct view_notes *view, const struct notes_desk *desk)
{
	(void)desk;
	return view->on_break;
}

static bool is_at_work(const struct view_notes *view, const struct notes_desk *desk)
{
	(void)desk;
	return !view->on_break;
}

/* In the order shown.  Where there is no room for all, the first ones of low rank stay. */
static const struct {
	const char *key, *name; /* N_() */
	int rank;
	bool (*when)(const struct view_notes *view, const struct notes_desk *desk);
} keys[] = {
	{ "b", N_("a break"), 0, is_at_work },
	{ "b", N_("end the break"), 0, is_on_break },
	{ "0-9", N_("its minutes"), 2, is_on_break },
	{ N_("Space"), N_("more"), 1, has_more },
	{ "t", N_("this lesson begins now"), 3, is_at_work },
	{ "q", N_("quit"), 0, NULL },
};

#define RANKS 3

static const char *key_text(size_t i)
{
	return keys[i].key[1] ? _(keys[i].key) : keys[i].key;
}

static int key_width(const struct canvas *canvas, size_t i)
{
	return canvas_width(canvas, key_text(i)) + 1 + canvas_width(canvas, _(keys[i].name)) + GAP;
}

void pane_notes_keys(struct canvas *canvas, const struct view_notes *view,
		     const struct notes_desk *desk, struct rect rect)
{
	bool shown[ARRAY_LEN(keys)] = { false };
	int room = rect.cols - 2 + GAP, col = rect.col + 1;

	for (int rank = 0; rank <= RANKS; rank++)
		for (size_t i = 0; i < ARRAY_LEN(keys); i++)
			if (keys[i].rank == rank && (!keys[i].when || keys[i].when(view, desk)) &&
			    key_width(canvas, i) <= room) {
				shown[i] = true;
				room -= key_width(canvas, i);
			}
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		int used;

		if (!shown[i])
			continue;
		used = canvas_text(canvas, rect.row, col, rect.cols, STYLE_KEY, key_text(i)) + 1;
		canvas_text(canvas, rect.row, col + used, rect.cols, STYLE_STATUS, _(keys[i].name));
		col += key_width(canvas, i);
	}
}
