// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Skipping a step and starting a lesson over; see skip.h. */
#include "session/skip.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "progress/progress.h"
#include "session/parts.h"
#include "session/press.h"
#include "session/say.h"
#include "session/visit.h"

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
	session_say_notes(session);
	chain_clear(&chain);
}

/* ---- going on -------------------------------------------------------------------- */

static void submit_next(struct session *session)
{
	struct chain *chain = &session->chain;
	const struct chain_link *link = &chain->links[chain->at];
	struct error err = { 0 };

	chain->ticket = press_submit(session, &link->request, link->button, 0, &err);
	chain->pressed += chain->ticket != 0;
	if (!chain->ticket) {
		chain_clear(chain);
		session_say(session, TONE_BAD, err.message, err.remedy);
		session_say_notes(session);
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

		if (!press_can_boot(session, &request, 1, err))
			return false;
	}
	return true;
}

bool session_skip(struct session *session, struct error *err)
{
	const struct step *step = session_step(session);
	struct error unsaved = { 0 };
	size_t i;

	session_stay(session);
	if (!may_skip(session, step, err))
		return false;
	if (!session_step_done(session, session->place.lesson, session->place.step) || step->n_checks == 0)
		session_saved(session, progress_skip(session->progress, step->id, &unsaved), &unsaved);
	session_say(session, TONE_INFO, "", "");
	for (i = 0; session->machines.vm && i < step->n_actions; i++) {
		struct vm_request request = {
			.action = step->actions[i], .replace = true,
		};

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

	session_stay(session);
	if (!stage.lesson || !machines_are_known(&session->machines, err))
		return false;
	if (session_is_at_it(session))
		return error_set(err, ERROR_STATE, _("Wait until this is done."));
	n = stage_plan_over(&stage, &requests);
	if (!press_can_boot(session, requests, n, err)) {
		free(requests);
		return false;
	}
	session_saved(session, progress_clear_lesson(session->progress, stage.lesson->number, &unsaved),
		      &unsaved);
	trail_clear(&session->trail);
	place_forget_pressed(&session->place);
	session_open_checks(session);
	session_say(session, TONE_INFO, "", "");
	add_all(&session->chain, &stage, requests, n);
	free(requests);
	session->chain.over = true;
	session_sequence_turn(session);
	return true;
}
