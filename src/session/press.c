// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Doing: buttons, restores and undos become jobs of the machines, each with a
 * ticket.  Nothing here waits for one.  One thread; see walk.h. */
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "session/narrate.h"
#include "session/session-private.h"
#include "vm/core/jobs.h"
#include "vm/core/picture.h"
#include "vm/rules.h"

const struct action *session_action(const struct session *session, int button)
{
	const struct step *step = session_step(session);

	if (!step || session->cover || session->finished || button < 1 || (size_t)button > step->n_actions)
		return NULL;
	return &step->actions[button - 1];
}

char *session_question(const struct session *session, const struct action *action)
{
	const struct vm_machine *machine =
		session->picture && action->machine ? vm_picture_machine(session->picture, action->machine) : NULL;

	/* What cannot be done is not asked about. */
	if (!machine || machine->not_ours || session_action_refused(session, action, machine))
		return NULL;
	return narrate_question(action, machine);
}

/* While it takes its time: what happens, and how long it took before. */
static void tell_story(struct session *session, const struct action *action)
{
	struct vm_picture *now = vm_picture(session->vm);
	const struct vm_machine *machine = vm_picture_machine(now, action->machine);
	int64_t before = machine ? machine->took_before_ms : 0;
	char *story = narrate_of(action, machine), *text = narrate_times(story, -1, before);

	session_say(session, TONE_BUSY, text, NULL);
	session->story.text = story;
	session->story.since_ms = clock_mono_ms();
	session->story.before_ms = before;
	free(text);
	vm_picture_free(now);
}

static bool is_safety(const struct session *session, const struct action *action)
{
	const struct vm_machine *machine =
		session->picture ? vm_picture_machine(session->picture, action->machine) : NULL;
	const struct vm_snapshot *snapshot = vm_machine_snapshot(machine, action->name);

	return snapshot && snapshot->safety;
}

uint64_t session_submit(struct session *session, const struct vm_request *request, int button,
		     struct error *err)
{
	const struct action *action = &request->action;
	struct job *job;
	uint64_t ticket;

	if (!session->vm) {
		error_set(err, ERROR_CONNECTION, _("This workshop has no machines."));
		return 0;
	}
	if (!session_can_boot(session, request, err))
		return 0;
	ticket = vm_submit(session->vm, request, err);
	if (!ticket)
		return 0;
	job = MEM_PUSH(session->jobs, session->n_jobs);
	job->ticket = ticket;
	job->verb = action->verb;
	job->button = button;
	job->step = session_step(session) ? session_step(session)->id : "";
	job->safety = action->verb == VERB_RESTORE && is_safety(session, action);
	snprintf(job->machine, sizeof job->machine, "%s", action->machine);
	snprintf(job->name, sizeof job->name, "%s", action->name ? action->name :
		 action->as ? action->as : action->disk ? action->disk : "");
	tell_story(session, action);
	return ticket;
}

const char *session_action_refused(const struct session *session, const struct action *action,
				const struct vm_machine *machine)
{
	const char *why = action_refused(action, machine);
	const struct vm_machine *clone =
		action->verb == VERB_CLONE ? vm_picture_machine(session->picture, action->as) : NULL;

	if (!why && clone && clone->not_ours)
		why = _("A machine of the clone's name is there, and it is not ours.");
	else if (!why && clone && clone->state != STATE_ABSENT && clone->state != STATE_UNKNOWN)
		why = _("A machine of the clone's name is there already: remove it first.");
	return why;
}

uint64_t session_press(struct session *session, int button, bool sure, struct error *err)
{
	const struct action *action = session_action(session, button);
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
	machine = session->picture ? vm_picture_machine(session->picture, action->machine) : NULL;
	/* Of a machine that is not ours vm_submit says more than that. */
	why = machine && !machine->not_ours ? session_action_refused(session, action, machine) : NULL;
	if (why) {
		error_set(err, ERROR_STATE, "%s", why);
		return 0;
	}
	request.action = *action;
	return session_submit(session, &request, button, err);
}

static bool is_on(const struct job *job, const char *machine)
{
	return str_eq(job->machine, machine) || (job->verb == VERB_CLONE && str_eq(job->name, machine));
}

bool session_button_waits(const struct session *session, int button)
{
	const struct action *action = session_action(session, button);
	bool waits = false;
	size_t i;

	if (!action || !action->machine || session_is_at_it(session))
		return false;
	for (i = 0; i < session->n_jobs; i++) {
		const struct job *job = &session->jobs[i];

		/* Pressed twice is not meant twice. */
		if (job->button == button && str_eq(job->step, session_step(session)->id))
			return false;
		waits = waits || is_on(job, action->machine) || (action->as && is_on(job, action->as));
	}
	return waits;
}

const char *session_in_hand(const struct session *session, uint64_t ticket)
{
	size_t i;

	for (i = 0; ticket && i < session->n_jobs; i++)
		if (session->jobs[i].ticket == ticket)
			return session->jobs[i].machine;
	return NULL;
}

size_t session_failed(const struct session *session)
{
	return session->n_failed;
}

uint64_t session_restore(struct session *session, const char *machine, const char *snapshot,
		      struct error *err)
{
	struct vm_request request = {
		.action = { .verb = VERB_RESTORE, .machine = (char *)machine, .name = (char *)snapshot },
		.keep_safety = true,
	};

	return session_submit(session, &request, 0, err);
}

uint64_t session_undo(struct session *session, const char *machine, struct error *err)
{
	struct vm_request request = { .action = { .verb = VERB_UNDO }, .keep_safety = true };
	size_t i, n = session->picture ? session->picture->n_machines : 0;

	for (i = 0; i < n; i++) {
		const struct vm_machine *one = &session->picture->machines[i];

		if (machine && machine[0] ? str_eq(one->name, machine) : one->can_undo)
			request.action.machine = one->name;
	}
	if (!request.action.machine) {
		error_set(err, ERROR_STATE, _("There is no restore to undo."));
		return 0;
	}
	return session_submit(session, &request, 0, err);
}
