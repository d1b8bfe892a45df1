// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Takes in what happened, and waits for it; see turn.h. */
#include "session/turn.h"

#include <poll.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "base/units.h"
#include "progress/progress.h"
#include "session/comeback.h"
#include "session/guide.h"
#include "session/lay-aside.h"
#include "session/leaving.h"
#include "session/narrate.h"
#include "session/needed-guests.h"
#include "session/parts.h"
#include "session/press.h"
#include "session/reset.h"
#include "session/skip.h"
#include "session/say.h"
#include "session/seat.h"
#include "session/typed.h"
#include "session/visit.h"
#include "vm/core/exchange.h"

enum {
	COUNT_MS = 200, /* between two tenths of a second that are shown */
	TURN_MS = 200,  /* of a wait at most, until what is due is looked at */
	MAKER_MS = 200, /* between two looks at a maker that has closed its pipe, or waits for another */
};

/* ---- results --------------------------------------------------------------------- */

static void remember_snapshot(struct session *session, const struct job *job)
{
	struct error err = { 0 };

	if (job->verb == VERB_SNAPSHOT)
		session_saved(session, progress_add_snapshot(session->progress, job->machine, job->name,
							     job->step, clock_wall_ms(), &err), &err);
	else if (job->verb == VERB_DELETE)
		session_saved(session, progress_drop_snapshot(session->progress, job->machine, job->name,
							      &err), &err);
}

static void say_failed(struct session *session, const struct vm_result *result)
{
	chain_clear(&session->chain);
	session_say_error(session, &result->error);
	session_say_notes(session);
}

/* Says what came of it, and how to take it back. */
static void say_done(struct session *session, const struct vm_result *result, const struct job *job)
{
	const struct step *step = session_step(session);
	struct stage stage = session_stage(session);
	char *text = NULL, *back = NULL;

	if (result->verb == VERB_STAGE)
		text = stage_done(&stage);
	if (!text)
		text = narrate_result(result, job->name);
	if (step)
		back = narrate_way_back(step, result, session->by_line);
	if (!back)
		back = narrate_in_shell(result, step && str_eq(job->step, step->id) ?
					session_action(session, job->button) : NULL,
					session->machines.picture);
	session_say(session, TONE_GOOD, text, back);
	/* At the end of a chain something else is said. */
	if (!chain_is_at_it(&session->chain))
		session_say_notes(session);
	free(back);
	free(text);
}

/* The step of this button was left meanwhile.  trail: the steps of this lesson that were. */
static void mark_left(struct trail *trail, const struct lesson *lesson, const struct job *job)
{
	size_t i;

	for (i = 0; i < trail->n; i++) {
		struct left_step *left = &trail->list[i];

		if (left->pressed && left->step < lesson->n_steps &&
		    str_eq(lesson->steps[left->step].id, job->step) &&
		    (size_t)job->button <= left->n_actions)
			left->pressed[job->button] = 1;
	}
}

static void take_done(struct session *session, const struct vm_result *result, const struct job *job)
{
	const struct step *step = session_step(session);
	struct vm_result told = *result;

	remember_snapshot(session, job);
	if (job->button > 0 && step && str_eq(job->step, step->id) &&
	    (size_t)job->button <= step->n_actions && !session->chain.skips)
		session->place.pressed[job->button] = 1;
	else if (job->button > 0 && step)
		mark_left(&session->trail, place_lesson(&session->place), job);
	if (job->button > 0 && session->away.on) {
		away_mark_done(&session->away, job->step, job->button);
		mark_left(&session->away.trail, place_lesson(&session->away.from), job);
	}
	/* People are not told the name of a safety snapshot: it holds the state that a
	 * restore replaced. */
	if (job->safety)
		told.verb = VERB_UNDO;
	say_done(session, &told, job);
	if (told.verb == VERB_TYPE && !session->chain.skips)
		typed_begin(session, &told);
}

/* The saved memory is damaged: names the button of the step that throws it away, if there is
 * one. */
