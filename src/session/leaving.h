// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What becomes of the machines that run or are paused when a person leaves: they stay as they
 * are, their memory is saved, or they are shut down.
 *
 * Each machine gets a job of its own.  Nothing here waits for one: each turn of the session
 * looks, and the person may leave before all are over.  One thread. */
#ifndef SESSION_LEAVING_H
#define SESSION_LEAVING_H

#include <stdbool.h>
#include <stdint.h>

#include "lesson/lesson.h"
#include "vm/machine.h"

struct leaving;
struct session;

/* Begins to save (VERB_SAVE) or to shut down (VERB_SHUTDOWN) each machine of the workshop that
 * runs or is paused.  A machine that is busy is waited for; one that is paused goes on first, as
 * it could not shut itself down else. */
void session_leave_machines(struct session *session, enum verb verb);
/* Was that begun?  Then the person does nothing else any more. */
bool session_is_leaving(const struct session *session);
/* It is over for all of them: the program can end. */
bool session_has_left(const struct session *session);
/* What came of each, a line a machine, after session_end() too; NULL: nothing was begun.
 * Caller frees. */
char *session_left_report(const struct session *session);

/* ---- for this folder */
/* Asks the machines that are free by now; true: something changed. */
bool leaving_turn(struct session *session);
/* True: this is the result of one of these jobs, and nothing more is to be said of it. */
bool leaving_takes(struct session *session, const struct vm_result *result);
/* "Saving dreamer … 3 s".  Caller frees. */
char *leaving_doing(const struct session *session);
/* When that says something else; CLOCK_NEVER: nobody leaves. */
int64_t leaving_due_ms(const struct session *session);
void leaving_free(struct leaving *leaving); /* NULL is fine */

#endif
