// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The help screen: what each key does, from the table of commands, and what the signs of
 * the machines mean.  What the program says and asks: the message of what was done last, and
 * a question in a box over the screen.  Pure. */
#include "ui/panes/pane-overlay.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "base/utf8.h"
#include "ui/text/render.h"
#include "vm/rules.h"

/* ---- help ---------------------------------------------------------------------- */

#define GAP 3           /* between two columns of text */
#define COLUMN_LEAST 36 /* the least width of such a column */

static int keys_width(void)
{
	int widest = 0;

	for (const struct command_row *row = command_table; row->id != COMMAND_NONE; row++) {
		char *keys = command_keys(row);
		int width = utf8_width(keys);

		widest = width > widest ? width : widest;
		free(keys);
	}
	return widest;
}

static void add_commands(struct lines *lines, const struct render_options *options)
{
	int width = keys_width();

	for (const struct command_row *row = command_table; row->id != COMMAND_NONE; row++) {
		char *keys = command_keys(row);
		char *first = mem_printf("%s%*s", keys, width - utf8_width(keys) + 2, "");

		render_text(lines, first, STYLE_KEY, _(row->help), STYLE_PLAIN, options);
		free(first);
		free(keys);
	}
}

static void add_signs(struct lines *lines, const struct render_options *options)
{
	static const enum machine_state states[] = {
		STATE_RUNNING, STATE_PAUSED, STATE_SHUTOFF, STATE_SAVED, STATE_ABSENT,
	};
	struct str text = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(states); i++)
		str_addf(&text, "%s%s\u00a0%s", i > 0 ? "  " : "",
			 theme_glyph(theme_state_glyph(states[i]), options->ascii),
			 state_word(states[i]));
	str_addf(&text, "  %s\u00a0%s  %s\u00a0%s", theme_glyph(GLYPH_STOPPED, options->ascii),
		 _("stopped by a fault"), theme_glyph(GLYPH_ASLEEP, options->ascii), _("asleep"));
	lines_gap(lines);
	render_text(lines, "", STYLE_PLAIN, _("The signs of a machine:"), STYLE_PLAIN, options);
	render_text(lines, "", STYLE_PLAIN, str_text(&text), STYLE_PLAIN, options);
	str_free(&text);
	lines_gap(lines);
	render_text(lines, "", STYLE_PLAIN,
		    _("With Shift (Option on a Mac) the mouse marks text as it does in other "
		      "programs; --no-mouse leaves the mouse alone."), STYLE_PLAIN, options);
}

/* The line at which the second column begins: the middle, or the next line that begins an
 * entry. */
static size_t split_at(const struct lines *lines)
{
	size_t at = (lines->n + 1) / 2;

	while (at < lines->n && lines->list[at].n > 0 &&
	       lines->list[at].runs[0].style == STYLE_PLAIN)
		at++;
	return at;
}

void pane_help(const struct paint *p, struct rect rect)
{
	struct ui *ui = p->ui;
	struct rect inner = paint_inner(rect), left, right;
	struct render_options options = { .ascii = p->canvas->ascii };
	struct lines lines = { 0 };
	size_t split;

	canvas_frame(p->canvas, rect, STYLE_FRAME, _("Help"), STYLE_FRAME_FOCUS);
	if (inner.cols < 1 || inner.rows < 1)
		return;
	paint_hit(p, rect, HIT_HELP, 0);
	left = right = inner;
	if (inner.cols >= 2 * COLUMN_LEAST + GAP) {
		left.cols = right.cols = (inner.cols - GAP) / 2;
		left.cols = right.cols = left.cols > PROSE_COLUMNS ? PROSE_COLUMNS : left.cols;
		right.col += left.cols + GAP;
	}
	options.width = left.cols;
	add_commands(&lines, &options);
	add_signs(&lines, &options);
	split = right.col > left.col ? split_at(&lines) : lines.n;
	scroll_fit(&ui->help, split, (size_t)inner.rows, SIZE_MAX);
	right.rows = inner.rows;
	if (ui->help.top + (size_t)left.rows > split)
		left.rows = (int)(split - ui->help.top);
	lines_draw(&lines, ui->help.top, p->canvas, left);
	if (split < lines.n)
		lines_draw(&lines, split + ui->help.top, p->canvas, right);
	if (split > (size_t)inner.rows) {
		bool more = ui->help.top + (size_t)inner.rows < split;

		canvas_border_note(p->canvas, rect.row + rect.rows - 1, rect, STYLE_KEY,
				   paint_glyph(p, more ? GLYPH_MORE_DOWN : GLYPH_MORE_UP));
	}
	paint_cursor(p, inner.row, inner.col);
	lines_free(&lines);
}

