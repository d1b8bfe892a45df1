// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A question over the screen: y or n.  Pure. */
#include "ui/panes/pane.h"

#include "base/i18n.h"

#define WIDEST 60

static int put_answer(const struct paint *p, int row, int col, const char *key, const char *word,
		      enum hit_kind hit)
{
	int used = canvas_text(p->canvas, row, col, 8, STYLE_KEY, key);

	used += canvas_text(p->canvas, row, col + used, 1, STYLE_PLAIN, " ");
	used += canvas_text(p->canvas, row, col + used, 20, STYLE_PLAIN, word);
	paint_hit(p, (struct rect){ row, col, 1, used }, hit, 0);
	return used;
}

void pane_question(const struct paint *p, struct rect rect)
{
	int cols = rect.cols - 4 < WIDEST ? rect.cols - 4 : WIDEST, used;
	struct render_options options = { .width = cols - 4, .ascii = p->canvas->ascii };
	struct lines lines = { 0 };
	struct rect box, inner;

	if (options.width < 1)
		return;
	render_text(&lines, "", STYLE_PLAIN, p->ui->question, STYLE_QUESTION, &options);
	box.rows = (int)lines.n + 4 < rect.rows ? (int)lines.n + 4 : rect.rows;
	box.cols = cols;
	box.row = rect.row + (rect.rows - box.rows) / 2;
	box.col = rect.col + (rect.cols - cols) / 2;
	canvas_fill(p->canvas, box, STYLE_PLAIN);
	canvas_frame(p->canvas, box, STYLE_FRAME_FOCUS, NULL, STYLE_PLAIN);
	inner = rect_inner(box);
	inner.col++;
	inner.cols -= 2;
	lines_draw(&lines, 0, p->canvas,
		   (struct rect){ inner.row, inner.col, inner.rows - 2, inner.cols });
	inner.row += inner.rows - 1;
	used = put_answer(p, inner.row, inner.col, "y", _("yes"), HIT_YES);
	put_answer(p, inner.row, inner.col + used + 3, "n", _("no"), HIT_NO);
	paint_cursor(p, inner.row, inner.col);
	lines_free(&lines);
}
