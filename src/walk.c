// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* One person's walk through one workshop; see walk.h. */
#include "walk.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/paste.h"
#include "base/str.h"
#include "lesson/load.h"
#include "lesson/progress.h"
#include "story.h"
#include "vm/command.h"
#include "walk-private.h"
#include "words.h"

enum {
	CLOSE_MS = 3000, /* for the action in hand, when the program ends */
	CLOSE_LEAST_MS = 500,
};

/* ---- opening and closing -------------------------------------------------- */

static void open_place(struct walk *walk, const char *step)
{
	const char *place = step ? step : progress_place(walk->progress);
	size_t lesson = 0, index = 0;

	if (place && workshop_step(walk->workshop, place, &lesson, &index))
		walk_go(walk, lesson, index);
	else if (walk->workshop->n_lessons == 0)
		walk_go_cover(walk);
	else
		walk_go(walk, 0, 0);
}

/* What to type to have this command do something about the workshop; caller frees. */
static char *about(const char *command, const struct walk_options *options)
{
	struct str text = { 0 };

	str_addf(&text, "%s %s", paste_self(), command);
	if (!options->built_in) {
		str_addc(&text, ' ');
		paste_file(&text, options->path);
	}
	return str_take(&text);
}

static bool step_exists(const struct walk *walk, const struct walk_options *options,
			struct error *err)
{
	const char *step = options->step;
	char *command;

	if (!step || workshop_step(walk->workshop, step, NULL, NULL))
		return true;
	command = about("status", options);
	error_set(err, ERROR_INPUT, _("This workshop has no step %s."), step);
	error_mend(err, _("Steps are named LESSON.STEP, for instance 1.1; this lists them: %s"),
		   command);
	free(command);
	return false;
}

bool walk_open_machines(struct walk *walk, const struct workshop *workshop, struct error *err)
{
	struct vm_config config = {
		.workshop = workshop,
		.uri = walk->uri,
		.prefix = walk->prefix,
		.path = walk->from_root,
		.look_only = walk->look_only,
	};

	if (walk->no_machines || workshop->n_machines == 0)
		return true;
	walk->vm = vm_open(&config, err);
	return walk->vm != NULL;
}

struct walk *walk_open(const struct walk_options *options, struct error *err)
{
	struct walk *walk = mem_alloc(sizeof *walk);
	struct error unsaved = { 0 };

	if (!walk_load(walk, options, err) || !step_exists(walk, options, err)) {
		walk_close(walk);
		return NULL;
	}
	walk->remember = !options->forget;
	if (!options->built_in)
		walk->from_root = realpath(options->path, NULL);
	if (walk->workshop->n_machines > 0)
		walk->give_back = about("reset", options);
	walk->look_only = options->look_only;
	walk->by_line = options->by_line;
	walk->progress = progress_open(options->forget ? NULL : walk->workshop->id, &unsaved);
	walk_remembered_language(walk, options);
	walk->uri = options->uri;
	walk->prefix = options->prefix;
	walk->no_machines = options->no_machines;
	if (!walk_open_machines(walk, walk->workshop, err)) {
		walk_close(walk);
		return NULL;
	}
	open_place(walk, options->step);
	if (unsaved.kind && walk->remember)
		walk_say(walk, TONE_BAD, unsaved.message, unsaved.mend);
	return walk;
}

void walk_forget_checks(struct walk *walk)
{
	size_t i;

	for (i = 0; i < walk->n_checks; i++)
		free(walk->checks[i].text);
	free(walk->checks);
	walk->checks = NULL;
	walk->n_checks = 0;
}

/* What was pressed a moment ago may come to its end, and count. */
static void finish(struct walk *walk)
{
	int64_t until = clock_mono_ms() + CLOSE_MS, left;

	while (walk->n_jobs > 0 && walk->picture && walk->picture->link == VM_ALIVE &&
	       clock_mono_ms() < until)
		walk_wait_a_turn(walk, until);
	left = until - clock_mono_ms();
	vm_close(walk->vm, left > CLOSE_LEAST_MS ? (int)left : CLOSE_LEAST_MS);
}

