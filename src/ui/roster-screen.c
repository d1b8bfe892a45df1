// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The whole screen of the roster; see roster-screen.h.
 *
 * The strip with messages and questions is there only while there is something to say.  It covers
 * the last rows, the bars first, so that nothing moves when it comes. */
#include "ui/roster-screen.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "ui/layout.h"
#include "ui/panes/paint.h"
#include "ui/roster-keys.h"
#include "ui/roster-look.h"
#include "ui/roster-table.h"
#include "ui/roster-text.h"
#include "ui/text/render.h"

#define GAP 3          /* columns between two parts of a line */
#define TABLE_LEAST 2  /* rows of people above the bars, */
#define STRIP_ABOVE 5  /* and of the body above the strip */

/* ---- the line at the top -------------------------------------------------------------------- */

/* What stands there, on the left and on the right. */
struct top {
	char *where, *counts, *time;
	int gap; /* between the last two */
};

static struct top top_of(const struct roster_view *view, struct roster_desk *desk, enum roster_words where,
			 enum roster_words rest)
{
	return (struct top){ roster_where(view, where), roster_counts(view, rest),
			     roster_time(desk, view, rest), rest == ROSTER_FULL ? GAP : GAP - 1 };
}

static void top_free(struct top *top)
{
	free(top->where);
	free(top->counts);
	free(top->time);
}

static int top_cols(const struct canvas *canvas, const struct top *top)
{
	return canvas_width(canvas, top->where) + GAP + canvas_width(canvas, top->counts) + top->gap +
	       canvas_width(canvas, top->time);
}

/* In full words on a wide screen, where the title of the step may be cut; on a narrow one in as
 * many as have room. */
static struct top choose_top(const struct canvas *canvas, const struct roster_view *view,
			     struct roster_desk *desk)
{
	static const enum roster_words forms[][2] = {
		{ ROSTER_SHORT, ROSTER_SHORT }, { ROSTER_SHORT, ROSTER_FEW }, { ROSTER_FEW, ROSTER_FEW },
	};
	struct top top;

	if (canvas->cols >= ROSTER_WIDE)
		return top_of(view, desk, ROSTER_FULL, ROSTER_FULL);
	for (size_t i = 0;; i++) {
		top = top_of(view, desk, forms[i][0], forms[i][1]);
		if (i + 1 == ARRAY_LEN(forms) || top_cols(canvas, &top) <= canvas->cols - 2)
			return top;
		top_free(&top);
	}
}

static void put_top(struct canvas *canvas, const struct roster_view *view, struct roster_desk *desk)
{
	struct top top = choose_top(canvas, view, desk);
	bool is_late = view->on_break || (view->pace.timed && view->pace.late > 0);
	int col = canvas->cols - 1 - canvas_width(canvas, top.time);

	canvas_text(canvas, 0, col, canvas->cols - 1 - col, is_late ? STYLE_WARN : STYLE_PLAIN, top.time);
	col -= top.gap + canvas_width(canvas, top.counts);
	canvas_text(canvas, 0, col, canvas_width(canvas, top.counts), STYLE_PLAIN, top.counts);
	canvas_text_cut(canvas, 0, 1, col - GAP - 1, STYLE_TITLE, top.where);
	top_free(&top);
}

/* ---- the line at the bottom ------------------------------------------------------------------ */

static void put_bottom(struct canvas *canvas, const struct roster_view *view, struct roster_desk *desk)
{
	char *line = roster_line_text(desk, view);
	int width = canvas_width(canvas, line), col = canvas->cols - 1 - width;
	struct rect rect = { canvas->rows - 1, 1, 1, col - GAP - 1 };

	canvas_text(canvas, rect.row, col, width, roster_line_style(view->line), line);
	roster_keys_draw(canvas, view, rect);
	free(line);
}

/* ---- the strip ---------------------------------------------------------------------------- */

/* What it says, and where the answers of a question go: -1: nowhere. */
struct said {
	struct lines lines;
	int answers;
};

