// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Taking in what happened: results, the machines as they are now, checks that hold; and
 * waiting for it, for commands that have no screen to keep alive.  One thread. */
#ifndef SESSION_TURN_H
#define SESSION_TURN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/request.h"

struct session;

int session_fd(const struct session *session); /* readable: call session_turn; -1 without machines */
/* Takes in what happened; true where anything to be shown changed. */
bool session_turn(struct session *session);
/* When something that it tells of or waits for changes though nothing happens, on the
 * monotonic clock; INT64_MAX: never.  Then call session_turn. */
int64_t session_due_ms(const struct session *session);

/* ---- waiting, for commands */
/* Until the first picture is read, or the connection failed. */
bool session_wait_ready(struct session *session, int timeout_ms, struct error *err);
/* Until what has this ticket is over; result may be NULL.  Each result can be asked for
 * once it came, in any order, until some dozens of others have come. */
bool session_wait_result(struct session *session, uint64_t ticket, int timeout_ms, struct vm_result *result);
/* Until check i of the step has passed. */
bool session_wait_check(struct session *session, size_t i, int timeout_ms);
/* Until nothing is under way any more; in vain where the connection is gone. */
void session_wait_end(struct session *session, int timeout_ms);

#endif
