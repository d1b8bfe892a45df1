// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which machine and which snapshot are chosen; see chosen-machine.h.  One thread. */
#include "ui/state/chosen-machine.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson/workshop.h"
#include "ui/state/list-rows.h"
#include "vm/rules.h"

/* The machine that a step is about: the one whose console it waits for, else the one of
 * its first button. */
static const char *machine_of_step(const struct step *step)
{
	for (size_t i = 0; i < step->n_checks; i++)
		if (step->checks[i].console)
			return step->checks[i].machine;
	return step->n_actions ? step->actions[0].machine : NULL;
}

const struct vm_machine *chosen_machine(const struct ui *ui, const struct view *view)
{
	const struct vm_picture *picture = view->picture;
	const struct vm_machine *found;
	const struct lesson *lesson;

	if (!picture || picture->n_machines == 0)
		return NULL;
	found = vm_picture_machine(picture, ui->machine);
	if (!found && view->lesson < view->workshop->n_lessons) {
		lesson = &view->workshop->lessons[view->lesson];
		if (view->step < lesson->n_steps)
			found = vm_picture_machine(picture,
						   machine_of_step(&lesson->steps[view->step]));
		if (!found && lesson->n_machines)
			found = vm_picture_machine(picture, lesson->machines[0]);
	}
	return found ? found : &picture->machines[0];
}

bool machine_of_lesson(const struct view *view, const struct vm_machine *machine)
{
	const struct workshop *workshop = view->workshop;
	const struct lesson *lesson;

	if (view->cover || view->finished || view->lesson >= workshop->n_lessons)
		return false;
	lesson = &workshop->lessons[view->lesson];
	for (size_t i = 0; i < workshop->n_machines; i++)
		if (str_eq(workshop->machines[i].name, machine->name) &&
		    workshop->machines[i].clone_of &&
		    lesson_names_machine(lesson, workshop->machines[i].clone_of))
			return true;
	return lesson_names_machine(lesson, machine->name);
}

const struct vm_machine *undo_machine(const struct ui *ui, const struct view *view)
{
	const struct vm_picture *picture = view->picture;
	const struct vm_machine *chosen = chosen_machine(ui, view);

	if (chosen && chosen->can_undo)
		return chosen;
	for (size_t i = 0; picture && i < picture->n_machines; i++)
		if (picture->machines[i].can_undo && machine_of_lesson(view, &picture->machines[i]))
			return &picture->machines[i];
	return NULL;
}

void choose_machine(struct ui *ui, const char *name)
{
	free(ui->machine);
	ui->machine = mem_dup(name);
	free(ui->snapshot);
	ui->snapshot = NULL;
	ui->console_at = 0;
	select_close(ui);
}

void choose_snapshot(struct ui *ui, const struct vm_machine *machine, size_t row)
{
	const struct vm_snapshot *snapshot = timeline_snapshot(machine, row);

	free(ui->snapshot);
	ui->snapshot = snapshot ? mem_dup(snapshot->name) : NULL;
}
