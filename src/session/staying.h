// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which machines run or are paused when a person leaves: the question about them, and what is
 * said of those that stay.
 *
 * A paused machine counts as one that runs: it has memory, and a process on this computer.  One
 * thread. */
#ifndef SESSION_STAYING_H
#define SESSION_STAYING_H

#include <stdbool.h>

struct session;

/* Asks what becomes of these machines.  NULL: there are none, as far as is known, or they end
 * with the program.  Caller frees. */
char *session_leaving_question(const struct session *session);
/* Is one of them paused, or stopped by a trouble?  Then not all of them can run on. */
bool session_leaves_still(const struct session *session);
/* Which of them are there after the program has ended, and what removes them where there is a shell
 * for that; NULL: none, as far as is known.  Of one that something is being done to it is not
 * known.  After session_end() too.  Caller frees. */
char *session_run_on(const struct session *session);

#endif
