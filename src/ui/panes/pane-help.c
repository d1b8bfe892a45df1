// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The help screen: what each key does, from the table of commands, and what the signs of
 * the machines mean.  Pure. */
#include "ui/panes/pane-help.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ui/text/render.h"
#include "vm/rules.h"

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