static void add_message(struct lines *lines, enum view_tone tone, const char *text,
			const struct render_options *options)
{
	static const struct {
		enum glyph glyph;
		enum style style;
	} signs[] = {
		[TONE_GOOD] = { GLYPH_DONE, STYLE_GOOD }, [TONE_BAD] = { GLYPH_FAILED, STYLE_BAD },
		[TONE_BUSY] = { GLYPH_BUSY, STYLE_BUSY },
	};
	char *sign = tone == TONE_INFO ? mem_dup("") :
		     mem_printf("%s ", theme_glyph(signs[tone].glyph, options->ascii));

	render_text(lines, sign, tone == TONE_INFO ? STYLE_PLAIN : signs[tone].style, text, STYLE_PLAIN,
		    options);
	free(sign);
}

static const struct {
	const char *key, *word; /* N_() */
} answers[] = { { "y", N_("yes") }, { "n", N_("no") } };

static int answers_cols(const struct canvas *canvas)
{
	int cols = -GAP;

	for (size_t i = 0; i < ARRAY_LEN(answers); i++)
		cols += 2 + canvas_width(canvas, _(answers[i].word)) + GAP;
	return cols;
}

/* The answers stand behind the question, or in a line of their own. */
static void add_question(struct said *said, const struct canvas *canvas, const struct roster_view *view,
			 const struct render_options *options)
{
	char *text = view->typed ? mem_printf("%s %s", view->question, view->typed) : mem_dup(view->question);
	int width;

	render_text(&said->lines, "", STYLE_PLAIN, text, STYLE_QUESTION, options);
	free(text);
	width = said->lines.n > 0 ? said->lines.list[said->lines.n - 1].width : 0;
	if (view->typed) {
		said->answers = at_most(width, options->width);
	} else if (width + GAP + answers_cols(canvas) <= options->width) {
		said->answers = width + GAP;
	} else {
		lines_add(&said->lines);
		said->answers = 0;
	}
}

static struct said what_is_said(const struct canvas *canvas, const struct roster_view *view)
{
	struct render_options options = { .width = canvas->cols - 4, .ascii = canvas->ascii };
	struct said said = { .answers = -1 };
	const char *trouble = roster_line_trouble(view->line);

	if (view->question) {
		add_question(&said, canvas, view, &options);
		return said;
	}
	if (trouble)
		add_message(&said.lines, TONE_BAD, trouble, &options);
	if (view->message && view->message[0])
		add_message(&said.lines, view->tone, view->message, &options);
	return said;
}

static void put_answers(struct canvas *canvas, const struct roster_view *view, int row, int col)
{
	canvas->cursor_row = row;
	canvas->cursor_col = col;
	for (size_t i = 0; !view->typed && i < ARRAY_LEN(answers); i++) {
		col += canvas_text(canvas, row, col, canvas->cols, STYLE_KEY, answers[i].key) + 1;
		col += canvas_text(canvas, row, col, canvas->cols, STYLE_PLAIN, _(answers[i].word)) + GAP;
	}
}

/* The newest lines, as many as the strip has rows. */
static void put_strip(struct canvas *canvas, const struct roster_view *view, const struct said *said,
		      struct rect strip)
{
	struct rect inner = paint_inner(strip);
	size_t rows = (size_t)inner.rows, from = said->lines.n > rows ? said->lines.n - rows : 0;

	canvas_cover(canvas, strip, said->answers >= 0 ? STYLE_FRAME_FOCUS : STYLE_FRAME);
	lines_draw(&said->lines, from, canvas, inner);
	if (said->answers >= 0)
		put_answers(canvas, view, inner.row + inner.rows - 1, inner.col + said->answers);
}

/* ---- help ------------------------------------------------------------------------------------ */

static void add_signs(struct lines *lines, const struct render_options *options)
{
	static const struct {
		enum glyph glyph;
		const char *word; /* N_() */
	} signs[] = {
		{ GLYPH_HAND, N_("a hand is up") }, { GLYPH_STUCK, N_("stuck") },
		{ GLYPH_LOST, N_("lost or stopped") }, { GLYPH_WAITING, N_("not done") },
		{ GLYPH_DONE, N_("done") }, { GLYPH_ABSENT, N_("not here") },
	};
	struct str text = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(signs); i++)
		str_addf(&text, "%s%s\u00a0%s", i > 0 ? "  " : "",
			 theme_glyph(signs[i].glyph, options->ascii), _(signs[i].word));
	lines_gap(lines);
	render_text(lines, "", STYLE_PLAIN, _("The signs of a person:"), STYLE_PLAIN, options);
	render_text(lines, "", STYLE_PLAIN, str_text(&text), STYLE_PLAIN, options);
	str_free(&text);
}

