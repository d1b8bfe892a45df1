// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A series of actions, each done when the one before has worked.  Only data, and what can
 * be computed from it; skip.c carries it out.  One thread. */
#ifndef SESSION_CHAIN_H
#define SESSION_CHAIN_H

#include "session/checks.h"
#include "vm/machine.h"

struct chain {
	struct chain_link {
		struct vm_request request; /* its strings are the workshop's */
		int button;                /* of the step; 0: none */
	} *links;
	size_t n_links, at;
	uint64_t ticket;  /* of the action under way; 0: none */
	int64_t until_ms; /* monotonic: how long to wait for the checks before the next button */
	size_t pressed;   /* links that were submitted */
	const char *refused; /* why a button that was needed could not be pressed, or NULL */
	bool skips;       /* the step is being skipped */
	bool over;        /* the lesson is being started over */
};

void chain_add(struct chain *chain, const struct vm_request *request, int button);
void chain_clear(struct chain *chain); /* frees what is in it, and ends it */
/* Is a step being skipped, or a lesson started over? */
bool chain_is_at_it(const struct chain *chain);
/* The action under way has worked: goes on to the next link. */
void chain_step_on(struct chain *chain);
/* May the next link be submitted?  Not while its machine is busy, and not before the
 * checks before its button hold: a snapshot taken while the machine is still starting
 * would be a different one. */
bool chain_may_go(const struct chain *chain, const struct checks *checks,
		  const struct vm_picture *picture);
/* When the next link is submitted even if a check before it does not hold (monotonic, not
 * before now); CLOCK_NEVER: it waits for something else. */
int64_t chain_due_ms(const struct chain *chain, const struct vm_picture *picture, int64_t now);
/* Why the next link cannot be submitted; NULL: it can.  Notes the reason in the chain,
 * unless what the button does is true already. */
const char *chain_refused(struct chain *chain, const struct vm_picture *picture);

/* Like action_refused(), which looks at the machine alone; this looks at a clone's name
 * as well. */
const char *chain_action_refused(const struct action *action, const struct vm_machine *machine,
				 const struct vm_picture *picture);

#endif
