// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The lesson: its text, and the button bar below.  Where both do not fit, the bar takes at
 * most half of the pane, at the bottom, and the text scrolls above it. */
#include "ui/panes/pane-lesson.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/text/bar.h"
#include "ui/text/page-search.h"

/* With --present: an audience is further away, and reads shorter lines more easily. */
#define PRESENT_COLUMNS 60 /* of text, at most */
#define PRESENT_MARGIN 3   /* columns at each side, at least */
#define PRESENT_LEAST 46   /* a narrower pane has only the usual margins */
#define PRESENT_TEXT 4     /* rows of a text that is paged; the bar may have the others */

struct lesson_pane {
	struct rect frame;
	struct rect text; /* where the text is drawn */
	struct rect bar;  /* where the bar is drawn; rows 0: there is none */
	bool airy;        /* narrow lines, and more room around them */
	int divider;      /* the row of the line between them, or -1 */
	struct lines lines; /* of the bar */
};

/* The tag of what has the focus in the bar. */
static int focused_tag(const struct ui *ui)
{
	return ui->focus == FOCUS_BUTTON ? (int)ui->button + 1 :
	       ui->focus == FOCUS_STAGE ? BAR_STAGE : BAR_NONE;
}

/* Whether there are matches in the bar: then no part of a command is cut out. */
static bool found_in_bar(const struct search *search)
{
	return search->on && !search->console && search->n > 0 &&
	       search->hits[search->n - 1].part == SEARCH_BAR;
}

/* The tag of what is marked in the bar. */
static int marked_tag(const struct ui *ui)
{
	return ui->spot == SPOT_BUTTON ? (int)ui->spot_at + 1 :
	       ui->spot == SPOT_STAGE ? BAR_STAGE :
	       ui->spot == SPOT_CHECK ? BAR_MARKED : BAR_NONE;
}

static void make_bar(const struct paint *p, struct lesson_pane *pane, enum lesson_form form)
{
	struct bar_options options = {
		.render = { .width = pane->bar.cols, .ascii = p->canvas->ascii },
		.roomy = form != LESSON_TIGHT, .whole = form < LESSON_ROOMY || found_in_bar(&p->ui->search),
		.focused = focused_tag(p->ui), .hints = p->ui->hints,
		.marked = marked_tag(p->ui),
		.marked_check = p->ui->spot == SPOT_CHECK ? p->ui->spot_at + 1 : 0,
		.advice = p->ui->advised,
	};

	lines_free(&pane->lines);
	bar_make(&pane->lines, p->view, &options);
}

/* Divides the rows between text and bar. */
static void divide(const struct paint *p, struct lesson_pane *pane)
{
	size_t text = p->ui->page.lines.n, rows = (size_t)pane->text.rows;
	size_t gap = text > 0 ? 1 : 0, half = rows > 2 ? (rows - 1) / 2 : 1, bar;

	enum lesson_form form = pane_lesson_form(p);

	pane->divider = -1;
	make_bar(p, pane, form);
	while (form < LESSON_TIGHT && pane->lines.n > 0 && text + gap + pane->lines.n > rows)
		make_bar(p, pane, ++form);
	bar = pane->lines.n;
	if (bar == 0)
		return;
	pane->bar.row = pane->text.row;
	if (text + gap + bar <= rows) {
		pane->text.rows = (int)text;
		pane->bar.row += (int)(text + gap);
		pane->bar.rows = (int)bar;
		return;
	}
	/* An audience cannot scroll: buttons and checks stay in sight, and the text is paged. */
	if (p->view->present && rows > half + 1 + PRESENT_TEXT)
		half = rows - 1 - PRESENT_TEXT;
	if (text < half) /* the bar may have what the text does not need */
		half = rows - text - 1;
	bar = bar < half ? bar : half;
	if (rows < 3) {
		pane->bar.rows = 0;
		return;
	}
	pane->text.rows = (int)(rows - bar - 1);
	pane->divider = pane->text.row + pane->text.rows;
	pane->bar.row = pane->divider + 1;
	pane->bar.rows = (int)bar;
}

