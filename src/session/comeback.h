// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a person finds when they come back: what they looked at in the step, and what came of
 * actions that a lost line cut short.  One thread. */
#ifndef SESSION_COMEBACK_H
#define SESSION_COMEBACK_H

#include <stdbool.h>
#include <stdint.h>

#include "session/view.h"

struct session;

/* Notes what the person looks at, if that is another thing than what is noted.  Not while they
 * only look at another page, on the cover or at the end. */
void session_keep_view(struct session *session, const struct view_kept *kept);
/* What they looked at when they were at this step last.  False: nothing is known of that. */
bool session_kept_view(const struct session *session, struct view_kept *kept);
/* Notes the actions under way: the person will not see what comes of them. */
void session_keep_unfinished(struct session *session);

/* ---- for this folder */
/* Says what came of them, once their machines are known; true: it did. */
bool comeback_turn(struct session *session);
/* When that is to be asked though nothing happened, on the monotonic clock; CLOCK_NEVER. */
int64_t comeback_due_ms(const struct session *session);

#endif
