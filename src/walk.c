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
#include "base/str.h"
#include "lesson/load.h"
#include "lacks.h"
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

static bool step_exists(const struct walk *walk, const char *step, struct error *err)
{
	if (!step || workshop_step(walk->workshop, step, NULL, NULL))
		return true;
	error_set(err, ERROR_INPUT, _("This workshop has no step %s."), step);
	error_mend(err, _("Steps are named LESSON.STEP, for instance 1.1; "
			  "imitation status lists them."));
	return false;
}

static bool open_machines(struct walk *walk, const struct walk_options *options, struct error *err)
{
	struct vm_config config = {
		.workshop = walk->workshop,
		.uri = options->uri,
		.prefix = options->prefix,
	};

	if (options->no_machines || walk->workshop->n_machines == 0)
		return true;
	walk->vm = vm_open(&config, err);
	return walk->vm != NULL;
}

struct walk *walk_open(const struct walk_options *options, struct error *err)
{
	struct walk *walk = mem_alloc(sizeof *walk);
	struct diags diags = { 0 };
	struct error unsaved = { 0 };

	walk->workshop = workshop_load(options->path, options->language, &diags, err);
	diag_free(&diags);
	if (!walk->workshop || !step_exists(walk, options->step, err)) {
		walk_close(walk);
		return NULL;
	}
	walk->remember = !options->forget;
	if (walk->workshop->n_machines > 0)
		walk->give_back = options->built_in ? mem_dup("imitation reset") :
						      mem_printf("imitation reset '%s'", options->path);
	walk->look_only = options->look_only;
	walk->by_line = options->by_line;
	walk->progress = progress_open(options->forget ? NULL : walk->workshop->id, &unsaved);
	if (!open_machines(walk, options, err)) {
		walk_close(walk);
		return NULL;
	}
	open_place(walk, options->step);
	if (unsaved.kind && walk->remember)
		walk_say(walk, TONE_BAD, unsaved.message, unsaved.mend);
	return walk;
}

static void forget_checks(struct walk *walk)
{
	size_t i;

	for (i = 0; i < walk->n_checks; i++)
		free(walk->checks[i].text);
	free(walk->checks);
	walk->checks = NULL;
	walk->n_checks = 0;
}

static void wait_a_turn(struct walk *walk, int64_t until);

/* What was pressed a moment ago may come to its end, and count. */
static void finish(struct walk *walk)
{
	int64_t until = clock_mono_ms() + CLOSE_MS, left;

	while (walk->n_jobs > 0 && walk->picture && walk->picture->link == VM_ALIVE &&
	       clock_mono_ms() < until)
		wait_a_turn(walk, until);
	left = until - clock_mono_ms();
	vm_close(walk->vm, left > CLOSE_LEAST_MS ? (int)left : CLOSE_LEAST_MS);
}

