// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The timeline: the tree of a machine's snapshots, and where you are in it.  Its rows are
 * made in list-rows.c.  Pure. */
#include "ui/panes/pane-timeline.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/units.h"
#include "base/utf8.h"
#include "ui/state/chosen-machine.h"
#include "ui/state/list-rows.h"

#define GAP 3 /* columns between name, step and time */

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

static const char *snapshot_name(const struct vm_snapshot *snapshot)
{
	if (!snapshot)
		return _("you are here");
	return snapshot->safety ? _("kept before a restore") : snapshot->name;
}

struct table {
	int name, step, clock; /* columns; step and clock 0: no room */
	int tree;              /* columns of the tree, at most */
};

static const char *step_of(const struct paint *p, const struct vm_snapshot *snapshot)
{
	const struct vm_machine *machine = chosen_machine(p->ui, p->view);
	const char *step = NULL;

	if (p->view->snapshot_step && snapshot)
		step = p->view->snapshot_step(p->view->context, machine->name, snapshot->name);
	return step ? step : "";
}

static char *clock_of(const struct paint *p, const struct vm_snapshot *snapshot)
{
	const struct view *view = p->view;

	if (!snapshot)
		return mem_dup("");
	return words_clock(snapshot->created_ms, view->now_wall_ms, view->utc_offset_s);
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

static struct table measure(const struct paint *p, const struct branches *all, int cols)
{
	struct table table = { .tree = cols / 2 };

	for (size_t i = 0; i < all->n; i++) {
		const struct branch *branch = &all->list[i];
		char *clock = clock_of(p, branch->snapshot);
		int tree = canvas_width(p->canvas, cut_tree(branch->tree, table.tree));
		int name = canvas_width(p->canvas, snapshot_name(branch->snapshot));

		table.name = most(table.name, tree + 2 + name);
		table.step = most(table.step, canvas_width(p->canvas, step_of(p, branch->snapshot)));
		table.clock = most(table.clock, canvas_width(p->canvas, clock));
		free(clock);
	}
	if (table.name + GAP + table.step + GAP + table.clock > cols)
		table.name = most(cols - 2 * GAP - table.step - table.clock, cols / 2);
	if (table.name + GAP + table.step + GAP + table.clock > cols)
		table.step = 0;
	if (table.name + GAP + table.clock > cols) {
		table.clock = 0;
		table.name = cols;
	}
	return table;
}

static void put_branch(const struct paint *p, struct rect row, const struct branch *branch,
		       const struct table *table)
{
	const struct vm_snapshot *snapshot = branch->snapshot;
	enum style style = !snapshot ? STYLE_STRONG : snapshot->safety ? STYLE_DIM : STYLE_PLAIN;
	int col = row.col, end = row.col + table->name;
	char *clock = clock_of(p, snapshot);

	col += canvas_text(p->canvas, row.row, col, table->tree, STYLE_DIM,
			   cut_tree(branch->tree, table->tree));
	col += canvas_text(p->canvas, row.row, col, end - col, snapshot ? style : STYLE_GOOD,
			   paint_glyph(p, snapshot ? GLYPH_SNAPSHOT : GLYPH_HERE)) + 1;
	canvas_text_cut(p->canvas, row.row, col, end - col, style, snapshot_name(snapshot));
	col = end + GAP;
	if (table->step) {
		canvas_text(p->canvas, row.row, col, table->step, STYLE_DIM, step_of(p, snapshot));
		col += table->step + GAP;
	}
	if (table->clock)
		canvas_text(p->canvas, row.row, col, table->clock, STYLE_DIM, clock);
	free(clock);
}

static void draw_branches(const struct paint *p, struct rect rect, const struct branches *all)
{
	struct ui *ui = p->ui;
	struct table table = measure(p, all, rect.cols);
	bool focused = ui->focus == FOCUS_TIMELINE;
	size_t selected = branches_selected(ui, all);

	scroll_fit(&ui->timeline, all->n, (size_t)rect.rows, selected);
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
