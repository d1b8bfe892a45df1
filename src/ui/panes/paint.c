// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What several panes draw; see paint.h.  One thread. */
#include "ui/panes/paint.h"

#include "base/mem.h"
#include "base/units.h"
#include "ui/text/render.h"

void paint_hit(const struct paint *p, struct rect rect, enum hit_kind kind, int index)
{
	struct hit *hit = MEM_PUSH(p->ui->hits, p->ui->n_hits);

	*hit = (struct hit){ rect, kind, index };
}

void paint_frame(const struct paint *p, int pane, struct rect frame)
{
	p->ui->frames[pane] = frame;
}

void paint_cursor(const struct paint *p, int row, int col)
{
	const struct canvas *canvas = p->canvas;

	p->canvas->cursor_row = row < 0 ? 0 : row < canvas->rows ? row : canvas->rows - 1;
	p->canvas->cursor_col = col < 0 ? 0 : col < canvas->cols ? col : canvas->cols - 1;
}

void paint_focus(const struct paint *p, struct rect row)
{
	canvas_style(p->canvas, row, STYLE_BUTTON_FOCUS);
	paint_cursor(p, row.row, row.col);
}

void paint_more(const struct paint *p, struct rect rect, bool above, bool below)
{
	int col = rect.col + rect.cols;

	if (rect.rows < 1)
		return;
	if (above)
		canvas_text(p->canvas, rect.row, col, 1, STYLE_KEY, paint_glyph(p, GLYPH_MORE_UP));
	if (below)
		canvas_text(p->canvas, rect.row + rect.rows - 1, col, 1, STYLE_KEY,
			    paint_glyph(p, GLYPH_MORE_DOWN));
}

int paint_text(const struct paint *p, struct rect rect, const char *first, const char *text,
	       enum style style)
{
	struct render_options options = { .width = rect.cols, .ascii = p->canvas->ascii };
	struct lines lines = { 0 };
	int rows;

	render_text(&lines, first, style, text, style, &options);
	lines_draw(&lines, 0, p->canvas, rect);
	rows = (int)lines.n;
	lines_free(&lines);
	return rows;
}

struct rect paint_inner(struct rect frame)
{
	struct rect inner = rect_inner(frame);

	inner.col++;
	inner.cols -= 2;
	return inner;
}

enum style paint_title(bool focused)
{
	return focused ? STYLE_FRAME_FOCUS : STYLE_PLAIN;
}

const char *paint_glyph(const struct paint *p, enum glyph glyph)
{
	return theme_glyph(glyph, p->canvas->ascii);
}

void paint_due(const struct paint *p, int64_t in_ms)
{
	int64_t due = p->view->now_mono_ms + in_ms;

	if (due < p->ui->due_ms)
		p->ui->due_ms = due;
}

char *paint_span(const struct paint *p, int64_t since_ms)
{
	int64_t span = p->view->now_mono_ms - since_ms;

	paint_due(p, words_span_ms(span));
	return words_span(span);
}

void paint_found(const struct paint *p, enum search_part part, size_t line, int row, int col, int cols)
{
	const struct search *search = &p->ui->search;
	const struct search_hit *current = search_current(search);

	for (size_t i = 0; search->on && !search->console && i < search->n; i++) {
		const struct search_hit *hit = &search->hits[i];

		if (hit->part != part || hit->line != line || hit->col >= cols)
			continue;
		canvas_style(p->canvas, (struct rect){ row, col + hit->col, 1,
						       at_most(hit->cols, cols - hit->col) }, STYLE_FOUND);
		if (hit == current && p->ui->focus == FOCUS_TEXT && p->canvas->cursor_row < 0)
			paint_cursor(p, row, col + hit->col);
	}
}

bool paint_has_machines(const struct paint *p)
{
	return p->view->workshop->n_machines > 0;
}
