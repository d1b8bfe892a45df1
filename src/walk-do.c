// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Doing: buttons, restores and undos become jobs of the machines, each with a
 * ticket.  Nothing here waits for one.  One thread; see walk.h. */
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/load.h"
#include "story.h"
#include "vm/command.h"
#include "walk-private.h"
#include "words.h"

const struct action *walk_action(const struct walk *walk, int button)
{
	const struct step *step = walk_step(walk);

	if (!step || walk->cover || walk->finished || button < 1 || (size_t)button > step->n_actions)
		return NULL;
	return &step->actions[button - 1];
}

char *walk_question(const struct walk *walk, const struct action *action)
{
	const struct vm_machine *machine =
		walk->picture && action->machine ? vm_picture_machine(walk->picture, action->machine) : NULL;

	/* What cannot be done is not asked about. */
	if (!machine || machine->foreign || walk_action_refused(walk, action, machine))
		return NULL;
	return words_question(action, machine);
}

/* While it takes its time: what happens, and how long it took before. */
static void tell_story(struct walk *walk, const struct action *action)
{
	struct vm_picture *now = vm_picture(walk->vm);
	const struct vm_machine *machine = vm_picture_machine(now, action->machine);
	int64_t before = machine ? machine->took_before_ms : 0;
	char *story = story_of(action, machine), *text = story_times(story, -1, before);

	walk_say(walk, TONE_BUSY, text, NULL);
	walk->story.text = story;
	walk->story.since_ms = clock_mono_ms();
	walk->story.before_ms = before;
	free(text);
	vm_picture_free(now);
}

static bool is_safety(const struct walk *walk, const struct action *action)
{
	const struct vm_machine *machine =
		walk->picture ? vm_picture_machine(walk->picture, action->machine) : NULL;
	const struct vm_moment *moment = vm_machine_moment(machine, action->name);

	return moment && moment->safety;
}

uint64_t walk_submit(struct walk *walk, const struct vm_request *request, int button,
		     struct error *err)
{
	const struct action *action = &request->action;
	struct job *job;
	uint64_t ticket;

	if (!walk->vm) {
		error_set(err, ERROR_CONNECTION, _("This workshop has no machines."));
		return 0;
	}
	if (!walk_can_boot(walk, request, err))
		return 0;
	ticket = vm_submit(walk->vm, request, err);
	if (!ticket)
		return 0;
	job = MEM_PUSH(walk->jobs, walk->n_jobs);
	job->ticket = ticket;
	job->verb = action->verb;
	job->button = button;
	job->step = walk_step(walk) ? walk_step(walk)->id : "";
	job->safety = action->verb == VERB_RESTORE && is_safety(walk, action);
	snprintf(job->machine, sizeof job->machine, "%s", action->machine);
	snprintf(job->name, sizeof job->name, "%s", action->name ? action->name :
		 action->as ? action->as : action->disk ? action->disk : "");
	tell_story(walk, action);
	return ticket;
}

const char *walk_action_refused(const struct walk *walk, const struct action *action,
				const struct vm_machine *machine)
{
	const char *why = action_refused(action, machine);
	const struct vm_machine *clone =
		action->verb == VERB_CLONE ? vm_picture_machine(walk->picture, action->as) : NULL;

	if (!why && clone && clone->foreign)
		why = _("A machine of the clone's name is there, and it is not ours.");
	else if (!why && clone && clone->state != STATE_ABSENT && clone->state != STATE_UNKNOWN)
		why = _("A machine of the clone's name is there already: remove it first.");
	return why;
}

uint64_t walk_press(struct walk *walk, int button, bool sure, struct error *err)
{
	const struct action *action = walk_action(walk, button);
	const struct vm_machine *machine;
	struct vm_request request = { .keep_safety = true, .replace = sure };
	const char *why;

	if (!action) {
		error_set(err, ERROR_INPUT, _("This step has no button %d."), button);
		return 0;
	}
	if (!action->machine) {
		error_set(err, ERROR_INPUT, _("This button names no machine of the workshop."));
		return 0;
	}
	machine = walk->picture ? vm_picture_machine(walk->picture, action->machine) : NULL;
	/* Of a machine that is not ours vm_submit says more than that. */
	why = machine && !machine->foreign ? walk_action_refused(walk, action, machine) : NULL;
	if (why) {
		error_set(err, ERROR_STATE, "%s", why);
		return 0;
	}
	request.action = *action;
	return walk_submit(walk, &request, button, err);
}

static bool is_on(const struct job *job, const char *machine)
{
	return str_eq(job->machine, machine) || (job->verb == VERB_CLONE && str_eq(job->name, machine));
}

bool walk_button_waits(const struct walk *walk, int button)
{
	const struct action *action = walk_action(walk, button);
	bool waits = false;
	size_t i;

	if (!action || !action->machine || walk_is_at_it(walk))
		return false;
	for (i = 0; i < walk->n_jobs; i++) {
		const struct job *job = &walk->jobs[i];

		/* Pressed twice is not meant twice. */
		if (job->button == button && str_eq(job->step, walk_step(walk)->id))
			return false;
		waits = waits || is_on(job, action->machine) || (action->as && is_on(job, action->as));
	}
	return waits;
}

const char *walk_in_hand(const struct walk *walk, uint64_t ticket)
{
	size_t i;

	for (i = 0; ticket && i < walk->n_jobs; i++)
		if (walk->jobs[i].ticket == ticket)
			return walk->jobs[i].machine;
	return NULL;
}

size_t walk_failed(const struct walk *walk)
{
	return walk->n_failed;
}

uint64_t walk_restore(struct walk *walk, const char *machine, const char *snapshot,
		      struct error *err)
{
	struct vm_request request = {
		.action = { .verb = VERB_RESTORE, .machine = (char *)machine, .name = (char *)snapshot },
		.keep_safety = true,
	};

	return walk_submit(walk, &request, 0, err);
}

uint64_t walk_undo(struct walk *walk, const char *machine, struct error *err)
{
	struct vm_request request = { .action = { .verb = VERB_UNDO }, .keep_safety = true };
	size_t i, n = walk->picture ? walk->picture->n_machines : 0;

	for (i = 0; i < n; i++) {
		const struct vm_machine *one = &walk->picture->machines[i];

		if (machine && machine[0] ? str_eq(one->name, machine) : one->can_undo)
			request.action.machine = one->name;
	}
	if (!request.action.machine) {
		error_set(err, ERROR_STATE, _("There is no restore to undo."));
		return 0;
	}
	return walk_submit(walk, &request, 0, err);
}