static void name_forget_button(const struct session *session, struct vm_result *result)
{
	const struct step *step = session_step(session);
	size_t i;

	for (i = 0; step && i < step->n_actions; i++) {
		const struct action *action = &step->actions[i];

		if (action->verb == VERB_FORGET && str_eq(action->machine, result->machine))
			error_remedy(&result->error,
				     _("Button %d throws that memory away: then the machine starts anew."),
				     action->button);
	}
}

static void take_result(struct session *session, const struct vm_result *got)
{
	struct vm_result result = *got, all;
	struct job job;

	if (!result.ok && result.error.kind == ERROR_DAMAGED)
		name_forget_button(session, &result);
	if (result.ok && result.error.kind == ERROR_NOTE)
		session_note(session, &result.error);
	all = result;
	log_line("result: ticket %llu verb %d %s %s", (unsigned long long)result.ticket,
		 (int)result.verb, result.machine, result.ok ? "ok" : result.error.message);
	jobs_end(&session->jobs, &result, &job);
	if (leaving_takes(session, &result) || reset_takes(session, &result) ||
	    lay_aside_takes(session, &result))
		return;
	/* Nothing is said of a whole before its last part is over. */
	if (job.whole && !jobs_end_part(&session->jobs, job.whole, &result, &all))
		return;
	if (!all.ok)
		say_failed(session, &all);
	else if (job.ticket)
		take_done(session, &all, &job);
}

static bool take_results(struct session *session, const struct vm_result *results, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		take_result(session, &results[i]);
	if (n > 0)
		host_look_outdate(session->look);
	return n > 0;
}

/* ---- a turn ---------------------------------------------------------------------- */

int session_fd(const struct session *session)
{
	return session->machines.vm ? vm_fd(session->machines.vm) : -1;
}

static bool take_picture(struct session *session, bool news)
{
	bool first = !session->machines.picture;

	if (!machines_turn(&session->machines, news))
		return false;
	if (first)
		place_mark_consoles(&session->place, session->machines.picture);
	return true;
}

bool session_turn(struct session *session)
{
	struct vm_result *results = NULL, result;
	size_t n_results = 0;
	struct error unsaved = { 0 };
	bool changed, news;

	/* Not when the session is opened: a first screen need not wait for the thread. */
	progress_start(session->progress);
	changed = progress_refresh(session->progress);
	if (changed)
		checks_take_passed(&session->checks, &session->place, session->progress);
	session_saved(session, progress_is_well(session->progress, &unsaved), &unsaved);
	changed = seat_turn(session) || changed;
	changed = session_making_turn(session) || changed;
	changed = host_look_has_news(session->look) || changed;
	if (!session->machines.vm)
		return changed;
	/* First what woke this thread is taken, then the results, then the picture: so no
	 * result is left without a wake-up, and the picture is never older than a result. */
	news = vm_drain(session->machines.vm);
	while (vm_next_result(session->machines.vm, &result))
		*MEM_PUSH(results, n_results) = result;
	changed = take_picture(session, news) || changed;
	message_drop_old(&session->message, session->machines.picture, session->jobs.n > 0);
	session_look_at_host(session);
	changed = session_say_missing(session) || changed;
	changed = take_results(session, results, n_results) || changed;
	session_say_risks(session, n_results > 0);
	free(results);
	changed = session_judge(session) || changed;
	changed = guide_judge(session) || changed;
	changed = guide_say(session) || changed;
	changed = typed_turn(session) || changed;
	changed = comeback_turn(session) || changed;
	changed = leaving_turn(session) || changed;
	lay_aside_turn(session);
	return session_sequence_turn(session) || changed;
}

/* When words_seconds() shows another time. */
static int64_t doing_due_ms(const struct message *message, int64_t now)
{
	int64_t spent = now - message->since_ms;

	return now + (spent < 10000 ? COUNT_MS : words_span_ms(spent + 500));
}

