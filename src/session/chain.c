// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Actions one after the other: a skipped step's buttons, or what it takes to
 * start a lesson over.  Each is submitted when the one before has worked; one
 * that fails ends it.  Nothing waits here: each turn of the session looks. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "progress/progress.h"
#include "session/session-private.h"
#include "vm/request.h"
#include "vm/rules.h"

#define CHECK_MS 5000 /* for what stands before a button to hold */

bool session_chain_skips(const struct session *session)
{
	return session->chain.skips;
}

bool session_is_at_it(const struct session *session)
{
	return session->chain.skips || session->chain.over;
}

void session_chain_break(struct session *session)
{
	free(session->chain.links);
	session->chain = (struct chain){ 0 };
}

void session_chain_add(struct session *session, const struct vm_request *request, int button)
{
	struct chain_link *link = MEM_PUSH(session->chain.links, session->chain.n_links);

	*link = (struct chain_link){ .request = *request, .button = button };
}

/* What stands between the buttons has to hold before the next one: a snapshot
 * of a machine that is still starting is another one. */
static bool is_time(const struct session *session, const struct chain_link *link)
{
	size_t i;

	if (link->button < 2 || clock_mono_ms() >= session->chain.until_ms)
		return true;
	for (i = 0; i < session->n_checks; i++)
		if ((int)session->checks[i].check->after == link->button - 1 && !session->checks[i].passed &&
		    !session->checks[i].answer.holds)
			return false;
	return true;
}

/* Why a button cannot be pressed: its machine's state forbids it; or NULL. */
static const char *refusal(const struct session *session, const struct chain_link *link,
			   const struct vm_machine *machine)
{
	const struct action *action = &link->request.action;

	if (!link->button || !machine || machine->not_ours)
		return NULL;
	/* It replaces one that is there. */
	if (action->verb == VERB_SNAPSHOT)
		return verb_refused(action->verb, machine->state);
	return session_action_refused(session, action, machine);
}

/* Is what the button does so already?  Then there is nothing to press it for. */
static bool holds(const struct session *session, const struct action *action,
		  const struct vm_machine *machine)
{
	const struct vm_machine *clone =
		action->verb == VERB_CLONE ? vm_picture_machine(session->picture, action->as) : NULL;

	if (clone)
		return !clone->not_ours && clone->state != STATE_ABSENT && clone->state != STATE_UNKNOWN;
	return action_holds(action, machine);
}

/* What is said of a step of which not everything could be done. */
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

	/* What became so by this was not done by the person. */
	for (size_t i = 0; i < session->n_checks; i++)
		session->checks[i].seen_open = false;
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
	size_t lesson = session->lesson;
	char *text = mem_printf(_("Lesson %d starts over: its stage is set."),
				session->workshop->lessons[lesson].number);

	session_go(session, lesson, 0);
	session->stage_asked = true;
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
	free(chain.links);
}

bool session_chain_turn(struct session *session)
{
	struct chain *chain = &session->chain;

	if (!session_is_at_it(session) || session_in_hand(session, session->chain.ticket))
		return false;
	if (chain->ticket) {
		chain->ticket = 0;
		chain->at++;
		chain->until_ms = clock_mono_ms() + CHECK_MS;
	}
	while (chain->at < chain->n_links) {
		const struct chain_link *link = &chain->links[chain->at];
		const struct vm_machine *machine = session->picture ?
			vm_picture_machine(session->picture, link->request.action.machine) : NULL;
		const char *refused;
		struct error err = { 0 };

		if ((machine && machine->doing != VERB_NONE) || !is_time(session, link))
			return false;
		refused = refusal(session, link, machine);
		if (refused) {
			if (!chain->refused && !holds(session, &link->request.action, machine))
				chain->refused = refused;
			chain->at++;
			continue;
		}
		chain->ticket = session_submit(session, &link->request, link->button, &err);
		chain->pressed += chain->ticket != 0;
		if (!chain->ticket) {
			session_chain_break(session);
			session_say(session, TONE_BAD, err.message, err.remedy);
		}
		return true;
	}
	finish(session);
	return true;
}

/* ---- skipping ----------------------------------------------------------------- */

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

bool session_skip(struct session *session, struct error *err)
{
	const struct step *step = session_step(session);
	struct error unsaved = { 0 };
	size_t i;

	if (!step || session->cover || session->finished)
		return error_set(err, ERROR_STATE, _("There is no step to skip here."));
	if (session_is_at_it(session))
		return error_set(err, ERROR_STATE, _("Wait until this is done."));
	if (session->vm && step->n_actions > 0 &&
	    (!session->picture || session->picture->link != VM_ALIVE))
		return error_set(err, ERROR_CONNECTION,
				 _("The machines are not known yet: there is no answer from %s."),
				 session->picture ? session->picture->uri : "");
	for (i = 0; session->vm && i < step->n_actions; i++) {
		struct vm_request request = { .action = step->actions[i] };

		if (!session_can_boot(session, &request, err))
			return false;
	}
	if (!session_step_done(session, session->lesson, session->step) || step->n_checks == 0)
		session_saved(session, progress_skip(session->progress, step->id, &unsaved), &unsaved);
	session_say(session, TONE_INFO, "", "");
	for (i = 0; session->vm && i < step->n_actions; i++) {
		struct vm_request request = {
			.action = step->actions[i], .keep_safety = true, .replace = true,
		};

		if (request.action.machine)
			session_chain_add(session, &request, step->actions[i].button);
	}
	session->chain.skips = true;
	session_chain_turn(session);
	return true;
}
