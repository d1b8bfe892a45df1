// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* One person's walk through one workshop; see walk.h. */
#include "session/session.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "base/units.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/narrate.h"
#include "session/session-private.h"
#include "vm/core/jobs.h"
#include "vm/core/picture.h"
#include "vm/core/vm.h"
#include "vm/core/watched-screen.h"
#include "vm/rules.h"

enum {
	CLOSE_MS = 3000, /* for the action in hand, when the program ends */
	CLOSE_LEAST_MS = 500,
	SAVE_MS = 5000, /* for a disk that is slow */
	COUNT_MS = 200, /* between two tenths of a second that are shown */
	MAKER_MS = 200, /* between two looks at one who has said all, or waits for another */
};

/* ---- opening and closing -------------------------------------------------- */

static void open_place(struct session *session, const char *step)
{
	const char *place = step ? step : progress_place(session->progress);
	size_t lesson = 0, index = 0;

	if (place && workshop_step(session->workshop, place, &lesson, &index))
		session_go(session, lesson, index);
	else if (session->workshop->n_lessons == 0)
		session_go_cover(session);
	else
		session_go(session, 0, 0);
}

/* What to type to have this command do something about the workshop; caller frees. */
static char *about(const char *command, const struct session_options *options)
{
	struct str text = { 0 };

	str_addf(&text, "%s %s", shell_self(), command);
	if (!options->built_in) {
		str_addc(&text, ' ');
		shell_quote_file(&text, options->path);
	}
	return str_take(&text);
}

static bool step_exists(const struct session *session, const struct session_options *options,
			struct error *err)
{
	const char *step = options->step;
	char *command;

	if (!step || workshop_step(session->workshop, step, NULL, NULL))
		return true;
	command = about("status", options);
	error_set(err, ERROR_INPUT, _("This workshop has no step %s."), step);
	error_remedy(err, _("Steps are named LESSON.STEP, for instance 1.1; this lists them: %s"),
		   command);
	free(command);
	return false;
}

bool session_open_machines(struct session *session, const struct workshop *workshop, struct error *err)
{
	struct vm_config config = {
		.workshop = workshop,
		.uri = session->uri,
		.prefix = session->prefix,
		.path = session->from_root,
		.look_only = session->look_only,
	};

	if (session->no_machines || workshop->n_machines == 0)
		return true;
	session->vm = vm_open(&config, err);
	return session->vm != NULL;
}

struct session *session_open(const struct session_options *options, struct error *err)
{
	struct session *session = mem_alloc(sizeof *session);
	struct error unsaved = { 0 };

	if (!session_load(session, options, err) || !step_exists(session, options, err)) {
		session_close(session);
		return NULL;
	}
	session->remember = !options->forget;
	if (!options->built_in)
		session->from_root = realpath(options->path, NULL);
	if (session->workshop->n_machines > 0)
		session->give_back = about("reset", options);
	session->look_only = options->look_only;
	session->by_line = options->by_line;
	session->progress = progress_open(options->forget ? NULL : session->workshop->id, &unsaved);
	session_remembered_language(session, options);
	session->uri = options->uri;
	session->prefix = options->prefix;
	session->no_machines = options->no_machines;
	if (!session_open_machines(session, session->workshop, err)) {
		session_close(session);
		return NULL;
	}
	open_place(session, options->step);
	if (unsaved.kind && session->remember)
		session_say(session, TONE_BAD, unsaved.message, unsaved.remedy);
	return session;
}

void session_forget_checks(struct session *session)
{
	size_t i;

	for (i = 0; i < session->n_checks; i++)
		free(session->checks[i].text);
	free(session->checks);
	session->checks = NULL;
	session->n_checks = 0;
}

/* What was pressed a moment ago may come to its end, and count. */
static void finish(struct session *session)
{
	int64_t until = clock_mono_ms() + CLOSE_MS, left;

	while (session->n_jobs > 0 && session->picture && session->picture->link == VM_ALIVE &&
	       clock_mono_ms() < until)
		session_wait_a_turn(session, until);
	left = until - clock_mono_ms();
	vm_close(session->vm, left > CLOSE_LEAST_MS ? (int)left : CLOSE_LEAST_MS);
	session->vm = NULL;
}

bool session_end(struct session *session, struct error *err)
{
	if (session->vm)
		finish(session);
	return session_flush(session, err);
}

