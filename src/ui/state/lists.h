// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What one chooses from: the rows of the contents and of a machine's timeline, and which
 * machine and which snapshot are chosen.  Private to src/ui; one thread. */
#ifndef UI_STATE_LISTS_H
#define UI_STATE_LISTS_H

#include "session/view.h"
#include "ui/state/ui-state.h"
#include "vm/machine.h"

/* ---- contents: the cover, then each lesson and its steps --------------------------- */

#define NO_INDEX SIZE_MAX

size_t contents_count(const struct view *view);
/* What a row is: the cover has neither a lesson nor a step, a lesson no step (NO_INDEX).
 * False: there is no such row. */
bool contents_entry(const struct view *view, size_t row, size_t *lesson, size_t *step);
/* The row of the page that is shown. */
size_t contents_here(const struct view *view);
/* The row of the lesson with this number; 0: there is none. */
size_t contents_lesson(const struct view *view, int number);

/* ---- timeline: the tree of a machine's snapshots, and where you are in it -----------
 *
 * Rows are in depth-first order, the children of a snapshot in order of creation, and
 * "you are here" is the first child of the current snapshot. */

struct branch {
	const struct vm_snapshot *snapshot; /* NULL: you are here */
	char *tree;                         /* "│ └─" */
};

struct branches {
	struct branch *list;
	size_t n;
	const struct vm_machine *machine;
	const char *trunk, *between, *last;
	bool *drawn; /* by snapshot: one that is its own ancestor must not loop */
};

/* All rows of a machine, which may be NULL and must live as long; free with
 * branches_free. */
struct branches timeline_branches(const struct vm_machine *machine, bool ascii);
void branches_free(struct branches *all);
/* The row of the chosen snapshot; else that of the current one, so that Enter goes back
 * to it; else the first. */
size_t branches_selected(const struct ui *ui, const struct branches *all);

/* The same without the rows: how many, which one is selected, and the snapshot of a row
 * (NULL: you are here, or no such row). */
size_t timeline_count(const struct vm_machine *machine);
size_t timeline_selected(const struct ui *ui, const struct vm_machine *machine);
const struct vm_snapshot *timeline_snapshot(const struct vm_machine *machine, size_t row);

/* The machine that the panes show: the one that was chosen, else the one that the step or
 * the lesson is about, else the first; NULL: there is none. */
const struct vm_machine *chosen_machine(const struct ui *ui, const struct view *view);
/* The machine whose restore is undone by u: the chosen one, else one that the lesson is
 * about, because a machine of another lesson may be out of sight; or NULL. */
const struct vm_machine *undo_machine(const struct ui *ui, const struct view *view);
/* Whether the lesson that is shown is about this machine, or about the one that it is a
 * clone of. */
bool machine_of_lesson(const struct view *view, const struct vm_machine *machine);

void choose_machine(struct ui *ui, const char *name);
/* Chooses the snapshot in a row of the machine's timeline. */
void choose_snapshot(struct ui *ui, const struct vm_machine *machine, size_t row);

#endif
