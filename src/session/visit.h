// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The step that is open, its checks, and going to other steps.  One thread. */
#ifndef SESSION_VISIT_H
#define SESSION_VISIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "session/checks.h"

struct session;

size_t session_lesson(const struct session *session);
size_t session_step_index(const struct session *session);
const struct step *session_step(const struct session *session); /* NULL: no lessons */
bool session_on_cover(const struct session *session);
bool session_finished(const struct session *session);
void session_go(struct session *session, size_t lesson, size_t step);
void session_go_cover(struct session *session);
/* To where a workshop begins: its cover, if it has one, else its first step. */
void session_go_first(struct session *session);
bool session_next(struct session *session); /* false: there is none; the end is a place of its own */
bool session_previous(struct session *session);

/* ---- looking at a page without going there, as a search does: no step is left or opened for it,
 * no check passes, and the place where the person is stays as it was */
/* Shows a step, or the cover (lesson: SIZE_MAX), and says how to get back.  Looking at the page
 * where the person is goes back there.  False with err: a step is being skipped, or a lesson
 * started over. */
bool session_look(struct session *session, size_t lesson, size_t step, struct error *err);
/* Goes back to where the person is.  False: no other page is looked at. */
bool session_look_back(struct session *session);
/* The person does something on the page that is looked at: goes there.  False: none is. */
bool session_stay(struct session *session);

/* ---- checks and progress */
const struct session_check *session_checks(const struct session *session, size_t *n);
bool session_check_passed(const struct session *session, const struct step *step, const struct check *check);
bool session_step_done(const struct session *session, size_t lesson, size_t step);
bool session_step_skipped(const struct session *session, size_t lesson, size_t step);
/* Forgets place, checks and snapshots, for good. */
bool session_forget_progress(struct session *session, struct error *err);
/* Adds to the time spent.  A screen does so each time when so much has passed. */
void session_spend(struct session *session, int64_t ms);
enum { SESSION_SPEND_MS = 60000 };
/* Waits, some seconds at most, until all progress is on disk; false with err: it is not. */
bool session_flush(struct session *session, struct error *err);
/* Readable: call session_turn; -1: progress is not kept. */
int session_progress_fd(const struct session *session);

/* ---- for this folder */
/* Evaluates the checks of the step that have not passed; true if one has passed now. */
bool session_judge(struct session *session);
/* Loads the checks of the open step, when it was replaced without a new visit. */
void session_open_checks(struct session *session);
/* Has the consoles watched for what the checks of the open step wait for. */
void session_watch_consoles(struct session *session);

#endif
