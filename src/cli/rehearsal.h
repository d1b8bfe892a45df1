// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A rehearsal and its points: stages, buttons and checks that are tried, as TAP.
 *
 * Guests are made when a lesson first needs them.  If that fails, the steps that need them
 * are skipped. */
#ifndef CLI_REHEARSAL_H
#define CLI_REHEARSAL_H

#include "session/session.h"
#include "vm/files/guests.h"

/* For a check: a guest may have a system to boot, on a busy host, and emulated. */
enum { REHEARSAL_CHECK_MS = 120000 };

struct rehearsal {
	struct session *session;
	int points, failed, skipped;
	int64_t began_ms;
	int stated; /* the sum of the durations that the rehearsed lessons state */
	bool keep_going;
	bool undone; /* a button does something else in the simulation than on a real machine */
	bool guests_tried[GUEST_COUNT]; /* we have tried to make it */
	char *guests_unmade; /* why some could not be made, or NULL; the caller frees it */
};

/* Print a point, and what is wrong if it is not ok. */
bool rehearsal_point(struct rehearsal *r, bool ok, const char *name, const char *why);
void rehearsal_skip(struct rehearsal *r, const char *name, const char *why);
bool rehearsal_simulated(const struct rehearsal *r);
/* Why the check's answer means nothing: the machine is simulated.  NULL: it counts. */
const char *rehearsal_unanswered(const struct rehearsal *r, const struct check *check);
bool rehearsal_is_meant(const struct lesson *lesson, const char *only);
/* Makes the missing guests of the lesson's machines; each is tried once.  Progress goes
 * to standard output, as lines that begin with "# ". */
void rehearsal_make(struct rehearsal *r, const struct lesson *lesson);
/* Does the lesson's stage, or the step, need a machine whose guest could not be made? */
bool rehearsal_stage_lacks(const struct rehearsal *r, const struct lesson *lesson);
bool rehearsal_step_lacks(const struct rehearsal *r, const struct step *step);
/* Waits for the job's result; no answer counts as a failure. */
void rehearsal_await(struct rehearsal *r, uint64_t ticket, struct vm_result *result);
/* Each does what its point is about, and prints that. */
bool rehearsal_stage(struct rehearsal *r, const struct lesson *lesson);
bool rehearsal_press(struct rehearsal *r, const struct step *step, const struct action *action);
bool rehearsal_check(struct rehearsal *r, const struct step *step, size_t i);
/* All checks that stand after so many buttons of the step.  Those above the first one are
 * meant to hold at its end. */
bool rehearsal_checks(struct rehearsal *r, const struct step *step, size_t after);
bool rehearsal_clean(struct rehearsal *r, const char *name);

#endif
