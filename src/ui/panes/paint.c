// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Small things that every pane needs; see pane.h.  One thread. */
#include "ui/panes/pane.h"

#include "base/mem.h"
#include "base/units.h"

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

enum style paint_title(const struct paint *p, bool focused)
{
	(void)p;
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

void scroll_fit(struct scroll *scroll, size_t n, size_t rows, size_t keep)
{
	size_t most = n > rows ? n - rows : 0;

	scroll->n = n;
	scroll->rows = rows;
	if (keep < n && keep < scroll->top)
		scroll->top = keep;
	if (keep < n && rows > 0 && keep >= scroll->top + rows)
		scroll->top = keep - rows + 1;
	if (scroll->top > most)
		scroll->top = most;
}
