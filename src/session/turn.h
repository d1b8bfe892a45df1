// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Takes in what happened: results, the state of the machines, checks that hold.  Commands
 * without a screen can also wait for it.  One thread. */
#ifndef SESSION_TURN_H
#define SESSION_TURN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/machine.h"

struct session;

int session_fd(const struct session *session); /* readable: call session_turn; -1 without machines */
/* Is there an action under way, or a series of them: a step that is skipped, a lesson that
 * starts over? */
bool session_is_at_work(const struct session *session);
/* Takes in what happened; true if anything that is shown has changed. */
bool session_turn(struct session *session);
/* When to call session_turn even if no descriptor is readable, on the monotonic clock:
 * a time that is shown goes on, or a wait is over.  CLOCK_NEVER: never. */
int64_t session_due_ms(const struct session *session);

/* ---- waiting, for commands */
/* Until the first picture is read, or the connection failed. */
bool session_wait_ready(struct session *session, int timeout_ms, struct error *err);
/* Until the job with this ticket is over; result may be NULL.  A result is kept until some
 * dozens of others have come, so they can be asked for in any order. */
bool session_wait_result(struct session *session, uint64_t ticket, int timeout_ms, struct vm_result *result);
/* Until check i of the step has passed. */
bool session_wait_check(struct session *session, size_t i, int timeout_ms);
/* The same, but that it passed before the step was opened is not enough. */
bool session_wait_held(struct session *session, size_t i, int timeout_ms);
/* Until no job is under way; returns at once if there is no connection. */
void session_wait_end(struct session *session, int timeout_ms);

#endif