void walk_close(struct walk *walk)
{
	if (!walk)
		return;
	if (walk->vm)
		finish(walk);
	walk_view_free(walk);
	walk_chain_break(walk);
	forget_checks(walk);
	vm_picture_free(walk->picture);
	vm_screen_free(walk->screen);
	free(walk->jobs);
	free(walk->seen);
	free(walk->pressed);
	free(walk->message);
	free(walk->mend);
	free(walk->give_back);
	progress_close(walk->progress);
	workshop_free(walk->workshop);
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

int walk_fd(const struct walk *walk)
{
	return walk->vm ? vm_fd(walk->vm) : -1;
}

/* ---- saying ---------------------------------------------------------------- */

/* The states of all machines in one number, to see whether any has changed. */
static uint64_t fold_states(const struct walk *walk)
{
	uint64_t folded = 0;
	size_t i;

	for (i = 0; walk->picture && i < walk->picture->n_machines; i++)
		folded = folded * 31 + (uint64_t)walk->picture->machines[i].state;
	return folded;
}

/* Good news is of the machines as they were: a change takes it away. */
static void drop_old_news(struct walk *walk)
{
	if (walk->tone == TONE_GOOD && walk->n_jobs == 0 && walk->message && walk->message[0] &&
	    walk->said_of != fold_states(walk))
		walk_say(walk, TONE_INFO, "", "");
}

void walk_say(struct walk *walk, enum view_tone tone, const char *text, const char *mend)
{
	walk->said_of = fold_states(walk);
	char *new_text = mem_dup(text ? text : ""), *new_mend = mem_dup(mend ? mend : "");

	free(walk->message);
	free(walk->mend);
	walk->message = new_text;
	walk->mend = new_mend;
	walk->tone = tone;
}

const char *walk_said(const struct walk *walk)
{
	return walk->message ? walk->message : "";
}

/* A progress call that failed is said once, and what is not saved is shown
 * until a later one gets through. */
void walk_saved(struct walk *walk, bool ok, const struct error *err)
{
	if (!ok && walk->remember && !walk->unsaved_said) {
		walk_say(walk, TONE_BAD, err->message, err->mend);
		walk->unsaved_said = true;
	}
	if (ok)
		walk->unsaved_said = false;
}

void walk_spend(struct walk *walk, int64_t ms)
{
	struct error err = { 0 };

	walk_saved(walk, progress_add_spent(walk->progress, ms, &err), &err);
}

/* ---- the place ------------------------------------------------------------- */

size_t walk_lesson(const struct walk *walk)
{
	return walk->lesson;
}

size_t walk_step_index(const struct walk *walk)
{
	return walk->step;
}

const struct step *walk_step(const struct walk *walk)
{
	const struct workshop *workshop = walk->workshop;

	if (walk->lesson >= workshop->n_lessons ||
	    walk->step >= workshop->lessons[walk->lesson].n_steps)
		return NULL;
	return &workshop->lessons[walk->lesson].steps[walk->step];
}

bool walk_on_cover(const struct walk *walk)
{
	return walk->cover;
}

bool walk_finished(const struct walk *walk)
{
	return walk->finished;
}

/* Console lines count from the moment the step was opened. */
static void mark_console(struct walk *walk)
{
	size_t i, n = walk->picture ? walk->picture->n_machines : 0;

	free(walk->seen);
	walk->seen = mem_array(walk->workshop->n_machines, sizeof *walk->seen);
	for (i = 0; i < n && i < walk->workshop->n_machines; i++)
		walk->seen[i] = walk->picture->machines[i].console_seq;
}

static const char *title_of(const struct walk *walk, const char *machine)
{
	const struct machine_spec *spec = workshop_machine(walk->workshop, machine);

	return spec ? spec->title : machine;
}

static void open_checks(struct walk *walk)
{
	const struct step *step = walk_step(walk);
	size_t i;

	forget_checks(walk);
	if (!step)
		return;
	walk->n_checks = step->n_checks;
	walk->checks = mem_array(step->n_checks, sizeof *walk->checks);
	for (i = 0; i < step->n_checks; i++) {
		const struct check *check = &step->checks[i];

		walk->checks[i].check = check;
		walk->checks[i].text = check_text(check, title_of(walk, check->machine));
		walk->checks[i].passed = progress_passed(walk->progress, step->id, check->key);
	}
}

static bool judge(struct walk *walk);
static void say_lacks(struct walk *walk);

void walk_go(struct walk *walk, size_t lesson, size_t step)
{
	struct error err = { 0 };

	if (lesson >= walk->workshop->n_lessons)
		return;
	walk->lesson = lesson;
	walk->step = step < walk->workshop->lessons[lesson].n_steps ? step : 0;
	walk->cover = walk->finished = false;
	walk_say(walk, TONE_INFO, "", "");
	walk->stage_asked = false;
	walk_chain_break(walk);
	free(walk->pressed);
	walk->pressed = mem_array(walk_step(walk)->n_actions + 1, 1);
	mark_console(walk);
	open_checks(walk);
	if (!walk->look_only)
		walk_saved(walk, progress_set_place(walk->progress, walk_step(walk)->id, &err), &err);
	judge(walk);
	say_lacks(walk);
}

void walk_go_cover(struct walk *walk)
{
	walk->cover = true;
	walk->finished = false;
	walk->lesson = walk->step = 0;
}

bool walk_next(struct walk *walk)
{
	const struct workshop *workshop = walk->workshop;

	if (walk->finished || workshop->n_lessons == 0)
		return false;
	if (walk->cover)
		walk_go(walk, 0, 0);
	else if (walk->step + 1 < workshop->lessons[walk->lesson].n_steps)
		walk_go(walk, walk->lesson, walk->step + 1);
	else if (walk->lesson + 1 < workshop->n_lessons)
		walk_go(walk, walk->lesson + 1, 0);
	else {
		walk->finished = true;
		walk_say(walk, TONE_INFO, "", "");
	}
	return true;
}

bool walk_previous(struct walk *walk)
{
	if (walk->cover)
		return false;
	if (walk->finished)
		walk->finished = false;
	else if (walk->step > 0)
		walk_go(walk, walk->lesson, walk->step - 1);
	else if (walk->lesson > 0)
		walk_go(walk, walk->lesson - 1, walk->workshop->lessons[walk->lesson - 1].n_steps - 1);
	else if (walk->workshop->cover.root.n_kids > 0)
		walk_go_cover(walk);
	else
		return false;
	return true;
}

bool walk_check_passed(const struct walk *walk, const struct step *step, const struct check *check)
{
	return progress_passed(walk->progress, step->id, check->key);
}

bool walk_forget_progress(struct walk *walk, struct error *err)
{
	return progress_clear(walk->progress, err);
}

bool walk_step_done(const struct walk *walk, size_t lesson, size_t step)
{
	const struct step *which = &walk->workshop->lessons[lesson].steps[step];
	size_t i;

	for (i = 0; i < which->n_checks; i++)
		if (!progress_passed(walk->progress, which->id, which->checks[i].key))
			return false;
	return which->n_checks > 0 || (progress_step_seen(walk->progress, which->id) &&
				       !progress_step_skipped(walk->progress, which->id));
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
 * to be pressed for that. */
static bool only_skipped(const struct walk *walk, const struct step *step)
{
	size_t i;

	if (!progress_step_skipped(walk->progress, step->id))
		return false;
	for (i = 1; i <= step->n_actions; i++)
		if (walk->pressed[i])
			return false;
	return walk_chain_skips(walk) || step->n_actions > 0;
}

/* Looks at each check of the step that has not passed yet. */
static bool judge(struct walk *walk)
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
		if (!check->answer.holds || walk->look_only || only_skipped(walk, step))
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

/* What the lesson needs and is not here is said when the lesson is opened, once
 * it is known which hypervisor there is. */
static void say_lacks(struct walk *walk)
{
	const struct lesson *lesson = &walk->workshop->lessons[walk->lesson];
	struct findings findings = { 0 };

	if (!walk->picture || walk->picture->link != VM_ALIVE || walk->cover || !walk_step(walk) ||
	    walk->lacks_said == walk->lesson + 1)
		return;
	walk->lacks_said = walk->lesson + 1;
	lacks_find(walk->workshop, lesson, walk->picture->uri, &findings);
	if (findings.n > 0)
		walk_say(walk, findings.list[0].verdict == VERDICT_OBSTACLE ? TONE_BAD : TONE_INFO,
			 findings.list[0].text, findings.list[0].mend);
	findings_free(&findings);
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
		walk_chain_break(walk);
		walk_say(walk, TONE_BAD, result->error.message, result->error.mend);
		return;
	}
	if (job.ticket) {
		struct vm_result told = *result;
		char *text, *back;

		/* A safety moment has no name for people: it is the lost present. */
		if (job.safety)
			told.verb = VERB_UNDO;
		text = words_result(&told, job.name);
		back = step ? story_way_back(&walk->workshop->lessons[walk->lesson], step, &told,
					     walk->by_line) : NULL;
		remember_moment(walk, &job);
		if (job.button > 0 && step && str_eq(job.step, step->id) && !walk_chain_skips(walk))
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
	struct vm_result result;
	bool changed = progress_refresh(walk->progress);

	if (!walk->vm)
		return changed;
	if (vm_drain(walk->vm) || !walk->picture) {
		bool first = !walk->picture;

		vm_picture_free(walk->picture);
		walk->picture = vm_picture(walk->vm);
		if (first)
			mark_console(walk);
		take_screen(walk);
		changed = true;
	}
	drop_old_news(walk);
	say_lacks(walk);
	while (vm_next_result(walk->vm, &result)) {
		take_result(walk, &result);
		changed = true;
	}
	changed = judge(walk) || changed;
	return walk_chain_turn(walk) || changed;
}

/* ---- doing ----------------------------------------------------------------- */

const struct action *walk_action(const struct walk *walk, int button)
{
	const struct step *step = walk_step(walk);

	if (!step || walk->cover || walk->finished || button < 1 || (size_t)button > step->n_actions)
		return NULL;
	return &step->actions[button - 1];
}

char *walk_question(const struct walk *walk, const struct action *action)
{
	const struct vm_machine *machine =
		walk->picture && action->machine ? vm_picture_machine(walk->picture, action->machine) : NULL;

	/* What cannot be done is not asked about. */
	if (!machine || machine->foreign || walk_action_refused(walk, action, machine))
		return NULL;
	return words_question(action, machine);
}

/* While it takes its time: what happens, and how long it took before. */
static void tell_story(struct walk *walk, const struct action *action)
{
	struct vm_picture *now = vm_picture(walk->vm);
	const struct vm_machine *machine = vm_picture_machine(now, action->machine);
	char *text = story_of(action, machine, machine ? machine->took_before_ms : 0);

	walk_say(walk, TONE_BUSY, text, NULL);
	free(text);
	vm_picture_free(now);
}

static bool is_safety(const struct walk *walk, const struct action *action)
{
	const struct vm_machine *machine =
		walk->picture ? vm_picture_machine(walk->picture, action->machine) : NULL;
	size_t i;

	for (i = 0; machine && i < machine->n_moments; i++)
		if (str_eq(machine->moments[i].name, action->name))
			return machine->moments[i].safety;
	return false;
}

uint64_t walk_submit(struct walk *walk, const struct vm_request *request, int button,
		     struct error *err)
{
	const struct action *action = &request->action;
	struct job *job;
	uint64_t ticket;

	if (!walk->vm) {
		error_set(err, ERROR_CONNECTION, _("This workshop has no machines."));
		return 0;
	}
	ticket = vm_submit(walk->vm, request, err);
	if (!ticket)
		return 0;
	job = MEM_PUSH(walk->jobs, walk->n_jobs);
	job->ticket = ticket;
	job->verb = action->verb;
	job->button = button;
	job->step = walk_step(walk) ? walk_step(walk)->id : "";
	job->safety = action->verb == VERB_RESTORE && is_safety(walk, action);
	snprintf(job->machine, sizeof job->machine, "%s", action->machine);
	snprintf(job->name, sizeof job->name, "%s", action->name ? action->name :
		 action->as ? action->as : action->disk ? action->disk : "");
	tell_story(walk, action);
	return ticket;
}

const char *walk_action_refused(const struct walk *walk, const struct action *action,
				const struct vm_machine *machine)
{
	const char *why = action_refused(action, machine);
	const struct vm_machine *clone =
		action->verb == VERB_CLONE ? vm_picture_machine(walk->picture, action->as) : NULL;

	if (!why && clone && clone->foreign)
		why = _("A machine of the clone's name is there, and it is not ours.");
	else if (!why && clone && clone->state != STATE_ABSENT && clone->state != STATE_UNKNOWN)
		why = _("A machine of the clone's name is there already: remove it first.");
	return why;
}

uint64_t walk_press(struct walk *walk, int button, bool sure, struct error *err)
{
	const struct action *action = walk_action(walk, button);
	const struct vm_machine *machine;
	struct vm_request request = { .keep_safety = true, .replace = sure };
	const char *why;

	if (!action) {
		error_set(err, ERROR_INPUT, _("This step has no button %d."), button);
		return 0;
	}
	if (!action->machine) {
		error_set(err, ERROR_INPUT, _("This button names no machine of the workshop."));
		return 0;
	}
	machine = walk->picture ? vm_picture_machine(walk->picture, action->machine) : NULL;
	/* Of a machine that is not ours vm_submit says more than that. */
	why = machine && !machine->foreign ? walk_action_refused(walk, action, machine) : NULL;
	if (why) {
		error_set(err, ERROR_STATE, "%s", why);
		return 0;
	}
	request.action = *action;
	return walk_submit(walk, &request, button, err);
}

uint64_t walk_restore(struct walk *walk, const char *machine, const char *snapshot,
		      struct error *err)
{
	struct vm_request request = {
		.action = { .verb = VERB_RESTORE, .machine = (char *)machine, .name = (char *)snapshot },
		.keep_safety = true,
	};

	return walk_submit(walk, &request, 0, err);
}

uint64_t walk_undo(struct walk *walk, const char *machine, struct error *err)
{
	struct vm_request request = { .action = { .verb = VERB_UNDO }, .keep_safety = true };
	size_t i, n = walk->picture ? walk->picture->n_machines : 0;

	for (i = 0; i < n; i++) {
		const struct vm_machine *one = &walk->picture->machines[i];

		if (machine && machine[0] ? str_eq(one->name, machine) : one->can_undo)
			request.action.machine = one->name;
	}
	if (!request.action.machine) {
		error_set(err, ERROR_STATE, _("There is no restore to undo."));
		return 0;
	}
	return walk_submit(walk, &request, 0, err);
}

const struct walk_check *walk_checks(const struct walk *walk, size_t *n)
{
	*n = walk->n_checks;
	return walk->checks;
}

/* ---- waiting, for commands --------------------------------------------------- */

static void wait_a_turn(struct walk *walk, int64_t until)
{
	struct pollfd fd = { .fd = walk_fd(walk), .events = POLLIN };
	int64_t left = until - clock_mono_ms();

	if (left > 0)
		poll(&fd, 1, left > 200 ? 200 : (int)left);
	walk_turn(walk);
}

bool walk_wait_ready(struct walk *walk, int timeout_ms, struct error *err)
{
	int64_t until = clock_mono_ms() + timeout_ms;
	size_t i;

	if (!walk->vm)
		return true;
	while (clock_mono_ms() < until) {
		bool known = true;

		wait_a_turn(walk, until);
		if (walk->picture->link == VM_FAILED) {
			if (err)
				*err = walk->picture->problem;
			return false;
		}
		for (i = 0; i < walk->picture->n_machines; i++)
			known = known && (walk->picture->machines[i].state != STATE_UNKNOWN ||
					  walk->picture->machines[i].foreign);
		if (walk->picture->link == VM_ALIVE && known)
			return true;
	}
	return error_set(err, ERROR_CONNECTION, _("The hypervisor at %s does not answer."),
			 walk->picture ? walk->picture->uri : "");
}

bool walk_wait_result(struct walk *walk, uint64_t ticket, int timeout_ms, struct vm_result *result)
{
	int64_t until = clock_mono_ms() + timeout_ms;

	while (walk->last.ticket != ticket && clock_mono_ms() < until)
		wait_a_turn(walk, until);
	if (walk->last.ticket != ticket)
		return false;
	if (result)
		*result = walk->last;
	return true;
}

bool walk_wait_check(struct walk *walk, size_t i, int timeout_ms)
{
	int64_t until = clock_mono_ms() + timeout_ms;

	while (i < walk->n_checks && !walk->checks[i].passed && clock_mono_ms() < until)
		wait_a_turn(walk, until);
	return i < walk->n_checks && walk->checks[i].passed;
}
