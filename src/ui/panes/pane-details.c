// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The details of the chosen machine; see pane-details.h.  Pure. */
#include "ui/panes/pane-details.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/units.h"
#include "ui/panes/pane-lists.h"

#define GAP 2 /* columns between two parts of a row */

/* ---- how busy its processors were ------------------------------------------------- */

#define GRAPH_ROWS 4
#define GRAPH_MOST 8    /* rows where nothing is told below */
#define SCALE_COLUMNS 5 /* "100% " */
#define EIGHTHS 8       /* heights in one row */

/* Samples without a gap up to now, as only then it is known how old they are. */
static size_t graph_samples(const struct vm_machine *machine)
{
	bool live = machine && (machine->state == STATE_RUNNING || machine->state == STATE_PAUSED);
	size_t n = 0;

	while (live && n < VM_SPARK && machine->spark[VM_SPARK - 1 - n] != 255)
		n++;
	return n;
}

/* The least of a few round percentages that no sample is above. */
static int graph_top(const unsigned char *samples, int n)
{
	static const int tops[] = { 10, 25, 50, 100 };
	size_t at = 0;

	for (int i = 0; i < n; i++)
		while (at + 1 < ARRAY_LEN(tops) && samples[i] > tops[at])
			at++;
	return tops[at];
}

/* Draws a column of the graph, which stands on the last row of rect. */
static void put_sample(const struct paint *p, struct rect rect, int col, int percent, int top)
{
	int height = (percent * rect.rows * EIGHTHS + top - 1) / top;

	for (int row = rect.row + rect.rows - 1; row >= rect.row; row--, height -= EIGHTHS) {
		bool ground = row == rect.row + rect.rows - 1;

		if (height > 0 || ground)
			canvas_text(p->canvas, row, col, 1, STYLE_PLAIN,
				    theme_spark(at_most(height, EIGHTHS) * 100 / EIGHTHS,
						p->canvas->ascii));
	}
}

/* Says below the graph what its ends are. */
static void put_ends(const struct paint *p, struct rect row)
{
	/* TRANSLATORS: seconds; at the left end of a graph whose right end is now. */
	char *ago = mem_printf(_("%d s ago"), row.cols * VM_SPARK_MS / 1000);
	const char *now = _("now");
	int width = canvas_width(p->canvas, now);

	canvas_text(p->canvas, row.row, row.col, row.cols - width - GAP, STYLE_DIM, ago);
	canvas_text(p->canvas, row.row, row.col + row.cols - width, width, STYLE_DIM, now);
	free(ago);
}

/* The newest sample is at the right end. */
static void draw_graph(const struct paint *p, struct rect rect, const struct vm_machine *machine)
{
	int cols = at_most(rect.cols - SCALE_COLUMNS, VM_SPARK);
	int n = at_most((int)graph_samples(machine), cols);
	const unsigned char *samples = machine->spark + VM_SPARK - n;
	struct rect graph = { rect.row, rect.col + SCALE_COLUMNS,
			      at_most(rect.rows - 1, GRAPH_MOST), cols };
	int end = graph.row + graph.rows, top = graph_top(samples, n);
	char *scale;

	if (rect.rows < 2)
		return;
	scale = mem_printf("%3d%%", top);
	for (int i = 0; i < n; i++)
		put_sample(p, graph, graph.col + cols - n + i, samples[i], top);
	canvas_text(p->canvas, end - 1, rect.col, SCALE_COLUMNS, STYLE_DIM, "  0%");
	canvas_text(p->canvas, rect.row, rect.col, SCALE_COLUMNS, STYLE_DIM, scale);
	put_ends(p, (struct rect){ end, graph.col, 1, cols });
	free(scale);
}

static int graph_rows(const struct paint *p, const struct vm_machine *machine)
{
	(void)p;
	return graph_samples(machine) > 0 ? GRAPH_ROWS + 1 : 0;
}

static char *graph_title(const struct vm_machine *machine)
{
	return mem_printf(_("Cpu use of %s"), machine->name);
}

static char *graph_note(const struct vm_machine *machine)
{
	return mem_printf("%d%%", machine->spark[VM_SPARK - 1]);
}

/* ---- disks ------------------------------------------------------------------------- */

