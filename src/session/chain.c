// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A series of actions; see chain.h. */
#include "session/chain.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "vm/rules.h"

enum { OVERDUE_MS = 200 }; /* until a link whose time has come is tried again */

#define CHECK_MS 5000 /* to wait for the checks before a button */

void chain_add(struct chain *chain, const struct vm_request *request, int button)
{
	struct chain_link *link = MEM_PUSH(chain->links, chain->n_links);

	*link = (struct chain_link){ .request = *request, .button = button };
}

void chain_clear(struct chain *chain)
{
	free(chain->links);
	*chain = (struct chain){ 0 };
}

bool chain_is_at_it(const struct chain *chain)
{
	return chain->skips || chain->over;
}

void chain_step_on(struct chain *chain)
{
	chain->ticket = 0;
	chain->at++;
	chain->until_ms = clock_mono_ms() + CHECK_MS;
}

static const struct vm_machine *machine_of(const struct chain_link *link,
					   const struct vm_picture *picture)
{
	return picture ? vm_picture_machine(picture, link->request.action.machine) : NULL;
}

bool chain_may_go(const struct chain *chain, const struct checks *checks,
		  const struct vm_picture *picture)
{
	const struct chain_link *link = &chain->links[chain->at];
	const struct vm_machine *machine = machine_of(link, picture);

	if (machine && machine->doing != VERB_NONE)
		return false;
	return link->button < 2 || clock_mono_ms() >= chain->until_ms ||
	       checks_hold_before(checks, link->button);
}

int64_t chain_due_ms(const struct chain *chain, const struct vm_picture *picture, int64_t now)
{
	const struct vm_machine *machine;

	if (!chain_is_at_it(chain) || chain->ticket || chain->at >= chain->n_links)
		return CLOCK_NEVER;
	machine = machine_of(&chain->links[chain->at], picture);
	if (machine && machine->doing != VERB_NONE)
		return CLOCK_NEVER;
	return chain->until_ms > now ? chain->until_ms : now + OVERDUE_MS;
}

const char *chain_action_refused(const struct action *action, const struct vm_machine *machine,
				 const struct vm_picture *picture)
{
	const char *why = action_refused(action, machine);
	const struct vm_machine *clone =
		action->verb == VERB_CLONE ? vm_picture_machine(picture, action->as) : NULL;

	if (!why && clone && clone->not_ours)
		why = _("A machine of the clone's name is there, and it is not ours.");
	else if (!why && clone && clone->state != STATE_ABSENT && clone->state != STATE_UNKNOWN)
		why = _("A machine of the clone's name is there already: remove it first.");
	return why;
}

/* Why its machine's state forbids it, or NULL. */
static const char *refusal(const struct chain_link *link, const struct vm_machine *machine,
			   const struct vm_picture *picture)
{
	const struct action *action = &link->request.action;

	if (!link->button || !machine || machine->not_ours)
		return NULL;
	/* A snapshot of this name is replaced. */
	if (action->verb == VERB_SNAPSHOT)
		return verb_refused(action->verb, machine->state);
	return chain_action_refused(action, machine, picture);
}

/* Is what the button does true already?  Then it need not be pressed. */
static bool holds(const struct action *action, const struct vm_machine *machine,
		  const struct vm_picture *picture)
{
	const struct vm_machine *clone =
		action->verb == VERB_CLONE ? vm_picture_machine(picture, action->as) : NULL;

	if (clone)
		return !clone->not_ours && clone->state != STATE_ABSENT && clone->state != STATE_UNKNOWN;
	return action_holds(action, machine);
}

const char *chain_refused(struct chain *chain, const struct vm_picture *picture)
{
	const struct chain_link *link = &chain->links[chain->at];
	const struct vm_machine *machine = machine_of(link, picture);
	const char *refused = refusal(link, machine, picture);

	if (refused && !chain->refused && !holds(&link->request.action, machine, picture))
		chain->refused = refused;
	return refused;
}
