// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Several actions, one after the other: skipping a step presses its buttons, starting a
 * lesson over sets its stage anew.
 *
 * Each action is submitted when the one before has worked; one that fails ends the series.
 * Nothing here waits for it: each turn of the session looks.  One thread. */
#ifndef SESSION_SKIP_H
#define SESSION_SKIP_H

#include <stdbool.h>

#include "base/error.h"

struct session;

/* Starts the lesson over: forgets its passed checks, deletes the snapshots that
 * its buttons take, sets its stage, and goes to its first step. */
char *session_over_question(const struct session *session); /* never NULL; caller frees */
bool session_start_over(struct session *session, struct error *err);
/* Skips the step: its buttons are pressed one after the other, it is marked as
 * skipped, and the next one is opened. */
char *session_skip_question(const struct session *session); /* NULL: nothing would be lost */
bool session_skip(struct session *session, struct error *err);
/* Is one of these two under way? */
bool session_is_at_it(const struct session *session);

/* ---- for this folder */
bool session_sequence_turn(struct session *session); /* true where something changed */

#endif
