// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A rehearsal and its points: stages, buttons and checks that are tried, as TAP. */
#ifndef CLI_REHEARSAL_H
#define CLI_REHEARSAL_H

#include "cli/cmd-guests.h"
#include "session/session.h"

/* For a check: a guest may have a system to boot, on a busy host, and emulated. */
enum { REHEARSAL_CHECK_MS = 120000 };

struct rehearsal {
	struct session *session;
	int points, failed, skipped;
	int64_t began_ms;
	int stated; /* the sum of the durations that the rehearsed lessons state */
	bool keep_going;
	bool undone; /* a button was skipped: the simulation cannot do it */
	struct rehearsal_guests guests;
};

/* Print a point, and what is wrong if it is not ok. */
bool rehearsal_point(struct rehearsal *r, bool ok, const char *name, const char *why);
void rehearsal_skip(struct rehearsal *r, const char *name, const char *why);
bool rehearsal_simulated(const struct rehearsal *r);
/* Does the check look at hardware that a simulated machine does not have? */
bool rehearsal_asks_devices(const struct check *check);
bool rehearsal_is_meant(const struct lesson *lesson, const char *only);
/* Waits for the job's result; no answer counts as a failure. */
void rehearsal_await(struct rehearsal *r, uint64_t ticket, struct vm_result *result);
/* Each does what its point is about, and prints that. */
bool rehearsal_stage(struct rehearsal *r, const struct lesson *lesson);
bool rehearsal_press(struct rehearsal *r, const struct step *step, const struct action *action);
bool rehearsal_check(struct rehearsal *r, const struct step *step, size_t i);
bool rehearsal_clean(struct rehearsal *r, const char *name);

#endif