/* The tag of the next button to press, or if all are done, that of the waiting checks. */
static int next_tag(const struct view *view)
{
	for (size_t i = 0; i < view->n_buttons; i++)
		if (!view->buttons[i].done)
			return (int)i + 1;
	return BAR_WAITING;
}

static bool is_wanted(const struct ui *ui, const struct line *line, int next, bool to_hint)
{
	int focused = focused_tag(ui), marked = marked_tag(ui);

	if (marked != BAR_NONE)
		return line->tag == marked;
	if (to_hint)
		return line->tag == BAR_HINT;
	return line->tag == (focused != BAR_NONE ? focused : next);
}

/* Whether to scroll to the last hint, which is gone if its check has passed. */
static bool scrolls_to_hint(const struct ui *ui, const struct lines *lines)
{
	for (size_t i = 0; ui->show_hint && i < lines->n; i++)
		if (lines->list[i].tag == BAR_HINT)
			return true;
	return false;
}

/* Scrolls the bar to what is marked; else to the last hint if it was just asked for; else to
 * what has the focus; else to the next button; else to the first waiting check and the button
 * above it.  The checks directly below a button are kept in sight with it. */
static void scroll_bar(struct ui *ui, const struct view *view, const struct lesson_pane *pane)
{
	const struct lines *lines = &pane->lines;
	bool to_hint = marked_tag(ui) == BAR_NONE && scrolls_to_hint(ui, lines);
	int next = next_tag(view);
	size_t first = lines->n, last, rows = (size_t)pane->bar.rows;

	for (size_t i = 0; i < lines->n; i++)
		if (is_wanted(ui, &lines->list[i], next, to_hint)) {
			if (first == lines->n || to_hint)
				first = i;
			if (!to_hint)
				break;
		}
	last = first;
	while (last + 1 < lines->n && last + 1 - first < rows &&
	       (lines->list[last + 1].tag == lines->list[first].tag ||
		lines->list[last + 1].tag <= 0))
		last++;
	if (last < lines->n)
		scroll_fit(&ui->bar, lines->n, rows, last);
	if (first > 0 && first < lines->n && ui->focus == FOCUS_TEXT && !to_hint && next < 0 &&
	    last + 1 - first < rows)
		first--; /* the button above */
	scroll_fit(&ui->bar, lines->n, rows, first < lines->n ? first : SIZE_MAX);
}

/* The first line of a check that waits, if it is not among the rows that are shown; else n. */
static size_t hidden_check(const struct ui *ui, const struct lesson_pane *pane)
{
	size_t at = 0, n = pane->lines.n, end = ui->bar.top + (size_t)pane->bar.rows;

	while (at < n && pane->lines.list[at].tag != BAR_WAITING)
		at++;
	return at < ui->bar.top || at >= end ? at : n;
}

/* Gives the last row of a low bar to a check that would be out of sight. */
static void keep_check(const struct paint *p, struct lesson_pane *pane)
{
	size_t check = hidden_check(p->ui, pane);
	struct rect last = pane->bar;

	if (check == pane->lines.n || last.rows < 2 || scrolls_to_hint(p->ui, &pane->lines))
		return;
	pane->bar.rows--;
	last.row += pane->bar.rows;
	last.rows = 1;
	lines_draw(&pane->lines, check, p->canvas, last);
	scroll_bar(p->ui, p->view, pane);
}

/* The bar changes by itself: what was found in it is looked for again.  The current match is
 * brought into sight. */
