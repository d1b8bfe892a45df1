// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The open step, its checks, and going to other steps; see visit.h. */
#include "session/visit.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "progress/progress.h"
#include "session/guide.h"
#include "session/parts.h"
#include "session/say.h"
#include "vm/core/console-watch.h"

enum { SAVE_MS = 5000 }; /* for a disk that is slow */

size_t session_lesson(const struct session *session)
{
	return session->place.lesson;
}

size_t session_step_index(const struct session *session)
{
	return session->place.step;
}

const struct step *session_step(const struct session *session)
{
	return place_step(&session->place);
}

bool session_on_cover(const struct session *session)
{
	return session->place.cover;
}

bool session_finished(const struct session *session)
{
	return session->place.finished;
}

/* ---- going to a step -------------------------------------------------------------------- */

/* left: the id of the step that was left; text: what is said of it, or NULL. */
static void say_left(struct session *session, const char *left, const char *text)
{
	char *remedy = text ? mem_printf(_("p goes back to %s."), left) : NULL;

	session_say(session, TONE_INFO, text, remedy);
	free(remedy);
}

/* said: what is said then, or NULL. */
static void go(struct session *session, size_t lesson, size_t step, const char *said)
{
	const struct step *left = session_step(session);
	struct error err = { 0 };

	guide_leave(session, lesson, step);
	place_open(&session->place, lesson, step);
	place_mark_consoles(&session->place, session->machines.picture);
	say_left(session, left ? left->id : NULL, said);
	chain_clear(&session->chain);
	session_open_checks(session);
	if (!session->look_only)
		session_saved(session, progress_set_place(session->progress, session_step(session)->id,
							  &err), &err);
	session_judge(session);
	session_look_at_host(session);
	session_say_missing(session);
	guide_say(session);
}

void session_go(struct session *session, size_t lesson, size_t step)
{
	if (lesson < session->place.workshop->n_lessons)
		go(session, lesson, step, NULL);
}

void session_go_cover(struct session *session)
{
	trail_clear(&session->trail);
	place_open_cover(&session->place);
	session_say(session, TONE_INFO, "", "");
	chain_clear(&session->chain);
	checks_clear(&session->checks);
	session_watch_consoles(session);
}

void session_go_first(struct session *session)
{
	const struct workshop *workshop = session->place.workshop;

	if (workshop->n_lessons == 0 || workshop->cover.root.n_kids > 0)
		session_go_cover(session);
	else
		session_go(session, 0, 0);
}

bool session_next(struct session *session)
{
	size_t lesson, step;
	char *said;

	if (session->place.finished || session->place.workshop->n_lessons == 0)
		return false;
	said = guide_left_open(session);
	if (place_after(&session->place, &lesson, &step)) {
		go(session, lesson, step, said);
	} else {
		session->place.finished = true;
		say_left(session, session_step(session)->id, said);
	}
	free(said);
	return true;
}

bool session_previous(struct session *session)
{
	struct session_place *place = &session->place;
	size_t lesson, step;

	if (place->cover)
		return false;
	if (place->finished) {
		place->finished = false;
		/* What was said of the step that was left is not true any more. */
		session_say(session, TONE_INFO, "", "");
	} else if (place_before(place, &lesson, &step)) {
		session_go(session, lesson, step);
	} else if (place->workshop->cover.root.n_kids > 0) {
		session_go_cover(session);
	} else {
		return false;
	}
	return true;
}

/* ---- the checks ------------------------------------------------------------------ */

/* Adds copies whose strings are the step's. */
static void add_checks(struct check **checks, size_t *n, const struct step *step)
{
	size_t i;

	for (i = 0; step && i < step->n_checks; i++)
		*MEM_PUSH(*checks, *n) = step->checks[i];
}

void session_watch_consoles(struct session *session)
{
	const struct step *step = session->place.cover ? NULL : session_step(session);
	const struct lesson *lesson = place_lesson(&session->place);
	const struct trail *trail = &session->trail;
	struct check *checks = NULL;
	size_t n = 0, i;

	if (!session->machines.vm)
		return;
	add_checks(&checks, &n, step);
	for (i = 0; step && i < trail->n; i++)
		if (trail->list[i].pressed && trail->list[i].step < lesson->n_steps)
			add_checks(&checks, &n, &lesson->steps[trail->list[i].step]);
	vm_watch_consoles(session->machines.vm, checks, n);
	free(checks);
}

void session_open_checks(struct session *session)
{
	checks_open(&session->checks, &session->place, session->progress);
	session_watch_consoles(session);
}

bool session_judge(struct session *session)
{
	const struct step *step = session_step(session);
	const struct vm_picture *picture = session->machines.picture;
	bool changed = false;
	size_t i;

	/* What a lesson that starts over left from the time before must pass no check. */
	if (!step || !picture || session->place.cover || session->chain.over)
		return false;
	for (i = 0; i < session->checks.n; i++) {
		struct session_check *check = &session->checks.list[i];
		struct error err = { 0 };

		if (check->held ||
		    !checks_may_pass(&session->checks, i, &session->place, picture, session->progress,
				     session->chain.skips))
			continue;
		if (!check->passed && guide_holds_too_early(session, check))
			continue;
		check->held = true;
		if (check->passed || session->look_only)
			continue;
		check->passed = changed = true;
		session_saved(session, progress_pass(session->progress, step->id, check->check->key,
						     &err), &err);
	}
	if (changed)
		guide_step_passed(session);
	return changed;
}

const struct session_check *session_checks(const struct session *session, size_t *n)
{
	*n = session->checks.n;
	return session->checks.list;
}

bool session_check_passed(const struct session *session, const struct step *step, const struct check *check)
{
	return progress_passed(session->progress, step->id, check->key);
}

bool session_step_done(const struct session *session, size_t lesson, size_t step)
{
	const struct step *which = &session->place.workshop->lessons[lesson].steps[step];

	return guide_all_passed(session, which) &&
	       (which->n_checks > 0 || (progress_step_seen(session->progress, which->id) &&
					!progress_step_skipped(session->progress, which->id)));
}

bool session_step_skipped(const struct session *session, size_t lesson, size_t step)
{
	const struct step *which = &session->place.workshop->lessons[lesson].steps[step];

	return progress_step_skipped(session->progress, which->id);
}

bool session_flush(struct session *session, struct error *err)
{
	return !session->remember || progress_flush(session->progress, SAVE_MS, err);
}

bool session_forget_progress(struct session *session, struct error *err)
{
	trail_clear(&session->trail);
	progress_clear(session->progress, NULL);
	return session_flush(session, err);
}

int session_progress_fd(const struct session *session)
{
	return progress_fd(session->progress);
}

void session_spend(struct session *session, int64_t ms)
{
	struct error err = { 0 };

	session_saved(session, progress_add_spent(session->progress, ms, &err), &err);
}
