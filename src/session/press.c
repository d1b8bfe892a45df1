// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Buttons and what they do; see press.h. */
#include "session/press.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/workshop.h"
#include "session/narrate.h"
#include "session/needed-guests.h"
#include "session/parts.h"
#include "session/refusal.h"
#include "vm/core/exchange.h"

const struct action *session_action(const struct session *session, int button)
{
	const struct session_place *place = &session->place;
	const struct step *step = place_step(place);

	if (!step || place->cover || place->finished || button < 1 || (size_t)button > step->n_actions)
		return NULL;
	return &step->actions[button - 1];
}

/* Is the machine off, though the lesson wants it running?  Then its snapshot would keep nothing
 * of what the lesson is about. */
static bool keeps_no_memory(const struct session *session, const struct action *action,
			    const struct vm_machine *machine)
{
	const struct need *need = lesson_need(place_lesson(&session->place), machine->name);

	return action->verb == VERB_SNAPSHOT && !action->confirm && machine->state == STATE_SHUTOFF &&
	       need && need->state == STATE_RUNNING;
}

char *session_question(const struct session *session, const struct action *action)
{
	const struct machines *machines = &session->machines;
	const struct vm_machine *machine = machines_find(machines, action->machine);
	char *question, *all;

	/* There is no question about what cannot be done. */
	if (!machine || machine->not_ours || chain_action_refused(action, machine, machines->picture))
		return NULL;
	question = narrate_question(action, machine);
	if (!keeps_no_memory(session, action, machine))
		return question;
	/* TRANSLATORS: a machine, and a question. */
	all = mem_printf(_("%1$s is off: the snapshot keeps its disk, and no memory. %2$s"), machine->name,
			 question ? question : _("Take it all the same?"));
	free(question);
	return all;
}

/* ---- jobs ------------------------------------------------------------------------ */

/* Says what happens, and how long it took last time. */
static void say_doing(struct session *session, const struct action *action)
{
	struct vm_picture *now = vm_picture(session->machines.vm);
	const struct vm_machine *machine = vm_picture_machine(now, action->machine);

	message_tell(&session->message, session->machines.picture, narrate_of(action, machine),
		     machine ? machine->took_before_ms : 0);
	vm_picture_free(now);
}

static bool is_safety(const struct session *session, const struct action *action)
{
	const struct vm_snapshot *snapshot =
		vm_machine_snapshot(machines_find(&session->machines, action->machine), action->name);

	return snapshot && snapshot->safety;
}

static void add_job(struct session *session, const struct action *action, int button,
		    uint64_t ticket, uint64_t whole)
{
	const struct step *step = place_step(&session->place);
	struct job *job = jobs_add(&session->jobs);

	job->ticket = ticket;
	job->whole = whole;
	job->verb = action->verb;
	job->button = button;
	job->step = step ? step->id : "";
	job->safety = action->verb == VERB_RESTORE && is_safety(session, action);
	snprintf(job->machine, sizeof job->machine, "%s", action->machine);
	snprintf(job->name, sizeof job->name, "%s", action->name ? action->name :
		 action->as ? action->as : action->disk ? action->disk : "");
}

/* Can the machine be made that this request needs, if any? */
static bool can_make(const struct session *session, const struct vm_request *request,
		     struct error *err)
{
	const struct workshop *workshop = session->place.workshop;
	const struct machine_spec *spec =
		guests_spec_to_make(workshop, session->machines.picture, request);
	size_t machine = spec ? (size_t)(spec - workshop->machines) : 0;

	if (!spec)
		return true;
	if (!session->on_screen)
		host_look_now(session->look);
	if (session->making.maker && host_look_lacks(session->look, machine))
		return error_set(err, ERROR_STATE, _("The guest that %s boots from is still being made."),
				 spec->name);
	return host_look_can_boot(session->look, machine, err);
}

bool press_can_boot(const struct session *session, const struct vm_request *requests, size_t n,
		    struct error *err)
{
	size_t i;

	for (i = 0; session->machines.vm && i < n; i++)
		if (!can_make(session, &requests[i], err))
			return false;
	return true;
}

uint64_t press_submit(struct session *session, const struct vm_request *request, int button,
		      uint64_t whole, struct error *err)
{
	uint64_t ticket;

	if (!session->machines.vm) {
		error_set(err, ERROR_CONNECTION, _("This workshop has no machines."));
		return 0;
	}
	if (!press_can_boot(session, request, 1, err))
		return 0;
	ticket = vm_submit(session->machines.vm, request, err);
	if (!ticket)
		return 0;
	add_job(session, &request->action, button, ticket, whole);
	say_doing(session, &request->action);
	return ticket;
}

uint64_t press_submit_quietly(struct session *session, const struct vm_request *request,
			      struct error *err)
{
	uint64_t ticket = vm_submit(session->machines.vm, request, err);

