// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What several panes draw; see paint.h.  One thread. */
#include "ui/panes/paint.h"

#include "base/mem.h"
#include "ui/text/render.h"

void paint_hit(const struct paint *p, struct rect rect, enum hit_kind kind, int index)
{
	struct hit *hit = MEM_PUSH(p->ui->hits, p->ui->n_hits);

	*hit = (struct hit){ rect, kind, index };
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
