// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The timeline: the tree of a machine's moments, and where you are in it.
 * Pure.
 *
 * Rows are made depth first, the children of a moment in order of creation,
 * "you are here" as the first child of the moment that you stand on. */
#include "ui/panes/pane.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/units.h"
#include "base/utf8.h"
#include "vm/machine.h"

#define GAP 3
#define DEPTH_MAX 200

struct branch {
	const struct vm_snapshot *snapshot; /* NULL: you are here */
	char *tree;                     /* "│ └─" */
};

struct branches {
	struct branch *list;
	size_t n;
	const struct vm_machine *machine;
	const char *trunk, *between, *last;
	bool *drawn; /* by moment: a parent that is its own ancestor must not loop */
};

static bool knows(const struct vm_machine *machine, const char *name)
{
	for (size_t i = 0; name && i < machine->n_snapshots; i++)
		if (str_eq(machine->snapshots[i].name, name))
			return true;
	return false;
}

static bool is_child(const struct branches *all, size_t i, const struct vm_snapshot *parent)
{
	const struct vm_snapshot *snapshot = &all->machine->snapshots[i];

	if (all->drawn[i])
		return false;
	if (!parent)
		return !knows(all->machine, snapshot->parent);
	return str_eq(snapshot->parent, parent->name);
}

static bool is_here(const struct branches *all, const struct vm_snapshot *parent)
{
	if (parent)
		return parent->current;
	for (size_t i = 0; i < all->machine->n_snapshots; i++)
		if (all->machine->snapshots[i].current)
			return false;
	return all->machine->state != STATE_ABSENT && all->machine->state != STATE_UNKNOWN;
}

static void add_branch(struct branches *all, const struct vm_snapshot *snapshot, char *tree)
{
	struct branch *branch = MEM_PUSH(all->list, all->n);

	branch->snapshot = snapshot;
	branch->tree = tree;
}

static size_t count_children(const struct branches *all, const struct vm_snapshot *parent)
{
	size_t n = is_here(all, parent);

	for (size_t i = 0; i < all->machine->n_snapshots; i++)
		n += is_child(all, i, parent);
	return n;
}

/* What stands before a child: "│ └─"; nothing at the root. */
static char *branch_text(const struct branches *all, const struct vm_snapshot *parent,
			 const char *indent, bool more)
{
	return mem_printf("%s%s", indent, !parent ? "" : more ? all->between : all->last);
}

static void grow(struct branches *all, const struct vm_snapshot *parent, const char *indent,
		 int depth)
{
	size_t left = count_children(all, parent);
	const struct vm_machine *machine = all->machine;

	if (depth > DEPTH_MAX)
		return;
	if (is_here(all, parent)) {
		left--;
		add_branch(all, NULL, branch_text(all, parent, indent, left > 0));
	}
	for (size_t i = 0; i < machine->n_snapshots; i++) {
		char *deeper;

		if (!is_child(all, i, parent))
			continue;
		left = left > 0 ? left - 1 : 0;
		all->drawn[i] = true;
		add_branch(all, &machine->snapshots[i], branch_text(all, parent, indent, left > 0));
		deeper = mem_printf("%s%s", indent, !parent ? "" : left ? all->trunk : "  ");
		grow(all, &machine->snapshots[i], deeper, depth + 1);
		free(deeper);
	}
}

static struct branches branches_of(const struct vm_machine *machine, bool ascii)
{
	struct branches all = {
		.machine = machine, .trunk = theme_glyph(GLYPH_TRUNK, ascii),
		.between = theme_glyph(GLYPH_BRANCH, ascii), .last = theme_glyph(GLYPH_LAST, ascii),
	};

	if (machine) {
		all.drawn = mem_array(machine->n_snapshots, sizeof *all.drawn);
		grow(&all, NULL, "", 0);
	}
	return all;
}

static void branches_free(struct branches *all)
{
	for (size_t i = 0; i < all->n; i++)
		free(all->list[i].tree);
	free(all->list);
	free(all->drawn);
}

size_t timeline_count(const struct vm_machine *machine)
{
	struct branches all = branches_of(machine, false);
	size_t n = all.n;

	branches_free(&all);
	return n;
}

const struct vm_snapshot *timeline_snapshot(const struct vm_machine *machine, size_t row)
{
	struct branches all = branches_of(machine, false);
	const struct vm_snapshot *snapshot = row < all.n ? all.list[row].snapshot : NULL;

	branches_free(&all);
	return snapshot;
}

/* The chosen moment's row; else the moment that you came from, to which Enter
 * then goes back; else the first. */
static size_t selected_row(const struct ui *ui, const struct branches *all)
{
	size_t here = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct vm_snapshot *snapshot = all->list[i].snapshot;

		if (snapshot && ui->snapshot && str_eq(snapshot->name, ui->snapshot))
			return i;
		if (snapshot && snapshot->current)
			here = i;
	}
	return here;
}

size_t timeline_selected(const struct ui *ui, const struct vm_machine *machine)
{
	struct branches all = branches_of(machine, false);
	size_t row = selected_row(ui, &all);

	branches_free(&all);
	return row;
}

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

/* A tree deeper than half of the pane loses its left part. */
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
	int tree;              /* most of the tree that is shown */
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
	return snapshot ? words_clock(snapshot->created_ms, p->view->now_wall_ms, p->view->utc_offset_s)
		      : mem_dup("");
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
	size_t selected = selected_row(ui, all);

	scroll_fit(&ui->timeline, all->n, (size_t)rect.rows, selected);
	for (int i = 0; i < rect.rows && ui->timeline.top + (size_t)i < all->n; i++) {
		size_t index = ui->timeline.top + (size_t)i;
		struct rect row = { rect.row + i, rect.col, 1, rect.cols };

		put_branch(p, row, &all->list[index], &table);
		paint_hit(p, row, HIT_SNAPSHOT, (int)index);
		if (focused && index == selected) {
			canvas_style(p->canvas, row, STYLE_BUTTON_FOCUS);
			paint_cursor(p, row.row, row.col);
		}
	}
	if (ui->timeline.top > 0)
		canvas_text(p->canvas, rect.row, rect.col + rect.cols, 1, STYLE_KEY,
			    paint_glyph(p, GLYPH_MORE_UP));
	if (ui->timeline.top + (size_t)rect.rows < all->n)
		canvas_text(p->canvas, rect.row + rect.rows - 1, rect.col + rect.cols, 1, STYLE_KEY,
			    paint_glyph(p, GLYPH_MORE_DOWN));
}

void pane_timeline(const struct paint *p, struct rect rect)
{
	const struct vm_machine *machine = chosen_machine(p->ui, p->view);
	struct branches all = branches_of(machine, p->canvas->ascii);

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
				_("No moment is kept yet."));
	branches_free(&all);
}
