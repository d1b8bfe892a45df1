// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The open step, its checks, and going to other steps; see visit.h. */
#include "session/visit.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
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

/* Puts the person back to where they are, if they only look at another page. */
static bool come_back(struct session *session)
{
	if (!away_end(&session->away, &session->place, &session->trail, &session->checks))
		return false;
	checks_take_passed(&session->checks, &session->place, session->progress);
	session_watch_consoles(session);
	return true;
}

/* ---- going to a step -------------------------------------------------------------------- */

/* left: the id of the step that was left; text: what is said of it, or NULL. */
static void say_left(struct session *session, const char *left, const char *text)
{
	char *remedy = text ? mem_printf(_("p goes back to %s."), left) : NULL;

	session_say(session, TONE_INFO, text, remedy);
	free(remedy);
}

static void save_place(struct session *session)
{
	struct error err = { 0 };

	if (!session->look_only)
		session_saved(session, progress_set_place(session->progress, session_step(session)->id,
							  &err), &err);
}

static void save_page(struct session *session, const char *page)
{
	struct error err = { 0 };

	if (!session->look_only)
		session_saved(session, progress_set_page(session->progress, page, &err), &err);
}

/* said: what is said then, or NULL. */
static void go(struct session *session, size_t lesson, size_t step, const char *said)
{
	const struct step *left = session_step(session);

	guide_leave(session, lesson, step);
	place_open(&session->place, lesson, step);
	place_mark_consoles(&session->place, session->machines.picture);
	say_left(session, left ? left->id : NULL, said);
	chain_clear(&session->chain);
	session_open_checks(session);
	session->entered_ms = progress_spent_ms(session->progress);
	save_place(session);
	session_judge(session);
	session_look_at_host(session);
	session_say_missing(session);
	guide_say(session);
}

void session_go(struct session *session, size_t lesson, size_t step)
{
	come_back(session);
	if (lesson < session->place.workshop->n_lessons)
		go(session, lesson, step, NULL);
}

void session_go_cover(struct session *session)
{
	come_back(session);
	trail_clear(&session->trail);
	place_open_cover(&session->place);
	session_say(session, TONE_INFO, "", "");
	chain_clear(&session->chain);
	checks_clear(&session->checks);
	session_watch_consoles(session);
	save_page(session, PROGRESS_COVER);
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
	/* Who goes on from a step that was only looked at does not leave it. */
	said = session_stay(session) ? NULL : guide_left_open(session);
	if (place_after(&session->place, &lesson, &step)) {
		go(session, lesson, step, said);
	} else {
		session->place.finished = true;
		save_page(session, PROGRESS_END);
		say_left(session, session_step(session)->id, said);
	}
	free(said);
	return true;
}

bool session_previous(struct session *session)
{
	struct session_place *place = &session->place;
	size_t lesson, step;

	session_stay(session);
	if (place->cover)
		return false;
	if (place->finished) {
		place->finished = false;
		save_place(session);
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

/* ---- looking at a page without going there ----------------------------------------------- */

static void say_found(struct session *session)
{
	const struct session_place *from = &session->away.from;
	const struct step *step = session->place.cover ? NULL : session_step(session);
	/* TRANSLATORS: the number and the title of a step. */
	char *text = step ? mem_printf(_("Found in %1$s %2$s: you only look at it."), step->id, step->title) :
			    mem_dup(_("Found on the first page: you only look at it."));
	char *back = from->cover || from->finished || !place_step(from) ?
		mem_dup(_("N goes to the next place, Esc back to where you were; g and Enter stay here.")) :
		/* TRANSLATORS: the number of a step. */
		mem_printf(_("N goes to the next place, Esc back to %s; g and Enter stay here."),
			   place_step(from)->id);

	session_say(session, TONE_INFO, text, back);
	free(text);
	free(back);
}

static void say_back(struct session *session)
{
	const struct session_place *place = &session->place;
	const struct step *step = place->cover || place->finished ? NULL : session_step(session);
	char *text = step ? mem_printf(_("This is %s again, where you were."), step->id) :
			    mem_dup(_("This is where you were."));

	session_say(session, TONE_INFO, text, NULL);
	free(text);
}

bool session_look(struct session *session, size_t lesson, size_t step, struct error *err)
{
	struct session_place *place = &session->place;

	if (chain_is_at_it(&session->chain))
		return error_set(err, ERROR_STATE, _("Wait until this is done."));
	if (away_is_at(session->away.on ? &session->away.from : place, lesson, step)) {
		come_back(session);
		say_back(session);
		return true;
	}
	if (!session->away.on)
		away_begin(&session->away, place, &session->trail, &session->checks);
	if (lesson < place->workshop->n_lessons) {
		place_open(place, lesson, step);
		place_mark_consoles(place, session->machines.picture);
		session_open_checks(session);
	} else {
		place_open_cover(place);
		checks_clear(&session->checks);
		session_watch_consoles(session);
	}
	say_found(session);
	session_judge(session);
	return true;
}

bool session_look_back(struct session *session)
{
	if (!come_back(session))
		return false;
	session_say(session, TONE_INFO, "", "");
	session_judge(session);
	return true;
}

bool session_stay(struct session *session)
{
	size_t lesson = session->place.lesson, step = session->place.step;
	bool cover = session->place.cover;

	if (!come_back(session))
		return false;
	if (cover)
		session_go_cover(session);
	else
		session_go(session, lesson, step);
	return true;
}

/* A check that holds does not pass while its step is only looked at, and says so as what was
 * found. */
static bool is_only_looked_at(const struct session *session, struct session_check *check)
{
	if (session->away.on)
		utf8_copy(check->answer.found, sizeof check->answer.found,
			  _("it is so, but you only look at this step: g and Enter stay here"));
	return session->away.on;
}

/* ---- the checks ------------------------------------------------------------------ */

/* Adds copies whose strings are the step's. */
static void add_checks(struct check **checks, size_t *n, const struct step *step)
{
	size_t i;

	for (i = 0; step && i < step->n_checks; i++)
		*MEM_PUSH(*checks, *n) = step->checks[i];
}

/* Those of the place's step, and of the steps that were left. */
static void add_place(struct check **checks, size_t *n, const struct session_place *place,
		      const struct trail *trail)
{
	const struct step *step = place->cover ? NULL : place_step(place);
	const struct lesson *lesson = place_lesson(place);
	size_t i;

	add_checks(checks, n, step);
	for (i = 0; step && i < trail->n; i++)
		if (trail->list[i].pressed && trail->list[i].step < lesson->n_steps)
			add_checks(checks, n, &lesson->steps[trail->list[i].step]);
}

void session_watch_consoles(struct session *session)
{
	struct check *checks = NULL;
	size_t n = 0;

	if (!session->machines.vm)
		return;
	add_place(&checks, &n, &session->place, &session->trail);
	if (session->away.on)
		add_place(&checks, &n, &session->away.from, &session->away.trail);
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
		if (check->passed || session->look_only || is_only_looked_at(session, check))
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
