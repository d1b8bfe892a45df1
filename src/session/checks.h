// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The checks of the step that is open: what they say, and whether they hold.  One
 * thread. */
#ifndef SESSION_CHECKS_H
#define SESSION_CHECKS_H

#include "progress/progress.h"
#include "session/place.h"
#include "vm/check.h"

struct session_check {
	const struct check *check;
	char *text;
	bool passed;
	bool held;      /* it was seen to hold since the step was opened; passed may be older */
	bool seen_open; /* it was seen not to hold, since the step was opened */
	bool seen_otherwise; /* the same, and it lacked more than a further line like the last ones */
	struct check_answer answer;
};

struct checks {
	struct session_check *list;
	size_t n;
};

/* Replaces the checks by those of the place's step.  Those that passed before have passed. */
void checks_open(struct checks *checks, const struct session_place *place,
		 const struct progress *progress);
/* Takes in what another session has seen to pass. */
void checks_take_passed(struct checks *checks, const struct session_place *place,
			const struct progress *progress);
void checks_clear(struct checks *checks); /* frees what is in it */
/* Evaluates a check: does it hold, and may it pass?  It may not if
 * it holds only because the step was skipped.  is_skipping: the step is being skipped
 * now. */
bool checks_may_pass(struct checks *checks, size_t i, const struct session_place *place,
		     const struct vm_picture *picture, const struct progress *progress,
		     bool is_skipping);
/* Do the checks hold that stand right before this button? */
bool checks_hold_before(const struct checks *checks, int button);
/* Do all checks hold now?  False if there are none. */
bool checks_hold_all(const struct checks *checks, const struct vm_picture *picture);
/* Forgets which checks were seen not to hold: what a skip does is not passed by it. */
void checks_forget_seen(struct checks *checks);

#endif