void walk_close(struct walk *walk)
{
	size_t i;

	if (!walk)
		return;
	walk_stop_making(walk);
	if (walk->vm)
		finish(walk);
	walk_view_free(walk);
	walk_chain_break(walk);
	walk_forget_checks(walk);
	vm_picture_free(walk->picture);
	vm_screen_free(walk->screen);
	free(walk->jobs);
	free(walk->seen);
	free(walk->pressed);
	free(walk->message);
	free(walk->mend);
	free(walk->story.text);
	free(walk->from_root);
	free(walk->give_back);
	free(walk->broken);
	walk_anchor_free(walk->anchor);
	progress_close(walk->progress);
	for (i = 0; i < walk->n_editions; i++)
		workshop_free(walk->editions[i]);
	free(walk->editions);
	diag_free(&walk->errors);
	free(walk->path);
	free(walk);
}

const struct workshop *walk_workshop(const struct walk *walk)
{
	return walk->workshop;
}

const struct vm_picture *walk_picture(const struct walk *walk)
{
	return walk->picture;
}

struct vm *walk_vm(struct walk *walk)
{
	return walk->vm;
}

bool walk_is_connecting(const struct walk *walk)
{
	return walk->vm && (!walk->picture || walk->picture->link == VM_CONNECTING);
}

bool walk_is_doing(const struct walk *walk)
{
	return walk->n_jobs > 0;
}

int walk_fd(const struct walk *walk)
{
	return walk->vm ? vm_fd(walk->vm) : -1;
}

void walk_spend(struct walk *walk, int64_t ms)
{
	struct error err = { 0 };

	walk_saved(walk, progress_add_spent(walk->progress, ms, &err), &err);
}

/* ---- taking in what happened ----------------------------------------------- */

static uint64_t seen_of(const struct walk *walk, const char *machine)
{
	size_t i;

	for (i = 0; walk->seen && i < walk->workshop->n_machines; i++)
		if (str_eq(walk->workshop->machines[i].name, machine))
			return walk->seen[i];
	return 0;
}

bool walk_step_skipped(const struct walk *walk, size_t lesson, size_t step)
{
	const struct step *which = &walk->workshop->lessons[lesson].steps[step];

	return progress_step_skipped(walk->progress, which->id);
}

/* What holds because a step was skipped is not passed by it: its buttons have
 * to be pressed for that, or it has to be seen to become so. */
static bool only_skipped(const struct walk *walk, const struct step *step,
			 const struct walk_check *check)
{
	size_t i;

	if (!progress_step_skipped(walk->progress, step->id) ||
	    (check->seen_open && !walk_chain_skips(walk)))
		return false;
	for (i = 1; i <= step->n_actions; i++)
		if (walk->pressed[i])
			return false;
	return walk_chain_skips(walk) || step->n_actions > 0;
}

/* Looks at each check of the step that has not passed yet. */
bool walk_judge(struct walk *walk)
{
	const struct step *step = walk_step(walk);
	bool changed = false;
	size_t i;

	if (!step || !walk->picture || walk->cover)
		return false;
	for (i = 0; i < walk->n_checks; i++) {
		struct walk_check *check = &walk->checks[i];
		struct error err = { 0 };

		if (check->passed)
			continue;
		check->answer = check_evaluate(check->check, walk->picture,
					       seen_of(walk, check->check->machine));
		if (!check->answer.holds) {
			check->seen_open |= check->answer.certain;
			continue;
		}
		if (only_skipped(walk, step, check)) {
			snprintf(check->answer.found, sizeof check->answer.found, "%s",
				 _("it is so, as this step was skipped: its buttons do it once more"));
			continue;
		}
		if (walk->look_only)
			continue;
		check->passed = changed = true;
		walk_saved(walk, progress_pass(walk->progress, step->id, check->check->key, &err), &err);
	}
	return changed;
}

