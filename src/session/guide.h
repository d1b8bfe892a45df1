// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a session says of steps without being asked: that one is done and which is the next, and
 * that one was left before it was done.  Also passes the checks of steps that were left, and
 * knows which earlier steps are open.  For this folder; one thread. */
#ifndef SESSION_GUIDE_H
#define SESSION_GUIDE_H

#include <stdbool.h>
#include <stddef.h>

struct session;
struct session_check;
struct step;

/* Have all checks of the step passed?  True if it has none. */
bool guide_all_passed(const struct session *session, const struct step *step);
/* What is known of each step of the lesson before the open one.  Points into the session;
 * caller frees. */
struct view_earlier *guide_earlier(const struct session *session);
/* A check of the open step holds.  Is that so only because an earlier step was left open?  Then
 * it must not pass yet, and says so as what was found. */
bool guide_holds_too_early(const struct session *session, struct session_check *check);
/* What to say when the person goes on from the open step: which button it lacks.  NULL: it is
 * done or skipped, or it was said before on this visit of the lesson.  Caller frees. */
char *guide_left_open(struct session *session);
/* The open step is left for that one, which may be in another lesson. */
void guide_leave(struct session *session, size_t lesson, size_t step);
/* Passes the checks of steps that were left, if they hold by now; true: one passed. */
bool guide_judge(struct session *session);
/* All checks of the open step have passed just now: that is to be said. */
void guide_step_passed(struct session *session);
/* Says which steps are done since, once nothing is being done; true: there was something. */
bool guide_say(struct session *session);

#endif