void session_close(struct session *session)
{
	size_t i;

	if (!session)
		return;
	session_stop_making(session);
	if (session->vm)
		finish(session);
	session_view_free(session);
	session_chain_break(session);
	session_forget_checks(session);
	vm_picture_free(session->picture);
	vm_screen_free(session->screen);
	free(session->jobs);
	free(session->seen);
	free(session->pressed);
	free(session->message);
	free(session->remedy);
	free(session->story.text);
	free(session->from_root);
	free(session->give_back);
	free(session->broken);
	session_anchor_free(session->anchor);
	progress_close(session->progress);
	for (i = 0; i < session->n_editions; i++)
		workshop_free(session->editions[i]);
	free(session->editions);
	diag_free(&session->errors);
	free(session->path);
	free(session);
}

const struct workshop *session_workshop(const struct session *session)
{
	return session->workshop;
}

const struct vm_picture *session_picture(const struct session *session)
{
	return session->picture;
}

struct vm *session_vm(struct session *session)
{
	return session->vm;
}

bool session_is_connecting(const struct session *session)
{
	return session->vm && (!session->picture || session->picture->link == VM_CONNECTING);
}

bool session_is_doing(const struct session *session)
{
	return session->n_jobs > 0;
}

/* As words_seconds() counts. */
static int64_t story_due_ms(const struct session *session, int64_t now)
{
	int64_t spent = now - session->story.since_ms;

	return now + (spent < 10000 ? COUNT_MS : words_span_ms(spent + 500));
}

int64_t session_due_ms(const struct session *session)
{
	const struct chain *chain = &session->chain;
	int64_t now = clock_mono_ms(), due = INT64_MAX;

	if (session->n_jobs > 0 && session->story.text)
		due = story_due_ms(session, now);
	if (session->maker && session_making_fd(session) < 0 && now + MAKER_MS < due)
		due = now + MAKER_MS;
	/* What stands before its next button is waited for no longer. */
	if (session_is_at_it(session) && !chain->ticket && chain->until_ms > now && chain->until_ms < due)
		due = chain->until_ms;
	return due;
}

int session_fd(const struct session *session)
{
	return session->vm ? vm_fd(session->vm) : -1;
}

void session_spend(struct session *session, int64_t ms)
{
	struct error err = { 0 };

	session_saved(session, progress_add_spent(session->progress, ms, &err), &err);
}

int session_progress_fd(const struct session *session)
{
	return progress_fd(session->progress);
}

bool session_flush(struct session *session, struct error *err)
{
	return !session->remember || progress_flush(session->progress, SAVE_MS, err);
}

/* ---- taking in what happened ----------------------------------------------- */

static uint64_t seen_of(const struct session *session, const char *machine)
{
	size_t i;

	for (i = 0; session->seen && i < session->workshop->n_machines; i++)
		if (str_eq(session->workshop->machines[i].name, machine))
			return session->seen[i];
	return 0;
}

bool session_step_skipped(const struct session *session, size_t lesson, size_t step)
{
	const struct step *which = &session->workshop->lessons[lesson].steps[step];

	return progress_step_skipped(session->progress, which->id);
}

/* What holds because a step was skipped is not passed by it: its buttons have
 * to be pressed for that, or it has to be seen to become so. */
static bool only_skipped(const struct session *session, const struct step *step,
			 const struct session_check *check)
{
	size_t i;

	if (!progress_step_skipped(session->progress, step->id) ||
	    (check->seen_open && !session_chain_skips(session)))
		return false;
	for (i = 1; i <= step->n_actions; i++)
		if (session->pressed[i])
			return false;
	return session_chain_skips(session) || step->n_actions > 0;
}

/* Looks at each check of the step that has not passed yet. */
bool session_judge(struct session *session)
{
	const struct step *step = session_step(session);
	bool changed = false;
	size_t i;

	if (!step || !session->picture || session->cover)
		return false;
	for (i = 0; i < session->n_checks; i++) {
		struct session_check *check = &session->checks[i];
		struct error err = { 0 };

		if (check->passed)
			continue;
		check->answer = check_evaluate(check->check, session->picture,
					       seen_of(session, check->check->machine));
		if (!check->answer.holds) {
			check->seen_open |= check->answer.certain;
			continue;
		}
		if (only_skipped(session, step, check)) {
			snprintf(check->answer.found, sizeof check->answer.found, "%s",
				 _("it is so, as this step was skipped: its buttons do it once more"));
			continue;
		}
		if (session->look_only)
			continue;
		check->passed = changed = true;
		session_saved(session, progress_pass(session->progress, step->id, check->check->key, &err), &err);
	}
	return changed;
}