static void put_help(struct canvas *canvas, struct roster_desk *desk, struct rect frame, int covered)
{
	struct rect inner = paint_inner(frame);
	struct render_options options = { .width = inner.cols, .ascii = canvas->ascii };
	struct scroll *help = &desk->help;
	struct lines lines = { 0 };

	inner.rows = at_least(inner.rows - covered, 1);
	roster_keys_help(&lines, &options);
	add_signs(&lines, &options);
	scroll_fit(help, lines.n, (size_t)inner.rows, SIZE_MAX);
	canvas_frame(canvas, frame, STYLE_FRAME, NULL, STYLE_PLAIN);
	if (help->rows < help->n)
		canvas_border_note(canvas, frame.row, frame, STYLE_KEY,
				   theme_glyph(help->top + help->rows < help->n ? GLYPH_MORE_DOWN :
					       GLYPH_MORE_UP, canvas->ascii));
	canvas_border_title(canvas, frame.row, frame, _("Help"), STYLE_FRAME_FOCUS);
	lines_draw(&lines, help->top, canvas, inner);
	lines_free(&lines);
	canvas->cursor_row = inner.row;
	canvas->cursor_col = inner.col;
}

/* ---- the body -------------------------------------------------------------------------------- */

/* The table, and below it the bars, which are covered first.  Returns the frame of the table. */
static struct rect put_roster(struct canvas *canvas, const struct roster_view *view, struct roster_desk *desk,
		       struct rect body, int covered)
{
	struct rect table = body, bars = body;
	int rows = 0, below;

	if (canvas->cols >= ROSTER_WIDE && body.rows >= TABLE_LEAST + 6)
		rows = roster_bars_rows(canvas, view, body.cols - 4);
	if (rows > 0) {
		bars.rows = rows + 2;
		bars.row += body.rows - bars.rows;
		table.rows -= rows + 1;
		canvas_frame(canvas, bars, STYLE_FRAME, NULL, STYLE_PLAIN);
		canvas_border_title(canvas, bars.row, bars, _("Where they are"), STYLE_PLAIN);
		roster_bars(canvas, view, paint_inner(bars));
	}
	below = body.rows - table.rows;
	roster_table(canvas, view, desk, table, at_least(covered - below, 0));
	return table;
}

/* Says on the lowest line of the table that is in sight which rows are. */
static void put_note(struct canvas *canvas, struct roster_desk *desk, struct rect table, struct rect strip)
{
	bool is_covered = strip.rows > 0 && strip.row < table.row + table.rows;

	roster_table_note(canvas, desk, is_covered ? strip : table);
}

/* What has to be said or asked is drawn over the last rows. */
static void put_body(struct canvas *canvas, const struct roster_view *view, struct roster_desk *desk,
		     struct rect body)
{
	struct said said = what_is_said(canvas, view);
	int rows = at_most((int)said.lines.n, at_least(body.rows - 2 - STRIP_ABOVE, 1));
	int covered = rows > 0 ? rows + 1 : 0;
	struct rect strip = { body.row + body.rows - rows - 2, body.col, rows + 2, body.cols };
	struct rect table = { 0 };

	if (view->help)
		put_help(canvas, desk, body, covered);
	else if (view->look)
		roster_look(canvas, view, desk, body, covered);
	else
		table = put_roster(canvas, view, desk, body, covered);
	strip.rows = rows > 0 ? strip.rows : 0;
	if (rows > 0)
		put_strip(canvas, view, &said, strip);
	if (table.rows > 0)
		put_note(canvas, desk, table, strip);
	lines_free(&said.lines);
}

void roster_screen_draw(struct roster_desk *desk, const struct roster_view *view, struct canvas *canvas)
{
	struct rect body = { 1, 0, canvas->rows - 2, canvas->cols };

	canvas_clear(canvas);
	desk->due_in_ms = CLOCK_NEVER;
	if (layout_too_small(canvas))
		return;
	put_top(canvas, view, desk);
	put_body(canvas, view, desk, body);
	put_bottom(canvas, view, desk);
}