/* ---- messages and questions ---------------------------------------------------- */

#define BAR_COLUMNS 16 /* of the progress bar */
#define KEPT_ROWS 3    /* of what stays in the strip, or more on a high screen */
#define STRIP_WIDE 100 /* columns from which one row is enough for the strip, */
#define STRIP_ROOMY 24 /* and rows below which there are no two */

/* --- message --- */

#define ANSWER_GAP 3 /* before an answer */

static const struct {
	enum glyph glyph;
	enum style style;
} tones[] = {
	[TONE_INFO] = { GLYPH_COUNT, STYLE_PLAIN }, [TONE_GOOD] = { GLYPH_DONE, STYLE_GOOD },
	[TONE_BAD] = { GLYPH_FAILED, STYLE_BAD },   [TONE_BUSY] = { GLYPH_BUSY, STYLE_BUSY },
};

static void add_message(const struct paint *p, struct lines *lines, enum view_tone tone,
			const char *message, const char *remedy, const struct render_options *options)
{
	bool signless = tones[tone].glyph == GLYPH_COUNT;
	char *sign = signless ? mem_dup("") :
		     mem_printf("%s ", theme_glyph(tones[tone].glyph, options->ascii));
	size_t first = lines->n;
	struct line *line;

	render_text(lines, sign, tones[tone].style, message,
		    tone == TONE_BAD ? STYLE_STRONG : STYLE_PLAIN, options);
	free(sign);
	if (!remedy || !remedy[0] || lines->n == first)
		return;
	line = &lines->list[lines->n - 1];
	if (lines->n == first + 1 &&
	    line->width + 1 + canvas_width(p->canvas, remedy) <= options->width) {
		line_add(lines, line, STYLE_PLAIN, " ", 0);
		line_add(lines, line, STYLE_PLAIN, remedy, 0);
		return;
	}
	render_text(lines, signless ? "" : "  ", STYLE_PLAIN, remedy, STYLE_PLAIN, options);
}

/* Adds a progress bar, and what is being done. */
static void add_making(struct lines *lines, const struct view *view,
		       const struct render_options *options)
{
	char *bar = words_bar(view->making_percent, BAR_COLUMNS, options->ascii);
	char *sign = mem_printf("%s %3d %% ", bar, view->making_percent);

	render_text(lines, sign, STYLE_BUSY, view->making, STYLE_PLAIN, options);
	free(sign);
	free(bar);
}

static struct render_options strip_options(const struct paint *p, int cols)
{
	return (struct render_options){ .width = at_least(cols - 4, 1), .ascii = p->canvas->ascii };
}

/* What stays until it is over. */
static void add_kept(const struct paint *p, struct lines *lines, const struct render_options *options)
{
	const struct view *view = p->view;

	if (view->making)
		add_making(lines, view, options);
	if (view->risk)
		add_message(p, lines, TONE_BAD, view->risk, view->risk_remedy, options);
	if (view->broken)
		add_message(p, lines, TONE_BAD, view->broken,
			    view->whole ? _("Until it is corrected, you see the version before.") :
			    _("Until it is corrected, the broken part is left out."), options);
	/* Why, until there is something newer to say. */
	if (view->unsaved && view->unsaved[0])
		add_message(p, lines, TONE_BAD, _("Your place is not being saved."),
			    view->message && view->message[0] ? NULL : view->unsaved, options);
}

/* A note may have a command in it, which breaks at blanks only. */
static void add_note(const struct paint *p, struct lines *lines, const struct render_options *options)
{
	struct render_options whole = *options;

	whole.code = true;
	add_message(p, lines, TONE_INFO, p->ui->note, NULL, &whole);
}

static void add_passing(const struct paint *p, struct lines *lines,
			const struct render_options *options)
{
	const struct view *view = p->view;

	if (p->ui->note)
		add_note(p, lines, options);
	else if (view->message && view->message[0])
		add_message(p, lines, view->tone, view->message, view->remedy, options);
	else if (view->class_line)
		add_message(p, lines, TONE_INFO, view->class_line, NULL, options);
}

/* A quarter of the screen, and not less than a few rows. */
static int most_kept(const struct paint *p)
{
	return p->canvas->rows / 4 > KEPT_ROWS ? p->canvas->rows / 4 : KEPT_ROWS;
}