static void remember_snapshot(struct session *session, const struct job *job)
{
	struct error err = { 0 };

	if (job->verb == VERB_SNAPSHOT)
		session_saved(session, progress_add_snapshot(session->progress, job->machine, job->name, job->step,
						clock_wall_ms(), &err), &err);
	else if (job->verb == VERB_DELETE)
		session_saved(session, progress_drop_snapshot(session->progress, job->machine, job->name, &err), &err);
}

static void take_result(struct session *session, const struct vm_result *result)
{
	struct job job = { 0 };
	const struct step *step = session_step(session);
	size_t i;

	for (i = 0; i < session->n_jobs; i++)
		if (session->jobs[i].ticket == result->ticket) {
			job = session->jobs[i];
			session->jobs[i] = session->jobs[--session->n_jobs];
			break;
		}
	session->last = *result;
	log_line("result: ticket %llu verb %d %s %s", (unsigned long long)result->ticket,
		 (int)result->verb, result->machine, result->ok ? "ok" : result->error.message);
	if (!result->ok) {
		session->n_failed++;
		session_chain_break(session);
		session_say_error(session, &result->error);
		return;
	}
	if (job.ticket) {
		struct vm_result told = *result;
		char *text, *back;

		/* A safety snapshot has no name for people: it is the lost present. */
		if (job.safety)
			told.verb = VERB_UNDO;
		text = told.verb == VERB_STAGE ? session_stage_done(session) : NULL;
		if (!text)
			text = narrate_result(&told, job.name);
		back = step ? narrate_way_back(&session->workshop->lessons[session->lesson], step, &told,
					     session->by_line) : NULL;
		if (!back)
			back = narrate_in_shell(&told, step && str_eq(job.step, step->id) ?
					      session_action(session, job.button) : NULL, session->picture);
		remember_snapshot(session, &job);
		if (job.button > 0 && step && str_eq(job.step, step->id) &&
		    (size_t)job.button <= step->n_actions && !session_chain_skips(session))
			session->pressed[job.button] = 1;
		session_say(session, TONE_GOOD, text, back);
		free(back);
		free(text);
	}
}

/* ---- the screen of a machine ------------------------------------------------- */

static void take_screen(struct session *session)
{
	struct vm_screen *newer = vm_screen(session->vm, session->screen ? session->screen->version : 0);

	if (!newer)
		return;
	vm_screen_free(session->screen);
	session->screen = newer;
}

void session_watch_screen(struct session *session, const char *machine)
{
	if (!session->vm)
		return;
	vm_watch_screen(session->vm, machine);
	if (!machine) {
		vm_screen_free(session->screen);
		session->screen = NULL;
	}
}

bool session_turn(struct session *session)
{
	struct vm_result *results = NULL, result;
	size_t n_results = 0, i;
	struct error unsaved = { 0 };
	bool changed = progress_refresh(session->progress);

	session_saved(session, progress_is_well(session->progress, &unsaved), &unsaved);
	changed = session_making_turn(session) || changed;
	if (!session->vm)
		return changed;
	/* Before the picture, which is then never older than a result. */
	while (vm_next_result(session->vm, &result))
		*MEM_PUSH(results, n_results) = result;
	if (vm_drain(session->vm) || !session->picture) {
		bool first = !session->picture;

		vm_picture_free(session->picture);
		session->picture = vm_picture(session->vm);
		if (first)
			session_mark_console(session);
		take_screen(session);
		changed = true;
	}
	session_drop_news(session);
	session_say_lacks(session);
	session_say_risks(session);
	for (i = 0; i < n_results; i++)
		take_result(session, &results[i]);
	changed = n_results > 0 || changed;
	free(results);
	changed = session_judge(session) || changed;
	return session_chain_turn(session) || changed;
}

const struct session_check *session_checks(const struct session *session, size_t *n)
{
	*n = session->n_checks;
	return session->checks;
}
