// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The stage that a lesson starts on: does it hold, what differs, and what there is to
 * do for it.  Pure; any thread. */
#ifndef SESSION_STAGE_H
#define SESSION_STAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/lesson.h"
#include "vm/machine.h"

/* Owns nothing. */
struct stage {
	const struct workshop *workshop;
	const struct lesson *lesson;      /* NULL: none, and its stage holds */
	const struct vm_picture *picture; /* NULL before the first */
};

bool stage_holds(const struct stage *stage);
/* Could all machines that the lesson needs be read? */
bool stage_is_known(const struct stage *stage);
/* Does a machine not exist that the lesson wants? */
bool stage_lacks_machine(const struct stage *stage);
char *stage_text(const struct stage *stage); /* what differs; caller frees */
/* A sentence, if the lesson wants several machines and all are so; else NULL.  Caller frees. */
char *stage_done(const struct stage *stage);
/* What to ask before it is set; NULL: nothing would be lost.  Caller frees. */
char *stage_question(const struct stage *stage);
/* The requests that set it, in order: first those that remove machines.  The strings are
 * the workshop's; the caller frees the list. */
size_t stage_plan(const struct stage *stage, struct vm_request **requests);

/* ---- starting the lesson over */
/* The same, with machines that the lesson has changed restarted. */
size_t stage_plan_over(const struct stage *stage, struct vm_request **requests);
/* The lesson's own snapshots that are there: each is given to the function once. */
void stage_each_snapshot(const struct stage *stage,
			 void (*take)(void *context, const struct action *action), void *context);
char *stage_over_question(const struct stage *stage); /* never NULL; caller frees */

#endif