static void find_in_bar(struct ui *ui, const struct lesson_pane *pane)
{
	const struct search_hit *hit;

	if (!found_in_bar(&ui->search))
		return;
	search_run(&ui->search, SEARCH_BAR, &pane->lines);
	hit = search_current(&ui->search);
	if (hit && hit->part == SEARCH_BAR && ui->focus == FOCUS_TEXT)
		scroll_fit(&ui->bar, pane->lines.n, (size_t)pane->bar.rows, hit->line);
}

static void draw_bar(const struct paint *p, struct lesson_pane *pane)
{
	struct ui *ui = p->ui;
	struct rect rect;
	int focused = focused_tag(ui);

	scroll_bar(ui, p->view, pane);
	find_in_bar(ui, pane);
	keep_check(p, pane);
	rect = pane->bar;
	lines_draw(&pane->lines, ui->bar.top, p->canvas, rect);
	for (int i = 0; i < rect.rows; i++)
		paint_found(p, SEARCH_BAR, ui->bar.top + (size_t)i, rect.row + i, rect.col, rect.cols);
	for (int i = 0; i < rect.rows && ui->bar.top + (size_t)i < pane->lines.n; i++) {
		const struct line *line = &pane->lines.list[ui->bar.top + (size_t)i];
		struct rect row = { rect.row + i, rect.col, 1, rect.cols };

		if (line->tag > 0)
			paint_hit(p, row, HIT_BUTTON, line->tag - 1);
		else if (line->tag == BAR_STAGE)
			paint_hit(p, row, HIT_STAGE, 0);
		if (focused != BAR_NONE && line->tag == focused) {
			paint_cursor(p, row.row, row.col + 1); /* on the number */
			focused = BAR_NONE;
		}
	}
	paint_more(p, rect, ui->bar.top > 0, ui->bar.top + (size_t)rect.rows < pane->lines.n);
}

/* "more ▼ 1/3" while there is more text, "▲ 3/3" at its end.  Caller frees. */
static char *more_text(const struct paint *p)
{
	const struct scroll *text = &p->ui->text;
	size_t rows = text->rows ? text->rows : 1, pages = (text->n + rows - 1) / rows;
	bool goes_on = text->top + rows < text->n;
	size_t page = goes_on ? text->top / rows + 1 : pages;

	if (text->n <= rows)
		return mem_dup("");
	if (goes_on)
		/* TRANSLATORS: %1$s is a sign that points down; page 1 of 3 */
		return mem_printf(_("more %1$s %2$zu/%3$zu"), paint_glyph(p, GLYPH_MORE_DOWN), page,
				  pages);
	return mem_printf("%s %zu/%zu", paint_glyph(p, GLYPH_MORE_UP), page, pages);
}

static void draw_found(const struct paint *p, struct rect text)
{
	for (int i = 0; i < text.rows; i++)
		paint_found(p, SEARCH_TEXT, p->ui->text.top + (size_t)i, text.row + i, text.col,
			    text.cols);
}

/* Marks the code that the last key has copied. */
static void draw_copied(const struct paint *p, struct rect text)
{
	const struct lines *lines = &p->ui->page.lines;
	size_t top = p->ui->text.top, at = p->ui->copied;

	if (at == 0 || at > lines->n_codes)
		return;
	for (size_t i = lines->codes[at - 1].first; i <= lines->codes[at - 1].last; i++) {
		const struct line *line = &lines->list[i];
		int before = 0;

		/* Not the sign of a row that goes on: it is not copied. */
		for (size_t j = 0; j < line->prefix; j++)
			before += line->runs[j].width;
		if (i >= top && i < top + (size_t)text.rows && before < text.cols)
			canvas_style(p->canvas, (struct rect){ text.row + (int)(i - top), text.col + before,
				     1, at_most(line->width, text.cols) - before }, STYLE_MARKED);
	}
}