int64_t session_due_ms(const struct session *session)
{
	int64_t now = clock_mono_ms(), due;

	/* Without a screen nobody is shown what guests are lacking meanwhile. */
	due = host_look_due_ms(session->look, guests_are_local(session->machines.picture) &&
			       session->on_screen);
	if (session->on_screen && session->jobs.n > 0 && session->message.doing)
		due = clock_sooner(due, doing_due_ms(&session->message, now));
	if (session_is_making(session) && session_making_fd(session) < 0)
		due = clock_sooner(due, now + MAKER_MS);
	due = clock_sooner(due, typed_due_ms(session));
	due = clock_sooner(due, leaving_due_ms(session));
	due = clock_sooner(due, comeback_due_ms(session));
	due = clock_sooner(due, seat_due_ms(session));
	due = clock_sooner(due, lay_aside_due_ms(session));
	due = clock_sooner(due, chain_due_ms(&session->chain, session->machines.picture, now));
	return due;
}

/* ---- waiting --------------------------------------------------------------------- */

/* Waits for news, until then at most, and takes it in. */
static void wait_a_turn(struct session *session, int64_t until)
{
	struct pollfd fd = { .fd = session_fd(session), .events = POLLIN };
	int left = clock_left_ms(until);

	poll(&fd, 1, left > TURN_MS ? TURN_MS : left);
	session_turn(session);
}

/* Were all machines read?  Those that are somebody else's do not count, nor those of which it
 * is said that they cannot be read. */
static bool are_read(const struct vm_picture *picture)
{
	size_t i;

	if (picture->link != VM_ALIVE)
		return false;
	for (i = 0; i < picture->n_machines; i++)
		if (picture->machines[i].state == STATE_UNKNOWN && !picture->machines[i].not_ours &&
		    !picture->machines[i].unread)
			return false;
	return true;
}

bool session_wait_ready(struct session *session, int timeout_ms, struct error *err)
{
	int64_t until = clock_mono_ms() + timeout_ms;
	const struct vm_picture *picture = NULL;

	if (!session->machines.vm)
		return true;
	while (clock_mono_ms() < until) {
		wait_a_turn(session, until);
		picture = session->machines.picture;
		if (picture->link == VM_FAILED) {
			if (err)
				*err = picture->problem;
			return false;
		}
		if (are_read(picture))
			return true;
	}
	error_set(err, ERROR_CONNECTION, _("The hypervisor at %s does not answer."),
		  picture ? picture->uri : "");
	error_remedy(err, _("Wait and try again. If that does not help, end its daemon, libvirtd or "
			    "virtqemud: it starts again by itself, and the machines go on."));
	return false;
}

bool session_wait_result(struct session *session, uint64_t ticket, int timeout_ms, struct vm_result *result)
{
	int64_t until = clock_mono_ms() + timeout_ms;
	const struct vm_result *found;

	while (!(found = jobs_result(&session->jobs, ticket)) && clock_mono_ms() < until)
		wait_a_turn(session, until);
	if (found && result)
		*result = *found;
	return found != NULL;
}

bool session_wait_check(struct session *session, size_t i, int timeout_ms)
{
	const struct checks *checks = &session->checks;
	int64_t until = clock_mono_ms() + timeout_ms;

	while (i < checks->n && !checks->list[i].passed && clock_mono_ms() < until)
		wait_a_turn(session, until);
	return i < checks->n && checks->list[i].passed;
}

bool session_wait_held(struct session *session, size_t i, int timeout_ms)
{
	const struct checks *checks = &session->checks;
	int64_t until = clock_mono_ms() + timeout_ms;

	while (i < checks->n && !checks->list[i].held && clock_mono_ms() < until)
		wait_a_turn(session, until);
	return i < checks->n && checks->list[i].held;
}

void session_wait_end(struct session *session, int timeout_ms)
{
	int64_t until = clock_mono_ms() + timeout_ms;

	while (session->jobs.n > 0 && session->machines.picture &&
	       session->machines.picture->link == VM_ALIVE && clock_mono_ms() < until)
		wait_a_turn(session, until);
}

bool session_is_at_work(const struct session *session)
{
	return session->jobs.n > 0 || chain_is_at_it(&session->chain);
}
