// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The contents: the cover, lessons and steps, and which steps are done.  The timeline: the
 * tree of a machine's snapshots, and where you are in it.  Their rows are made in
 * state/ui-state.c.  Pure. */
#include "ui/panes/pane-lists.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/units.h"
#include "base/utf8.h"
#include "ui/state/ui-state.h"
#include "ui/text/place-text.h"

/* ---- contents ------------------------------------------------------------------ */

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

/* ---- timeline ------------------------------------------------------------------ */

#define GAP 2                /* columns between name, step and time */
#define DESCRIPTION_LEAST 16 /* columns; a shorter one is left out */

size_t pane_timeline_rows(const struct paint *p)
{
	size_t n = timeline_count(chosen_machine(p->ui, p->view));

	return n > 1 ? n : 2;
}

char *timeline_title(const struct paint *p)
{
	const struct vm_machine *machine = chosen_machine(p->ui, p->view);

	return machine ? mem_printf(_("Timeline of %s"), machine->name) : mem_dup(_("Timeline"));
}

/* The right part of the tree, at most `room` columns. */
static const char *cut_tree(const char *tree, int room)
{
	while (*tree && utf8_width(tree) > room) {
		struct cluster cluster;

		tree += cluster_next(tree, &cluster);
	}
	return tree;
}

struct table {
	int name, step, clock; /* columns; step and clock 0: no room */
	int tree;              /* columns of the tree, at most */
};

const char *snapshot_step(const struct paint *p, const struct vm_snapshot *snapshot)
{
	const struct vm_machine *machine = chosen_machine(p->ui, p->view);
	const char *step = NULL;

	if (p->view->snapshot_step && snapshot)
		step = p->view->snapshot_step(p->view->context, machine->name, snapshot->name);
	return step ? step : "";
}

char *snapshot_clock(const struct paint *p, const struct vm_snapshot *snapshot)
{
	const struct view *view = p->view;

	if (!snapshot)
		return mem_dup("");
	/* Those that were left have no names: their seconds tell them apart. */
	return snapshot->safety ?
		words_clock_exact(snapshot->created_ms, view->now_wall_ms, view->utc_offset_s) :
		words_clock(snapshot->created_ms, view->now_wall_ms, view->utc_offset_s);
}

/* What was left has no name: its time tells it from the others, in a column of its own or here.
 * Caller frees. */
static char *snapshot_name(const struct paint *p, const struct vm_snapshot *snapshot, bool with_clock)
{
	char *clock, *name;

	if (!snapshot)
		return mem_dup(_("you are here"));
	if (!snapshot->safety)
		return mem_dup(snapshot->name);
	if (!with_clock)
		/* TRANSLATORS: the state of a machine before it went back to a snapshot. */
		return mem_dup(_("what you left"));
	clock = snapshot_clock(p, snapshot);
	/* TRANSLATORS: the same in few words, and when it was left. */
	name = mem_printf(_("left %s"), clock);
	free(clock);
	return name;
}

static int name_width(const struct paint *p, const struct branch *branch, int most_tree, bool with_clock)
{
	char *name = snapshot_name(p, branch->snapshot, with_clock);
	int width = canvas_width(p->canvas, cut_tree(branch->tree, most_tree)) + 2 +
		    canvas_width(p->canvas, name);

	free(name);
	return width;
}

static struct table measure(const struct paint *p, const struct branches *all, int cols)
{
	struct table table = { .tree = cols / 2 };
	int with_clock = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct branch *branch = &all->list[i];
		char *clock = snapshot_clock(p, branch->snapshot);

		table.name = at_least(table.name, name_width(p, branch, table.tree, false));
		with_clock = at_least(with_clock, name_width(p, branch, table.tree, true));
		table.step = at_least(table.step, canvas_width(p->canvas, snapshot_step(p, branch->snapshot)));
		table.clock = at_least(table.clock, canvas_width(p->canvas, clock));
		free(clock);
	}
	/* A name is cut last: it tells a snapshot from the others. */
	if (table.name + GAP + table.step + GAP + table.clock > cols)
		table.step = 0;
	if (table.name + GAP + table.clock > cols) {
		table.clock = 0;
		table.name = with_clock;
	}
	if (table.name + (table.clock ? GAP + table.clock : 0) > cols)
		table.name = cols;
	return table;
}

