// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Buttons and what they do; see press.h. */
#include "session/press.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "progress/progress.h"
#include "session/narrate.h"
#include "session/needed-guests.h"
#include "session/parts.h"
#include "session/say.h"
#include "session/visit.h"
#include "vm/core/exchange.h"
#include "vm/rules.h"

const struct action *session_action(const struct session *session, int button)
{
	const struct session_place *place = &session->place;
	const struct step *step = place_step(place);

	if (!step || place->cover || place->finished || button < 1 || (size_t)button > step->n_actions)
		return NULL;
	return &step->actions[button - 1];
}

char *session_question(const struct session *session, const struct action *action)
{
	const struct machines *machines = &session->machines;
	const struct vm_machine *machine = machines_find(machines, action->machine);

	/* There is no question about what cannot be done. */
	if (!machine || machine->not_ours || chain_action_refused(action, machine, machines->picture))
		return NULL;
	return narrate_question(action, machine);
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

/* Are the files there that the machines of all of these boot from?  To be called before
 * any is submitted.  On a screen it goes by the last look (host-look.h). */
static bool can_boot(const struct session *session, const struct vm_request *requests, size_t n,
		     struct error *err)
{
	size_t i;

	for (i = 0; session->machines.vm && i < n; i++)
		if (!can_make(session, &requests[i], err))
			return false;
	return true;
}

/* button: of the step, 0: none.  whole: the ticket of what it is a part of, or 0. */
static uint64_t submit(struct session *session, const struct vm_request *request, int button,
		       uint64_t whole, struct error *err)
{
	uint64_t ticket;

	if (!session->machines.vm) {
		error_set(err, ERROR_CONNECTION, _("This workshop has no machines."));
		return 0;
	}
	if (!can_boot(session, request, 1, err))
		return 0;
	ticket = vm_submit(session->machines.vm, request, err);
	if (!ticket)
		return 0;
	add_job(session, &request->action, button, ticket, whole);
	say_doing(session, &request->action);
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
	const char *why;

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
	why = machine && !machine->not_ours ?
		chain_action_refused(action, machine, session->machines.picture) : NULL;
	if (why) {
		error_set(err, ERROR_STATE, "%s", why);
		return 0;
	}
	request.action = *action;
	return submit(session, &request, button, 0, err);
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

	return submit(session, &request, 0, 0, err);
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
	return submit(session, &request, 0, 0, err);
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

		if (!submit(session, &requests[i], 0, whole, &refused))
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
	if (can_boot(session, requests, n, err)) {
		session->place.stage_asked = true;
		ticket = submit_all(session, requests, n, err);
	}
	free(requests);
	return ticket;
}

/* ---- several actions, one after the other ----------------------------------------- */

bool session_is_at_it(const struct session *session)
{
	return chain_is_at_it(&session->chain);
}

/* ---- the end --------------------------------------------------------------------- */

/* Says that not all of a skipped step's buttons could be pressed. */
static void say_refused(struct session *session, const char *step, const struct chain *chain,
			bool stage_holds)
{
	char *text = mem_printf(chain->pressed == 0 ?
				_("Step %1$s is skipped; its buttons could not be pressed: %2$s") :
				_("Step %1$s is skipped; not all of its buttons could be pressed: %2$s"),
				step, chain->refused);

	session_say(session, TONE_BAD, text, stage_holds ? _("p goes back to it.") :
		 _("p goes back to it, and there 0 sets the stage for its buttons."));
	free(text);
}

static void finish_skip(struct session *session, const struct chain *chain)
{
	const struct step *step = session_step(session);
	bool stage_holds = session_stage_holds(session);
	char *text;

	/* The person did not do what the skip did. */
	checks_forget_seen(&session->checks);
	session_next(session);
	if (chain->refused) {
		say_refused(session, step->id, chain, stage_holds);
		return;
	}
	text = chain->n_links == 0 ? mem_printf(_("Step %s is skipped."), step->id) :
		mem_printf(_("Step %s is skipped: what its buttons do was done for you; "
			     "p goes back to do it yourself."), step->id);
	session_say(session, TONE_GOOD, text, NULL);
	free(text);
}

static void finish_over(struct session *session)
{
	char *text = mem_printf(_("Lesson %d starts over: its stage is set."),
				place_lesson(&session->place)->number);

	session_go(session, session->place.lesson, 0);
	session->place.stage_asked = true;
	session_say(session, TONE_GOOD, text, NULL);
	free(text);
}

static void finish(struct session *session)
{
	struct chain chain = session->chain;

	session->chain = (struct chain){ 0 };
	if (chain.skips)
		finish_skip(session, &chain);
	else
		finish_over(session);
	chain_clear(&chain);
}

/* ---- going on -------------------------------------------------------------------- */

static void submit_next(struct session *session)
{
	struct chain *chain = &session->chain;
	const struct chain_link *link = &chain->links[chain->at];
	struct error err = { 0 };

	chain->ticket = submit(session, &link->request, link->button, 0, &err);
	chain->pressed += chain->ticket != 0;
	if (!chain->ticket) {
		chain_clear(chain);
		session_say(session, TONE_BAD, err.message, err.remedy);
	}
}

bool session_sequence_turn(struct session *session)
{
	struct chain *chain = &session->chain;
	const struct vm_picture *picture = session->machines.picture;

	if (!chain_is_at_it(chain) || session_in_hand(session, chain->ticket))
		return false;
	if (chain->ticket)
		chain_step_on(chain);
	for (; chain->at < chain->n_links; chain->at++) {
		if (!chain_may_go(chain, &session->checks, picture))
			return false;
		if (!chain_refused(chain, picture)) {
			submit_next(session);
			return true;
		}
	}
	finish(session);
	return true;
}

/* ---- skipping -------------------------------------------------------------------- */

char *session_skip_question(const struct session *session)
{
	const struct step *step = session_step(session);
	char *question = NULL, *text;
	size_t i;

	for (i = 0; step && i < step->n_actions && !question; i++)
		question = session_question(session, &step->actions[i]);
	if (!question)
		return NULL;
	text = mem_printf(_("Skipping presses the buttons of this step. %s"), question);
	free(question);
	return text;
}

static bool may_skip(const struct session *session, const struct step *step, struct error *err)
{
	size_t i;

	if (!step || session->place.cover || session->place.finished)
		return error_set(err, ERROR_STATE, _("There is no step to skip here."));
	if (session_is_at_it(session))
		return error_set(err, ERROR_STATE, _("Wait until this is done."));
	if (step->n_actions > 0 && !machines_are_known(&session->machines, err))
		return false;
	for (i = 0; i < step->n_actions; i++) {
		struct vm_request request = { .action = step->actions[i] };

		if (!can_boot(session, &request, 1, err))
			return false;
	}
	return true;
}

bool session_skip(struct session *session, struct error *err)
{
	const struct step *step = session_step(session);
	struct error unsaved = { 0 };
	size_t i;

	if (!may_skip(session, step, err))
		return false;
	if (!session_step_done(session, session->place.lesson, session->place.step) || step->n_checks == 0)
		session_saved(session, progress_skip(session->progress, step->id, &unsaved), &unsaved);
	session_say(session, TONE_INFO, "", "");
	for (i = 0; session->machines.vm && i < step->n_actions; i++) {
		struct vm_request request = { .action = step->actions[i], .replace = true };

		if (request.action.machine)
			chain_add(&session->chain, &request, step->actions[i].button);
	}
	session->chain.skips = true;
	session_sequence_turn(session);
	return true;
}

/* ---- starting over ---------------------------------------------------------------- */

char *session_over_question(const struct session *session)
{
	struct stage stage = session_stage(session);

	return stage_over_question(&stage);
}

static void delete_snapshot(void *context, const struct action *action)
{
	struct vm_request request = {
		.action = { .verb = VERB_DELETE, .machine = action->machine, .name = action->name },
	};

	chain_add(context, &request, 0);
}

/* Machines are removed first, as a clone may keep snapshots from being deleted. */
static void add_all(struct chain *chain, const struct stage *stage, const struct vm_request *requests,
		    size_t n)
{
	size_t i = 0;

	for (; i < n && requests[i].stage_to == STATE_ABSENT; i++)
		chain_add(chain, &requests[i], 0);
	stage_each_snapshot(stage, delete_snapshot, chain);
	for (; i < n; i++)
		chain_add(chain, &requests[i], 0);
}

bool session_start_over(struct session *session, struct error *err)
{
	struct stage stage = session_stage(session);
	struct vm_request *requests;
	struct error unsaved = { 0 };
	size_t n;

	if (!stage.lesson || !machines_are_known(&session->machines, err))
		return false;
	if (session_is_at_it(session))
		return error_set(err, ERROR_STATE, _("Wait until this is done."));
	n = stage_plan_over(&stage, &requests);
	if (!can_boot(session, requests, n, err)) {
		free(requests);
		return false;
	}
	session_saved(session, progress_clear_lesson(session->progress, stage.lesson->number, &unsaved),
		      &unsaved);
	session_say(session, TONE_INFO, "", "");
	add_all(&session->chain, &stage, requests, n);
	free(requests);
	session->chain.over = true;
	session_sequence_turn(session);
	return true;
}
