// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The contents: the cover, lessons and steps, and which steps are done.  Pure. */
#include "ui/panes/pane-contents.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/units.h"
#include "ui/state/list-rows.h"
#include "ui/text/place-text.h"

static void put_lesson(const struct paint *p, struct rect row, const struct lesson *lesson)
{
	char *number = mem_printf("%2d ", lesson->number);
	int64_t ms = (int64_t)lesson->duration * 60000;
	char *time = ms > 0 ? words_span(ms) : mem_dup("");
	bool untranslated = is_untranslated(p->view->workshop, lesson);
	/* TRANSLATORS: %s is the time that a lesson takes. */
	char *aside = untranslated ? mem_printf(_("not translated   %s"), time) : mem_dup(time);
	int width = canvas_width(p->canvas, aside), col = row.col + 2;

	col += canvas_text(p->canvas, row.row, col, row.cols, STYLE_STRONG, number);
	canvas_text_cut(p->canvas, row.row, col, row.col + row.cols - width - 2 - col, STYLE_STRONG,
			lesson->title);
	canvas_text(p->canvas, row.row, row.col + row.cols - width, width, STYLE_DIM, aside);
	free(aside);
	free(number);
	free(time);
}

static void put_step(const struct paint *p, struct rect row, size_t lesson, size_t step, bool here)
{
	static const struct {
		enum glyph glyph;
		enum style style;
	} signs[] = {
		[STEP_UNSEEN] = { GLYPH_COUNT, STYLE_DIM },
		[STEP_SEEN] = { GLYPH_WAITING, STYLE_PLAIN },
		[STEP_DONE] = { GLYPH_DONE, STYLE_GOOD },
		[STEP_SKIPPED] = { GLYPH_SKIPPED, STYLE_DIM },
	};
	const struct step *shown = &p->view->workshop->lessons[lesson].steps[step];
	int done = p->view->done ? p->view->done[lesson][step] : STEP_UNSEEN, col = row.col + 5;

	if (here)
		canvas_text(p->canvas, row.row, row.col, 1, STYLE_KEY,
			    paint_glyph(p, GLYPH_RUNNING));
	if (signs[done].glyph != GLYPH_COUNT)
		canvas_text(p->canvas, row.row, col, 1, signs[done].style,
			    paint_glyph(p, signs[done].glyph));
	col += 2;
	col += canvas_text(p->canvas, row.row, col, row.col + row.cols - col, STYLE_PLAIN,
			   shown->id) + 1;
	if (done == STEP_SKIPPED) {
		const char *word = _("skipped");
		int width = canvas_width(p->canvas, word);

		canvas_text(p->canvas, row.row, row.col + row.cols - width, width, STYLE_DIM, word);
		row.cols -= width + 2;
	}
	canvas_text_cut(p->canvas, row.row, col, row.col + row.cols - col, STYLE_PLAIN,
			shown->title);
}

static void put_entry(const struct paint *p, struct rect row, size_t index, bool here)
{
	size_t lesson, step;

	if (!contents_entry(p->view, index, &lesson, &step))
		return;
	if (lesson == NO_INDEX) {
		if (here)
			canvas_text(p->canvas, row.row, row.col, 1, STYLE_KEY,
				    paint_glyph(p, GLYPH_RUNNING));
		canvas_text_cut(p->canvas, row.row, row.col + 2, row.cols - 2, STYLE_STRONG,
				p->view->workshop->title);
	} else if (step == NO_INDEX) {
		put_lesson(p, row, &p->view->workshop->lessons[lesson]);
	} else {
		put_step(p, row, lesson, step, here);
	}
}

void pane_contents(const struct paint *p, struct rect rect)
{
	struct ui *ui = p->ui;
	struct rect inner = paint_inner(rect);
	size_t n = contents_count(p->view), here = contents_here(p->view);

	canvas_frame(p->canvas, rect, STYLE_FRAME, _("Contents"), STYLE_FRAME_FOCUS);
	if (inner.cols < 1 || inner.rows < 1)
		return;
	inner.cols = inner.cols > PROSE_COLUMNS ? PROSE_COLUMNS : inner.cols;
	paint_hit(p, rect, HIT_CONTENTS, 0);
	ui->entry = ui->entry < n ? ui->entry : n - 1;
	scroll_fit(&ui->contents, n, (size_t)inner.rows, ui->entry);
	for (int i = 0; i < inner.rows && ui->contents.top + (size_t)i < n; i++) {
		size_t index = ui->contents.top + (size_t)i;
		struct rect row = { inner.row + i, inner.col, 1, inner.cols };

		put_entry(p, row, index, index == here);
		paint_hit(p, row, HIT_ENTRY, (int)index);
		if (index == ui->entry)
			paint_focus(p, row);
	}
	if (n > (size_t)inner.rows) {
		char *note = mem_printf("%zu/%zu", ui->entry + 1, n);

		canvas_border_note(p->canvas, rect.row + rect.rows - 1, rect, STYLE_DIM, note);
		free(note);
	}
}