	if (ticket)
		add_job(session, &request->action, 0, ticket, 0);
	return ticket;
}

const char *session_in_hand(const struct session *session, uint64_t ticket)
{
	return jobs_machine(&session->jobs, ticket);
}

bool session_is_doing(const struct session *session)
{
	return session->jobs.n > 0;
}

size_t session_failed(const struct session *session)
{
	return session->jobs.n_failed;
}

/* ---- buttons --------------------------------------------------------------------- */

uint64_t session_press(struct session *session, int button, bool sure, struct error *err)
{
	const struct action *action = session_action(session, button);
	const struct vm_machine *machine;
	struct vm_request request = { .replace = sure };
	char *why;

	if (!action) {
		error_set(err, ERROR_INPUT, _("This step has no button %d."), button);
		return 0;
	}
	if (!action->machine) {
		error_set(err, ERROR_INPUT, _("This button names no machine of the workshop."));
		return 0;
	}
	machine = machines_find(&session->machines, action->machine);
	/* Of a machine that is not ours vm_submit says more than that. */
	why = machine && !machine->not_ours ? refusal_of(session, action, machine) : NULL;
	if (why) {
		error_set(err, ERROR_STATE, "%s", why);
		free(why);
		refusal_remedy(session, action, machine, err);
		return 0;
	}
	request.action = *action;
	return press_submit(session, &request, button, 0, err);
}

/* Asks the worker, as the last picture may be older. */
static bool is_silent(const struct session *session, const char *name)
{
	struct vm_picture *now = vm_picture(session->machines.vm);
	const struct vm_machine *machine = vm_picture_machine(now, name);
	bool silent = machine && machine->silent;

	vm_picture_free(now);
	return silent;
}

bool session_button_is_urgent(const struct session *session, int button)
{
	const struct action *action = session_action(session, button);

	return action && action->machine && action->verb == VERB_POWEROFF &&
	       jobs_has_machine(&session->jobs, action->machine) && is_silent(session, action->machine);
}

bool session_button_waits(const struct session *session, int button)
{
	const struct action *action = session_action(session, button);
	const struct jobs *jobs = &session->jobs;

	if (!action || !action->machine || chain_is_at_it(&session->chain))
		return false;
	/* The same button again is refused: it is not done twice. */
	if (jobs_has_button(jobs, place_step(&session->place)->id, button))
		return false;
	if (session_button_is_urgent(session, button))
		return false;
	return jobs_has_machine(jobs, action->machine) ||
	       (action->as && jobs_has_machine(jobs, action->as));
}

uint64_t session_restore(struct session *session, const char *machine, const char *snapshot,
		      struct error *err)
{
	struct vm_request request = {
		.action = { .verb = VERB_RESTORE, .machine = (char *)machine, .name = (char *)snapshot },
	};

	return press_submit(session, &request, 0, 0, err);
}

uint64_t session_undo(struct session *session, const char *machine, struct error *err)
{
	const struct vm_picture *picture = session->machines.picture;
	struct vm_request request = { .action = { .verb = VERB_UNDO } };
	size_t i, n = picture ? picture->n_machines : 0;

	for (i = 0; i < n; i++) {
		const struct vm_machine *one = &picture->machines[i];

		if (machine && machine[0] ? str_eq(one->name, machine) : one->can_undo)
			request.action.machine = one->name;
	}
	if (!request.action.machine) {
		error_set(err, ERROR_STATE, _("There is no restore to undo."));
		return 0;
	}
	return press_submit(session, &request, 0, 0, err);
}

/* ---- the stage ------------------------------------------------------------------- */

bool session_stage_holds(const struct session *session)
{
	struct stage stage = session_stage(session);

	return stage_holds(&stage);
}

char *session_stage_question(const struct session *session)
{
	struct stage stage = session_stage(session);

	return stage_question(&stage);
}

/* If the job of one machine is refused, the others are submitted all the same. */
static uint64_t submit_all(struct session *session, const struct vm_request *requests, size_t n,
			   struct error *err)
{
	uint64_t whole = jobs_open_whole(&session->jobs);
	size_t i;

	for (i = 0; i < n; i++) {
		struct error refused = { 0 };

		if (!press_submit(session, &requests[i], 0, whole, &refused))
			jobs_refuse_part(&session->jobs, whole, requests[i].action.machine, &refused);
	}
	return jobs_close_whole(&session->jobs, whole, err) ? whole : 0;
}

uint64_t session_set_stage(struct session *session, struct error *err)
{
	struct stage stage = session_stage(session);
	struct vm_request *requests;
	uint64_t ticket = 0;
	size_t n;

	if (!stage.lesson || !machines_are_known(&session->machines, err))
		return 0;
	n = stage_plan(&stage, &requests);
	if (press_can_boot(session, requests, n, err)) {
		session->place.stage_asked = true;
		ticket = submit_all(session, requests, n, err);
	}
	free(requests);
	return ticket;
}