/* What is known of its size; caller frees. */
static char *size_text(const struct vm_disk *disk)
{
	char *size = words_memory(disk->size), *used = words_memory(disk->used), *text;

	if (disk->size > 0 && disk->used > 0)
		/* TRANSLATORS: the size of a disk, and how much its file takes. */
		text = mem_printf(_("%1$s, its file takes %2$s"), size, used);
	else if (disk->used > 0)
		text = mem_printf(_("its file takes %s"), used);
	else
		text = mem_dup(disk->size > 0 ? size : "");
	free(size);
	free(used);
	return text;
}

static void draw_disks(const struct paint *p, struct rect rect, const struct vm_machine *machine)
{
	const struct vm_hardware *hw = &machine->now;
	int name = 0, end = rect.col + rect.cols;

	for (size_t i = 0; i < hw->n_drives; i++)
		name = at_least(name, canvas_width(p->canvas, hw->drives[i].name));
	for (int i = 0; i < rect.rows && (size_t)i < hw->n_drives; i++) {
		const struct vm_disk *disk = &hw->drives[i];
		const char *file = file_last_part(disk->file);
		int row = rect.row + i, col = rect.col, width = canvas_width(p->canvas, file);
		char *size = size_text(disk);

		canvas_text_cut(p->canvas, row, col, rect.cols, STYLE_STRONG, disk->name);
		col += name + GAP;
		col += canvas_text_cut(p->canvas, row, col, end - col, STYLE_PLAIN, size);
		if (col + GAP + width <= end)
			canvas_text(p->canvas, row, end - width, width, STYLE_DIM, file);
		free(size);
	}
	paint_more(p, rect, false, hw->n_drives > (size_t)rect.rows);
}

static int disk_rows(const struct paint *p, const struct vm_machine *machine)
{
	(void)p;
	return machine ? (int)machine->now.n_drives : 0;
}

static char *disks_title(const struct vm_machine *machine)
{
	return mem_printf(_("Disks of %s"), machine->name);
}

/* ---- snapshots --------------------------------------------------------------------- */

static bool is_described(const struct vm_snapshot *snapshot)
{
	return snapshot && !snapshot->safety && snapshot->description && snapshot->description[0];
}

/* Draws the description into rect, which may have no rows; returns how many it takes. */
static int put_words(const struct paint *p, struct rect rect, const struct vm_snapshot *snapshot)
{
	rect.col += GAP;
	rect.cols -= GAP;
	return rect.cols > 0 ? paint_text(p, rect, "", snapshot->description, STYLE_PLAIN) : 0;
}

/* How many rows a snapshot takes with its description. */
static int entry_rows(const struct paint *p, int cols, const struct vm_snapshot *snapshot)
{
	struct rect none = { 0, 0, 0, cols };

	return is_described(snapshot) ? 1 + put_words(p, none, snapshot) : 0;
}

static void put_entry(const struct paint *p, struct rect row, const struct vm_snapshot *snapshot)
{
	const char *step = snapshot_step(p, snapshot);
	char *clock = snapshot_clock(p, snapshot);
	int end = row.col + row.cols, width = canvas_width(p->canvas, clock);

	canvas_text(p->canvas, row.row, end - width, width, STYLE_DIM, clock);
	end -= width + GAP;
	width = canvas_width(p->canvas, step);
	canvas_text(p->canvas, row.row, end - width, width, STYLE_DIM, step);
	end -= width > 0 ? width + GAP : 0;
	row.col += canvas_text(p->canvas, row.row, row.col, GAP, STYLE_PLAIN,
			       paint_glyph(p, GLYPH_SNAPSHOT)) + 1;
	canvas_text_cut(p->canvas, row.row, row.col, end - row.col, STYLE_STRONG, snapshot->name);
	free(clock);
}

/* The snapshot that is kept in sight: the one that is chosen in the timeline, else the one
 * that the machine stands on. */
static size_t wanted_row(const struct paint *p, const struct branches *all)
{
	if (p->ui->focus == FOCUS_TIMELINE)
		return branches_selected(p->ui, all);
	for (size_t i = 0; i < all->n; i++)
		if (all->list[i].snapshot && all->list[i].snapshot->current)
			return i;
	return 0;
}

/* The first row of the timeline whose snapshot is told, so that the wanted one is, too. */
static size_t first_told(const struct paint *p, struct rect rect, const struct branches *all)
{
	size_t wanted = wanted_row(p, all), first = wanted;
	int rows = all->n > 0 ? entry_rows(p, rect.cols, all->list[wanted].snapshot) : 0;

	while (first > 0) {
		rows += entry_rows(p, rect.cols, all->list[first - 1].snapshot);
		if (rows > rect.rows)
			break;
		first--;
	}
	return first;
}