static void remember_moment(struct walk *walk, const struct job *job)
{
	struct error err = { 0 };

	if (job->verb == VERB_SNAPSHOT)
		walk_saved(walk, progress_add_moment(walk->progress, job->machine, job->name, job->step,
						clock_wall_ms(), &err), &err);
	else if (job->verb == VERB_DELETE)
		walk_saved(walk, progress_drop_moment(walk->progress, job->machine, job->name, &err), &err);
}

static void take_result(struct walk *walk, const struct vm_result *result)
{
	struct job job = { 0 };
	const struct step *step = walk_step(walk);
	size_t i;

	for (i = 0; i < walk->n_jobs; i++)
		if (walk->jobs[i].ticket == result->ticket) {
			job = walk->jobs[i];
			walk->jobs[i] = walk->jobs[--walk->n_jobs];
			break;
		}
	walk->last = *result;
	log_line("result: ticket %llu verb %d %s %s", (unsigned long long)result->ticket,
		 (int)result->verb, result->machine, result->ok ? "ok" : result->error.message);
	if (!result->ok) {
		walk->n_failed++;
		walk_chain_break(walk);
		walk_say_error(walk, &result->error);
		return;
	}
	if (job.ticket) {
		struct vm_result told = *result;
		char *text, *back;

		/* A safety moment has no name for people: it is the lost present. */
		if (job.safety)
			told.verb = VERB_UNDO;
		text = told.verb == VERB_STAGE ? walk_stage_done(walk) : NULL;
		if (!text)
			text = words_result(&told, job.name);
		back = step ? story_way_back(&walk->workshop->lessons[walk->lesson], step, &told,
					     walk->by_line) : NULL;
		if (!back)
			back = story_in_shell(&told, step && str_eq(job.step, step->id) ?
					      walk_action(walk, job.button) : NULL, walk->picture);
		remember_moment(walk, &job);
		if (job.button > 0 && step && str_eq(job.step, step->id) &&
		    (size_t)job.button <= step->n_actions && !walk_chain_skips(walk))
			walk->pressed[job.button] = 1;
		walk_say(walk, TONE_GOOD, text, back);
		free(back);
		free(text);
	}
}

/* ---- the screen of a machine ------------------------------------------------- */

static void take_screen(struct walk *walk)
{
	struct vm_screen *newer = vm_screen(walk->vm, walk->screen ? walk->screen->version : 0);

	if (!newer)
		return;
	vm_screen_free(walk->screen);
	walk->screen = newer;
}

void walk_watch_screen(struct walk *walk, const char *machine)
{
	if (!walk->vm)
		return;
	vm_watch_screen(walk->vm, machine);
	if (!machine) {
		vm_screen_free(walk->screen);
		walk->screen = NULL;
	}
}

bool walk_turn(struct walk *walk)
{
	struct vm_result *results = NULL, result;
	size_t n_results = 0, i;
	bool changed = progress_refresh(walk->progress);

	changed = walk_making_turn(walk) || changed;
	if (!walk->vm)
		return changed;
	/* Before the picture, which is then never older than a result. */
	while (vm_next_result(walk->vm, &result))
		*MEM_PUSH(results, n_results) = result;
	if (vm_drain(walk->vm) || !walk->picture) {
		bool first = !walk->picture;

		vm_picture_free(walk->picture);
		walk->picture = vm_picture(walk->vm);
		if (first)
			walk_mark_console(walk);
		take_screen(walk);
		changed = true;
	}
	walk_drop_news(walk);
	walk_say_lacks(walk);
	walk_say_risks(walk);
	for (i = 0; i < n_results; i++)
		take_result(walk, &results[i]);
	changed = n_results > 0 || changed;
	free(results);
	changed = walk_judge(walk) || changed;
	return walk_chain_turn(walk) || changed;
}

const struct walk_check *walk_checks(const struct walk *walk, size_t *n)
{
	*n = walk->n_checks;
	return walk->checks;
}
