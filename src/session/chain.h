// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is to be done one after the other: each when the one before worked.  Plain
 * data and what can be told from it; action-series.c goes on with it.  One thread. */
#ifndef SESSION_CHAIN_H
#define SESSION_CHAIN_H

#include "session/checks.h"
#include "vm/request.h"

struct chain {
	struct chain_link {
		struct vm_request request; /* its strings are the workshop's */
		int button;                /* of the step; 0: none */
	} *links;
	size_t n_links, at;
	uint64_t ticket;  /* of the one in hand, 0: none */
	int64_t until_ms; /* for the checks before the next button */
	size_t pressed;   /* links that were asked for */
	const char *refused; /* why a button could not be pressed that had to be, or NULL */
	bool skips;       /* the step is being skipped */
	bool over;        /* the lesson is being started over */
};

void chain_add(struct chain *chain, const struct vm_request *request, int button);
void chain_clear(struct chain *chain); /* frees what is in it, and ends it */
/* Is a step being skipped, or a lesson started over? */
bool chain_is_at_it(const struct chain *chain);
/* The one in hand worked. */
void chain_step_on(struct chain *chain);
/* May the next link be asked for?  Not while its machine is busy, nor before what stands
 * before its button holds: a snapshot of a machine that is still starting is another
 * one. */
bool chain_may_go(const struct chain *chain, const struct checks *checks,
		  const struct vm_picture *picture);
/* When the next link is asked for though a check before it does not hold, not before now;
 * INT64_MAX: time is not what it waits for. */
int64_t chain_due_ms(const struct chain *chain, const struct vm_picture *picture, int64_t now);
/* Why the next link cannot be asked for, NULL: it can.  Notes it where it matters: what
 * the button does is not so already. */
const char *chain_refused(struct chain *chain, const struct vm_picture *picture);

/* action_refused, and what other machines say to it. */
const char *chain_action_refused(const struct action *action, const struct vm_machine *machine,
				 const struct vm_picture *picture);

#endif