int pane_message_rows(const struct paint *p, int cols)
{
	struct render_options options = strip_options(p, cols);
	/* On a narrow screen most messages take two rows, and what is covered would be the
	 * newest line of the console. */
	int rows = cols < STRIP_WIDE && p->canvas->rows >= STRIP_ROOMY ? 2 : 1, needed;
	struct lines lines = { 0 };

	add_kept(p, &lines, &options);
	needed = (int)lines.n < most_kept(p) ? (int)lines.n : most_kept(p);
	lines_free(&lines);
	return needed > rows ? needed : rows;
}

/* --- question --- */

static int put_answer(const struct paint *p, int row, int col, const char *key, const char *word,
		      enum hit_kind hit, int index)
{
	int used = canvas_text(p->canvas, row, col, 8, STYLE_KEY, key);

	used += canvas_text(p->canvas, row, col + used, 1, STYLE_PLAIN, " ");
	used += canvas_text(p->canvas, row, col + used, 20, STYLE_PLAIN, word);
	paint_hit(p, (struct rect){ row, col, 1, used }, hit, index);
	return used;
}

static int answer_width(const struct paint *p, const char *key, const char *word)
{
	return canvas_width(p->canvas, key) + 1 + canvas_width(p->canvas, word);
}

static int answers_width(const struct paint *p)
{
	int width = answer_width(p, _("Esc"), _("stay"));

	for (const struct answer *choice = p->ui->choices; choice && choice->key; choice++)
		width += answer_width(p, "q", _(choice->name)) + ANSWER_GAP;
	if (p->ui->choices)
		return width;
	return canvas_width(p->canvas, _("yes")) + canvas_width(p->canvas, _("no")) + 4 + ANSWER_GAP;
}

/* What the strip says. */
struct said {
	struct lines lines;
	int answers; /* the column of a question's answers in its last row; -1: no question */
	int rows;
};

/* The answers stand behind the question, or in a row of their own. */
static struct said what_is_said(const struct paint *p, int cols)
{
	struct render_options options = strip_options(p, cols);
	struct said said = { .answers = -1 };
	int last;

	if (!p->ui->question) {
		add_kept(p, &said.lines, &options);
		add_passing(p, &said.lines, &options);
		said.rows = (int)said.lines.n;
		return said;
	}
	render_text(&said.lines, "", STYLE_PLAIN, p->ui->question, STYLE_QUESTION, &options);
	said.rows = (int)said.lines.n;
	last = said.rows > 0 ? said.lines.list[said.rows - 1].width + ANSWER_GAP : 0;
	said.answers = last + answers_width(p) <= options.width ? last : 0;
	said.rows += said.answers == 0;
	return said;
}

int pane_message_more(const struct paint *p, int cols)
{
	struct said said = what_is_said(p, cols);
	/* What was asked for may take the screen: it goes with the next key. */
	int most = p->ui->note ? p->canvas->rows - 4 : p->canvas->rows / 2;
	int more = (said.rows < most ? said.rows : most) - pane_message_rows(p, cols);

	lines_free(&said.lines);
	return more > 0 ? more : 0;
}

static void put_answers(const struct paint *p, int row, int col)
{
	paint_cursor(p, row, col);
	for (const struct answer *choice = p->ui->choices; choice && choice->key; choice++) {
		char key[] = { (char)choice->key, '\0' };

		col += put_answer(p, row, col, key, _(choice->name), HIT_CHOICE, choice->key) + ANSWER_GAP;
	}
	if (p->ui->choices) {
		put_answer(p, row, col, _("Esc"), _("stay"), HIT_NO, 0);
		return;
	}
	col += put_answer(p, row, col, "y", _("yes"), HIT_YES, 0) + ANSWER_GAP;
	put_answer(p, row, col, "n", _("no"), HIT_NO, 0);
}

void pane_message(const struct paint *p, struct rect strip)
{
	struct said said = what_is_said(p, strip.cols);
	struct rect inner = paint_inner(strip);
	int last = inner.row + inner.rows - 1;

	canvas_cover(p->canvas, strip, said.answers >= 0 ? STYLE_FRAME_FOCUS : STYLE_FRAME);
	/* What is under it takes no click. */
	paint_hit(p, strip, HIT_MESSAGE, 0);
	if (said.answers >= 0) {
		last = inner.row + (said.rows < inner.rows ? said.rows : inner.rows) - 1;
		put_answers(p, last, inner.col + said.answers);
		inner.rows = last - inner.row + (said.answers > 0);
	}
	lines_draw(&said.lines, 0, p->canvas, inner);
	if (said.rows > inner.rows + (said.answers == 0))
		canvas_text(p->canvas, last, inner.col + inner.cols, 1, STYLE_PLAIN,
			    paint_glyph(p, GLYPH_ELLIPSIS));
	lines_free(&said.lines);
}