static void draw_snapshots(const struct paint *p, struct rect rect,
			   const struct vm_machine *machine)
{
	struct branches all = timeline_branches(machine, p->canvas->ascii);
	size_t first = first_told(p, rect, &all);
	struct rect rest = rect;
	bool above = false;

	for (size_t i = 0; i < first; i++)
		above = above || is_described(all.list[i].snapshot);
	for (size_t i = first; i < all.n; i++) {
		const struct vm_snapshot *snapshot = all.list[i].snapshot;
		struct rect entry = rest, words = rest;
		int rows = entry_rows(p, rect.cols, snapshot);

		entry.rows = at_most(rows, rest.rows);
		rest.row += rows;
		rest.rows -= rows;
		if (rows == 0 || entry.rows <= 0)
			continue;
		put_entry(p, entry, snapshot);
		words.row++;
		words.rows = entry.rows - 1;
		put_words(p, words, snapshot);
		paint_hit(p, entry, HIT_SNAPSHOT, (int)i);
	}
	paint_more(p, rect, above, rest.rows < 0);
	branches_free(&all);
}

static int snapshot_rows(const struct paint *p, const struct vm_machine *machine)
{
	(void)p;
	for (size_t i = 0; machine && i < machine->n_snapshots; i++)
		if (is_described(&machine->snapshots[i]))
			return 3; /* and all that is left: it is the last one */
	return 0;
}

static char *snapshots_title(const struct vm_machine *machine)
{
	return mem_printf(_("Snapshots of %s"), machine->name);
}

/* ---- all of it --------------------------------------------------------------------- */

#define PART_LEAST 4 /* rows of a frame below another one */

static const struct {
	/* How many rows it would like to have; 0: there is nothing to tell.  alone: nothing
	 * is told below. */
	int (*rows)(const struct paint *p, const struct vm_machine *machine);
	char *(*title)(const struct vm_machine *machine); /* caller frees */
	char *(*note)(const struct vm_machine *machine);  /* the same; NULL: none */
	void (*draw)(const struct paint *p, struct rect rect, const struct vm_machine *machine);
} parts[] = {
	{ graph_rows, graph_title, graph_note, draw_graph },
	{ disk_rows, disks_title, NULL, draw_disks },
	{ snapshot_rows, snapshots_title, NULL, draw_snapshots },
};

/* Which part is the last one; ARRAY_LEN(parts): there is none. */
static size_t last_part(const struct paint *p, const struct vm_machine *machine)
{
	size_t last = ARRAY_LEN(parts);

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (parts[i].rows(p, machine) > 0)
			last = i;
	return last;
}

/* The machine that is told of, or NULL. */
static const struct vm_machine *detailed(const struct paint *p)
{
	const struct vm_machine *machine = chosen_machine(p->ui, p->view);

	return machine && !machine->not_ours ? machine : NULL;
}

bool has_details(const struct paint *p)
{
	return last_part(p, detailed(p)) < ARRAY_LEN(parts);
}

/* Draws a part in its frame. */
static void draw_part(const struct paint *p, struct rect frame, size_t part,
		      const struct vm_machine *machine)
{
	char *title = parts[part].title(machine);
	char *note = parts[part].note ? parts[part].note(machine) : NULL;

	canvas_frame(p->canvas, frame, STYLE_FRAME, NULL, STYLE_PLAIN);
	if (note)
		canvas_border_note(p->canvas, frame.row, frame, STYLE_PLAIN, note);
	canvas_border_title(p->canvas, frame.row, frame, title, STYLE_PLAIN);
	parts[part].draw(p, paint_inner(frame), machine);
	free(note);
	free(title);
}

void pane_details(const struct paint *p, struct rect rect)
{
	const struct vm_machine *machine = detailed(p);
	size_t last = last_part(p, machine);
	struct rect frame = rect;

	paint_frame(p, PANE_DETAILS, rect);
	for (size_t i = 0; i <= last && i < ARRAY_LEN(parts); i++) {
		int rows = parts[i].rows(p, machine), left = rect.row + rect.rows - frame.row;

		if (rows == 0)
			continue;
		/* The last one has what is left, as has the last one for which there is room. */
		frame.rows = i == last || left < rows + 2 + PART_LEAST ? left : rows + 2;
		draw_part(p, frame, i, machine);
		if (frame.rows == left)
			break;
		frame.row += frame.rows - 1;
	}
}
