// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Actions one after the other: a skipped step's buttons, or what it takes to
 * start a lesson over.  Each is submitted when the one before has worked; one
 * that fails ends it.  Nothing waits here: each turn of the walk looks. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/progress.h"
#include "vm/command.h"
#include "walk-private.h"

#define CHECK_MS 5000 /* for what stands before a button to hold */

bool walk_chain_skips(const struct walk *walk)
{
	return walk->chain.skips;
}

bool walk_is_at_it(const struct walk *walk)
{
	return walk->chain.skips || walk->chain.over;
}

void walk_chain_break(struct walk *walk)
{
	free(walk->chain.links);
	walk->chain = (struct chain){ 0 };
}

void walk_chain_add(struct walk *walk, const struct vm_request *request, int button)
{
	struct chain_link *link = MEM_PUSH(walk->chain.links, walk->chain.n_links);

	*link = (struct chain_link){ .request = *request, .button = button };
}

/* What stands between the buttons has to hold before the next one: a snapshot
 * of a machine that is still starting is another one. */
static bool is_time(const struct walk *walk, const struct chain_link *link)
{
	size_t i;

	if (link->button < 2 || clock_mono_ms() >= walk->chain.until_ms)
		return true;
	for (i = 0; i < walk->n_checks; i++)
		if ((int)walk->checks[i].check->after == link->button - 1 && !walk->checks[i].passed &&
		    !walk->checks[i].answer.holds)
			return false;
	return true;
}

/* Why a button cannot be pressed: its machine's state forbids it; or NULL. */
static const char *refusal(const struct walk *walk, const struct chain_link *link,
			   const struct vm_machine *machine)
{
	const struct action *action = &link->request.action;

	if (!link->button || !machine || machine->foreign)
		return NULL;
	/* It replaces one that is there. */
	if (action->verb == VERB_SNAPSHOT)
		return verb_refused(action->verb, machine->state);
	return walk_action_refused(walk, action, machine);
}

/* Is what the button does so already?  Then there is nothing to press it for. */
static bool holds(const struct walk *walk, const struct action *action,
		  const struct vm_machine *machine)
{
	const struct vm_machine *clone =
		action->verb == VERB_CLONE ? vm_picture_machine(walk->picture, action->as) : NULL;

	if (clone)
		return !clone->foreign && clone->state != STATE_ABSENT && clone->state != STATE_UNKNOWN;
	return action_holds(action, machine);
}

/* What is said of a step of which not everything could be done. */
static void say_refused(struct walk *walk, const char *step, const struct chain *chain,
			bool stage_holds)
{
	char *text = mem_printf(chain->pressed == 0 ?
				_("Step %1$s is skipped; its buttons could not be pressed: %2$s") :
				_("Step %1$s is skipped; not all of its buttons could be pressed: %2$s"),
				step, chain->refused);

	walk_say(walk, TONE_BAD, text, stage_holds ? _("p goes back to it.") :
		 _("p goes back to it, and there 0 sets the stage for its buttons."));
	free(text);
}

static void finish_skip(struct walk *walk, const struct chain *chain)
{
	const struct step *step = walk_step(walk);
	bool stage_holds = walk_stage_holds(walk);
	char *text;

	/* What became so by this was not done by the person. */
	for (size_t i = 0; i < walk->n_checks; i++)
		walk->checks[i].seen_open = false;
	walk_next(walk);
	if (chain->refused) {
		say_refused(walk, step->id, chain, stage_holds);
		return;
	}
	text = chain->n_links == 0 ? mem_printf(_("Step %s is skipped."), step->id) :
		mem_printf(_("Step %s is skipped: what its buttons do was done for you; "
			     "p goes back to do it yourself."), step->id);
	walk_say(walk, TONE_GOOD, text, NULL);
	free(text);
}

static void finish_over(struct walk *walk)
{
	size_t lesson = walk->lesson;
	char *text = mem_printf(_("Lesson %d starts over: its stage is set."),
				walk->workshop->lessons[lesson].number);

	walk_go(walk, lesson, 0);
	walk->stage_asked = true;
	walk_say(walk, TONE_GOOD, text, NULL);
	free(text);
}

static void finish(struct walk *walk)
{
	struct chain chain = walk->chain;

	walk->chain = (struct chain){ 0 };
	if (chain.skips)
		finish_skip(walk, &chain);
	else
		finish_over(walk);
	free(chain.links);
}

bool walk_chain_turn(struct walk *walk)
{
	struct chain *chain = &walk->chain;

	if (!walk_is_at_it(walk) || walk_in_hand(walk, walk->chain.ticket))
		return false;
	if (chain->ticket) {
		chain->ticket = 0;
		chain->at++;
		chain->until_ms = clock_mono_ms() + CHECK_MS;
	}
	while (chain->at < chain->n_links) {
		const struct chain_link *link = &chain->links[chain->at];
		const struct vm_machine *machine = walk->picture ?
			vm_picture_machine(walk->picture, link->request.action.machine) : NULL;
		const char *refused;
		struct error err = { 0 };

		if ((machine && machine->doing != VERB_NONE) || !is_time(walk, link))
			return false;
		refused = refusal(walk, link, machine);
		if (refused) {
			if (!chain->refused && !holds(walk, &link->request.action, machine))
				chain->refused = refused;
			chain->at++;
			continue;
		}
		chain->ticket = walk_submit(walk, &link->request, link->button, &err);
		chain->pressed += chain->ticket != 0;
		if (!chain->ticket) {
			walk_chain_break(walk);
			walk_say(walk, TONE_BAD, err.message, err.mend);
		}
		return true;
	}
	finish(walk);
	return true;
}

/* ---- skipping ----------------------------------------------------------------- */

char *walk_skip_question(const struct walk *walk)
{
	const struct step *step = walk_step(walk);
	char *question = NULL, *text;
	size_t i;

	for (i = 0; step && i < step->n_actions && !question; i++)
		question = walk_question(walk, &step->actions[i]);
	if (!question)
		return NULL;
	text = mem_printf(_("Skipping presses the buttons of this step. %s"), question);
	free(question);
	return text;
}

bool walk_skip(struct walk *walk, struct error *err)
{
	const struct step *step = walk_step(walk);
	struct error unsaved = { 0 };
	size_t i;

	if (!step || walk->cover || walk->finished)
		return error_set(err, ERROR_STATE, _("There is no step to skip here."));
	if (walk_is_at_it(walk))
		return error_set(err, ERROR_STATE, _("Wait until this is done."));
	if (walk->vm && step->n_actions > 0 &&
	    (!walk->picture || walk->picture->link != VM_ALIVE))
		return error_set(err, ERROR_CONNECTION,
				 _("The machines are not known yet: there is no answer from %s."),
				 walk->picture ? walk->picture->uri : "");
	for (i = 0; walk->vm && i < step->n_actions; i++) {
		struct vm_request request = { .action = step->actions[i] };

		if (!walk_can_boot(walk, &request, err))
			return false;
	}
	if (!walk_step_done(walk, walk->lesson, walk->step) || step->n_checks == 0)
		walk_saved(walk, progress_skip(walk->progress, step->id, &unsaved), &unsaved);
	walk_say(walk, TONE_INFO, "", "");
	for (i = 0; walk->vm && i < step->n_actions; i++) {
		struct vm_request request = {
			.action = step->actions[i], .keep_safety = true, .replace = true,
		};

		if (request.action.machine)
			walk_chain_add(walk, &request, step->actions[i].button);
	}
	walk->chain.skips = true;
	walk_chain_turn(walk);
	return true;
}
