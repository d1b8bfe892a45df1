// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The place of a session: the step that is open, its checks as they stood when it
 * was opened, and the ways on and back.  One thread; see walk.h. */
#include "session/session.h"

#include <stdlib.h>

#include "base/mem.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/session-private.h"

size_t session_lesson(const struct session *session)
{
	return session->lesson;
}

size_t session_step_index(const struct session *session)
{
	return session->step;
}

const struct step *session_step(const struct session *session)
{
	const struct workshop *workshop = session->workshop;

	if (session->lesson >= workshop->n_lessons ||
	    session->step >= workshop->lessons[session->lesson].n_steps)
		return NULL;
	return &workshop->lessons[session->lesson].steps[session->step];
}

bool session_on_cover(const struct session *session)
{
	return session->cover;
}

bool session_finished(const struct session *session)
{
	return session->finished;
}

/* Console lines count from the moment the step was opened. */
void session_mark_console(struct session *session)
{
	size_t i, n = session->picture ? session->picture->n_machines : 0;

	free(session->seen);
	session->seen = mem_array(session->workshop->n_machines, sizeof *session->seen);
	for (i = 0; i < n && i < session->workshop->n_machines; i++)
		session->seen[i] = session->picture->machines[i].console_seq;
}

void session_open_checks(struct session *session)
{
	const struct step *step = session_step(session);
	size_t i;

	session_forget_checks(session);
	if (!step)
		return;
	session->n_checks = step->n_checks;
	session->checks = mem_array(step->n_checks, sizeof *session->checks);
	for (i = 0; i < step->n_checks; i++) {
		const struct check *check = &step->checks[i];

		session->checks[i].check = check;
		session->checks[i].text = check_text(check, workshop_title_of(session->workshop,
										check->machine));
		session->checks[i].passed = progress_passed(session->progress, step->id, check->key);
	}
}

void session_go(struct session *session, size_t lesson, size_t step)
{
	struct error err = { 0 };

	if (lesson >= session->workshop->n_lessons)
		return;
	session->lesson = lesson;
	session->step = step < session->workshop->lessons[lesson].n_steps ? step : 0;
	session->cover = session->finished = false;
	session_say(session, TONE_INFO, "", "");
	session->stage_asked = false;
	session_chain_break(session);
	free(session->pressed);
	session->pressed = mem_array(session_step(session)->n_actions + 1, 1);
	session_mark_console(session);
	session_open_checks(session);
	if (!session->look_only)
		session_saved(session, progress_set_place(session->progress, session_step(session)->id, &err), &err);
	session_judge(session);
	session_say_lacks(session);
}

void session_go_cover(struct session *session)
{
	session->cover = true;
	session->finished = false;
	session->lesson = session->step = 0;
}

bool session_next(struct session *session)
{
	const struct workshop *workshop = session->workshop;

	if (session->finished || workshop->n_lessons == 0)
		return false;
	if (session->cover)
		session_go(session, 0, 0);
	else if (session->step + 1 < workshop->lessons[session->lesson].n_steps)
		session_go(session, session->lesson, session->step + 1);
	else if (session->lesson + 1 < workshop->n_lessons)
		session_go(session, session->lesson + 1, 0);
	else {
		session->finished = true;
		session_say(session, TONE_INFO, "", "");
	}
	return true;
}

bool session_previous(struct session *session)
{
	if (session->cover)
		return false;
	if (session->finished)
		session->finished = false;
	else if (session->step > 0)
		session_go(session, session->lesson, session->step - 1);
	else if (session->lesson > 0)
		session_go(session, session->lesson - 1, session->workshop->lessons[session->lesson - 1].n_steps - 1);
	else if (session->workshop->cover.root.n_kids > 0)
		session_go_cover(session);
	else
		return false;
	return true;
}

bool session_check_passed(const struct session *session, const struct step *step, const struct check *check)
{
	return progress_passed(session->progress, step->id, check->key);
}

bool session_forget_progress(struct session *session, struct error *err)
{
	progress_clear(session->progress, NULL);
	return session_flush(session, err);
}

bool session_step_done(const struct session *session, size_t lesson, size_t step)
{
	const struct step *which = &session->workshop->lessons[lesson].steps[step];
	size_t i;

	for (i = 0; i < which->n_checks; i++)
		if (!progress_passed(session->progress, which->id, which->checks[i].key))
			return false;
	return which->n_checks > 0 || (progress_step_seen(session->progress, which->id) &&
				       !progress_step_skipped(session->progress, which->id));
}
