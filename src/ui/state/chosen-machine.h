// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which machine and which snapshot are chosen.  Private to src/ui; one thread. */
#ifndef UI_STATE_CHOSEN_MACHINE_H
#define UI_STATE_CHOSEN_MACHINE_H

#include "ui/state/ui-state.h"
#include "vm/machine.h"

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