static void draw_text(const struct paint *p, struct lesson_pane *pane)
{
	struct ui *ui = p->ui;
	int note_row = pane->divider >= 0 ? pane->divider : pane->frame.row + pane->frame.rows - 1;
	char *more;

	if (ui->search.arrives)
		search_go(&ui->search, false, &ui->text.top, (size_t)pane->text.rows);
	ui->search.arrives = false;
	scroll_fit(&ui->text, ui->page.lines.n, (size_t)pane->text.rows, SIZE_MAX);
	lines_draw(&ui->page.lines, ui->text.top, p->canvas, pane->text);
	draw_found(p, pane->text);
	draw_copied(p, pane->text);
	more = more_text(p);
	canvas_border_note(p->canvas, note_row, pane->frame, STYLE_KEY, more);
	free(more);
}

/* Divides the inside of the frame: one column of margin at each side, and more for the text
 * with --present.  The bar may be wider than the text, so that its commands stay whole. */
static void set_margins(struct lesson_pane *pane)
{
	struct rect inner = rect_inner(pane->frame);
	int margin = 1, most = PROSE_COLUMNS;

	if (pane->airy && inner.cols >= PRESENT_LEAST) {
		most = PRESENT_COLUMNS;
		margin = (inner.cols - most) / 2;
		margin = margin > PRESENT_MARGIN ? margin : PRESENT_MARGIN;
	}
	pane->text = inner;
	pane->text.col += margin;
	pane->text.cols = at_most(inner.cols - 2 * margin, most);
	pane->bar = pane->text;
	pane->bar.rows = 0;
	pane->bar.cols = at_most(inner.cols - margin - 1, PROSE_COLUMNS);
}

static void update_page(const struct paint *p, const struct lesson_pane *pane)
{
	struct render_options options = { .width = pane->text.cols, .ascii = p->canvas->ascii,
					  .airy = pane->airy };
	struct ui *ui = p->ui;

	if (page_update(&ui->page, p->view, &options, &ui->text.top) &&
	    ui->search.on && !ui->search.console)
		page_search(&ui->search, &ui->page, p->view, ui->hints);
}

enum lesson_form pane_lesson_form(const struct paint *p)
{
	if (!p->view->present)
		return LESSON_ROOMY;
	return p->ui->dense ? LESSON_WHOLE : LESSON_AIRY;
}

int pane_lesson_rows(const struct paint *p, int cols, enum lesson_form form)
{
	struct lesson_pane pane = { .frame = { 0, 0, 3, cols }, .airy = form == LESSON_AIRY };
	int rows;

	set_margins(&pane);
	if (pane.text.cols < 1)
		return 0;
	update_page(p, &pane);
	make_bar(p, &pane, form);
	rows = (int)(p->ui->page.lines.n + pane.lines.n);
	rows += p->ui->page.lines.n > 0 && pane.lines.n > 0;
	lines_free(&pane.lines);
	return rows;
}

void pane_lesson(const struct paint *p, struct rect rect)
{
	struct lesson_pane pane = { .frame = rect, .airy = pane_lesson_form(p) == LESSON_AIRY };
	char *title = page_title(p->view);

	set_margins(&pane);
	canvas_frame(p->canvas, rect, STYLE_FRAME, title, STYLE_HEADING);
	paint_found(p, SEARCH_TITLE, TITLE_PAGE, rect.row, rect.col + 2, rect.cols - 4);
	free(title);
	if (pane.text.cols < 1 || pane.text.rows < 1)
		return;
	paint_hit(p, rect, HIT_TEXT, 0);
	paint_frame(p, FOCUS_TEXT, rect);
	update_page(p, &pane);
	divide(p, &pane);
	if (pane.divider >= 0)
		canvas_divider(p->canvas, pane.divider, rect, STYLE_FRAME, NULL, STYLE_PLAIN);
	draw_text(p, &pane);
	draw_bar(p, &pane);
	if (p->ui->focus == FOCUS_TEXT && p->canvas->cursor_row < 0)
		paint_cursor(p, pane.text.row, pane.text.col);
	lines_free(&pane.lines);
	p->ui->lesson_seen = true;
}