/* Behind the other columns, where there is room for a few words. */
static void put_description(const struct paint *p, struct rect row, int col,
			    const struct vm_snapshot *snapshot)
{
	int room = row.col + row.cols - col;

	if (p->ui->frames[PANE_DETAILS].rows > 0)
		return; /* it stands there */
	if (snapshot && !snapshot->safety && snapshot->description && room >= DESCRIPTION_LEAST)
		canvas_text_cut(p->canvas, row.row, col, room, STYLE_DIM, snapshot->description);
}

static void put_branch(const struct paint *p, struct rect row, const struct branch *branch,
		       const struct table *table)
{
	const struct vm_snapshot *snapshot = branch->snapshot;
	enum style style = !snapshot ? STYLE_STRONG : snapshot->safety ? STYLE_DIM : STYLE_PLAIN;
	int col = row.col, end = row.col + table->name;
	char *clock = snapshot_clock(p, snapshot), *name = snapshot_name(p, snapshot, table->clock == 0);

	col += canvas_text(p->canvas, row.row, col, table->tree, STYLE_DIM,
			   cut_tree(branch->tree, table->tree));
	col += canvas_text(p->canvas, row.row, col, end - col, snapshot ? style : STYLE_GOOD,
			   paint_glyph(p, !snapshot ? GLYPH_HERE : snapshot->safety ? GLYPH_LEFT :
								  GLYPH_SNAPSHOT)) + 1;
	canvas_text_cut(p->canvas, row.row, col, end - col, style, name);
	col = end + GAP;
	if (table->step) {
		canvas_text(p->canvas, row.row, col, table->step, STYLE_DIM, snapshot_step(p, snapshot));
		col += table->step + GAP;
	}
	if (table->clock) {
		canvas_text(p->canvas, row.row, col, table->clock, STYLE_DIM, clock);
		col += table->clock + GAP;
	}
	put_description(p, row, col, snapshot);
	free(name);
	free(clock);
}

/* The row of "you are here", which is in sight while nothing is selected. */
static size_t here_of(const struct branches *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (!all->list[i].snapshot)
			return i;
	return 0;
}

static void draw_branches(const struct paint *p, struct rect rect, const struct branches *all)
{
	struct ui *ui = p->ui;
	struct table table = measure(p, all, rect.cols);
	bool focused = ui->focus == FOCUS_TIMELINE;
	size_t selected = branches_selected(ui, all);

	scroll_fit(&ui->timeline, all->n, (size_t)rect.rows, focused ? selected : here_of(all));
	for (int i = 0; i < rect.rows && ui->timeline.top + (size_t)i < all->n; i++) {
		size_t index = ui->timeline.top + (size_t)i;
		struct rect row = { rect.row + i, rect.col, 1, rect.cols };

		put_branch(p, row, &all->list[index], &table);
		paint_hit(p, row, HIT_SNAPSHOT, (int)index);
		if (focused && index == selected)
			paint_focus(p, row);
	}
	paint_more(p, rect, ui->timeline.top > 0, ui->timeline.top + (size_t)rect.rows < all->n);
}

void pane_timeline(const struct paint *p, struct rect rect)
{
	const struct vm_machine *machine = chosen_machine(p->ui, p->view);
	struct branches all = timeline_branches(machine, p->canvas->ascii);

	if (rect.rows < 1 || rect.cols < 1) {
		branches_free(&all);
		return;
	}
	paint_hit(p, rect, HIT_TIMELINE, 0);
	if (p->ui->focus == FOCUS_TIMELINE)
		paint_cursor(p, rect.row, rect.col);
	draw_branches(p, rect, &all);
	if ((!machine || machine->n_snapshots == 0) && (int)all.n < rect.rows)
		canvas_text_cut(p->canvas, rect.row + (int)all.n, rect.col, rect.cols, STYLE_DIM,
				_("No snapshot is kept yet."));
	branches_free(&all);
}
