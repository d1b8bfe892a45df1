// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the screen is told: a walk as a struct view.
 *
 * The view points into the walk and into the store here, both good until the
 * next turn.  Words are made anew each time: they are few. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "advice.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lacks.h"
#include "lesson/load.h"
#include "lesson/progress.h"
#include "maker.h"
#include "story.h"
#include "vm/command.h"
#include "walk-private.h"

struct walk_view_store {
	struct view_button *buttons;
	size_t n_buttons;
	struct view_check *checks;
	unsigned char **done;
	char *stage, *advice, *story;
	struct vm_picture shown; /* without clones that are not made yet */
};

static void forget(struct walk *walk)
{
	struct walk_view_store *store = walk->store;
	size_t i;

	for (i = 0; i < store->n_buttons; i++) {
		free((char *)store->buttons[i].label);
		free((char *)store->buttons[i].command);
	}
	free(store->buttons);
	free(store->checks);
	for (i = 0; store->done && i < walk->workshop->n_lessons; i++)
		free(store->done[i]);
	free(store->done);
	free(store->stage);
	free(store->advice);
	free(store->story);
	free(store->shown.machines);
	*store = (struct walk_view_store){ 0 };
}

void walk_view_free(struct walk *walk)
{
	if (!walk->store)
		return;
	forget(walk);
	free(walk->store);
	walk->store = NULL;
}

static bool is_doing(const struct walk *walk, int button)
{
	const struct step *step = walk_step(walk);
	size_t i;

	for (i = 0; i < walk->n_jobs; i++)
		if (walk->jobs[i].button == button && str_eq(walk->jobs[i].step, step->id))
			return true;
	return false;
}

static bool lacks_guest(const struct walk *walk, const struct action *action)
{
	bool lacking[GUEST_COUNT];

	return walk_button_lacks(walk, action->button, lacking);
}

static const char *guest_words(const struct walk *walk)
{
	return walk->maker ? _("Its guest is being made.") : _("Its guest is not made yet.");
}

static const char *refused(const struct walk *walk, const struct action *action)
{
	const struct vm_picture *picture = walk->picture;
	const struct vm_machine *machine;

	if (!walk->vm || !action->machine)
		return _("There is no machine for this.");
	if (!picture || picture->link == VM_CONNECTING)
		return _("Still connecting.");
	if (picture->link == VM_LOST || picture->link == VM_FAILED)
		return _("There is no connection to the hypervisor.");
	machine = vm_picture_machine(picture, action->machine);
	if (walk_is_at_it(walk))
		return _("The machine is busy: wait until it is done.");
	return machine ? lacks_guest(walk, action) ? guest_words(walk) :
			 walk_action_refused(walk, action, machine) :
			 _("There is no machine for this.");
}

static size_t checks_before(const struct step *step, size_t action)
{
	size_t i, n = 0;

	for (i = 0; i < step->n_checks; i++)
		n += step->checks[i].after <= action;
	return n;
}

static void fill_buttons(struct walk *walk, const struct step *step, struct walk_view_store *store)
{
	size_t i;

	store->n_buttons = step->n_actions;
	store->buttons = mem_array(step->n_actions, sizeof *store->buttons);
	for (i = 0; i < step->n_actions; i++) {
		const struct action *action = &step->actions[i];
		struct view_button *button = &store->buttons[i];

		button->number = action->button;
		button->label = action_label(action, workshop_title_of(walk->workshop,
								   action->machine));
		button->command = command_text(action, walk->picture);
		button->doing = is_doing(walk, action->button);
		button->refused = button->doing ? NULL : refused(walk, action);
		button->done = walk->pressed && walk->pressed[i + 1];
		button->destroys = action->confirm != NULL;
		button->order = checks_before(step, i);
	}
}

static void fill_checks(struct walk *walk, struct walk_view_store *store)
{
	size_t i;

	store->checks = mem_array(walk->n_checks, sizeof *store->checks);
	for (i = 0; i < walk->n_checks; i++) {
		const struct walk_check *check = &walk->checks[i];

		store->checks[i] = (struct view_check){
			.text = check->text,
			.found = check->passed ? "" : check->answer.found,
			.hint = check->check->hint,
			.passed = check->passed,
			.certain = check->passed || check->answer.certain,
			.after = check->check->after,
		};
	}
}

static void fill_done(struct walk *walk, struct walk_view_store *store)
{
	const struct workshop *workshop = walk->workshop;
	size_t i, k;

	store->done = mem_array(workshop->n_lessons, sizeof *store->done);
	for (i = 0; i < workshop->n_lessons; i++) {
		const struct lesson *lesson = &workshop->lessons[i];

		store->done[i] = mem_array(lesson->n_steps, 1);
		for (k = 0; k < lesson->n_steps; k++)
			store->done[i][k] = walk_step_done(walk, i, k) ? STEP_DONE :
				walk_step_skipped(walk, i, k) ? STEP_SKIPPED :
				progress_step_seen(walk->progress, lesson->steps[k].id) ? STEP_SEEN
											: STEP_UNSEEN;
	}
}

/* Is all that the step wants so right now?  Then nothing need be set for it. */
static bool is_at_its_end(const struct walk *walk)
{
	size_t i;

	for (i = 0; i < walk->n_checks; i++) {
		const struct check *check = walk->checks[i].check;
		const struct vm_machine *machine = vm_picture_machine(walk->picture, check->machine);
		uint64_t last = machine ? machine->console_seq : 0;

		/* Of its console only what it says now: its last line. */
		if (!check_evaluate(check, walk->picture, last > 0 ? last - 1 : 0).holds)
			return false;
	}
	return walk->n_checks > 0;
}

/* The stage is offered where a lesson is entered and it does not hold, and
 * wherever a machine that the lesson needs is not there at all. */
static bool offer_stage(const struct walk *walk, const struct lesson *lesson)
{
	const struct step *step = walk_step(walk);
	size_t i;

	if (!walk->picture || walk->picture->link != VM_ALIVE || walk_stage_holds(walk))
		return false;
	for (i = 0; i < lesson->n_needs; i++) {
		const struct vm_machine *machine =
			vm_picture_machine(walk->picture, lesson->needs[i].machine);

		if (machine && machine->state == STATE_ABSENT && lesson->needs[i].state != STATE_ABSENT)
			return true;
	}
	if (is_at_its_end(walk))
		return false;
	for (i = 1; i <= step->n_actions; i++)
		if (walk->pressed[i])
			return false;
	return walk->step == 0 && !walk->stage_asked;
}

/* What is there, and what the lesson is about.  A machine of another lesson
 * that nobody has made yet only takes room; a lesson that names none is about
 * all of them. */
static bool is_shown(const struct lesson *lesson, const struct vm_machine *machine)
{
	if (machine->unborn)
		return false;
	return machine->state > STATE_ABSENT || machine->foreign || !lesson ||
	       lesson->n_machines == 0 || lesson_names_machine(lesson, machine->name);
}

/* The strings stay the picture's. */
static const struct vm_picture *shown(const struct walk *walk, struct walk_view_store *store)
{
	const struct vm_picture *picture = walk->picture;
	const struct lesson *lesson =
		walk->lesson < walk->workshop->n_lessons ?
			&walk->workshop->lessons[walk->lesson] : NULL;
	size_t i;

	if (!picture)
		return NULL;
	store->shown = *picture;
	store->shown.n_machines = 0;
	store->shown.machines = mem_array(picture->n_machines, sizeof *picture->machines);
	for (i = 0; i < picture->n_machines; i++)
		if (is_shown(lesson, &picture->machines[i]))
			store->shown.machines[store->shown.n_machines++] = picture->machines[i];
	return &store->shown;
}

static const char *moment_step(void *context, const char *machine, const char *snapshot)
{
	const struct walk *walk = context;
	const struct progress_moment *moment = progress_moment(walk->progress, machine, snapshot);

	return moment ? moment->step : NULL;
}

static long utc_offset(int64_t wall_ms)
{
	time_t now = (time_t)(wall_ms / 1000);
	struct tm local;

	return localtime_r(&now, &local) ? local.tm_gmtoff : 0;
}

/* Of what the lesson's machines boot from. */
static bool guests_are_lacking(const struct walk *walk)
{
	bool lacking[GUEST_COUNT];

	return walk_is_local(walk) && walk->lesson < walk->workshop->n_lessons &&
	       !walk->cover && !walk->finished &&
	       lacks_guests(walk->workshop, &walk->workshop->lessons[walk->lesson], walk->picture,
			    lacking);
}

static bool guest_is_needed(const struct walk *walk, bool for_stage)
{
	bool lacking[GUEST_COUNT];

	return for_stage ? walk_stage_lacks(walk, lacking) : walk_button_lacks(walk, 0, lacking);
}

/* While something is being done, with the time that it took by now. */
static const char *message(const struct walk *walk, struct walk_view_store *store)
{
	if (!walk->story.text || walk->n_jobs == 0)
		return walk->message ? walk->message : "";
	store->story = story_times(walk->story.text, clock_mono_ms() - walk->story.since_ms,
				   walk->story.before_ms);
	return store->story;
}

void walk_view(struct walk *walk, struct view *view)
{
	const struct step *step = walk_step(walk);
	struct walk_view_store *store;

	if (!walk->store)
		walk->store = mem_alloc(sizeof *walk->store);
	store = walk->store;
	forget(walk);
	*view = (struct view){
		.workshop = walk->workshop,
		.cover = walk->cover,
		.finished = walk->finished,
		.lesson = walk->lesson,
		.step = walk->step,
		.picture = shown(walk, store),
		.screen = walk->screen,
		.moment_step = moment_step,
		.context = walk,
		.give_back = walk->give_back,
		.message = message(walk, store),
		.mend = walk->mend ? walk->mend : "",
		.tone = walk->tone,
		.broken = walk->broken,
		.whole = walk->whole,
		.spent_ms = progress_spent_ms(walk->progress),
		.now_mono_ms = clock_mono_ms(),
		.now_wall_ms = clock_wall_ms(),
	};
	if (walk->maker) {
		view->making = maker_text(walk->maker);
		view->making_percent = maker_percent(walk->maker);
	}
	view->guests_lacking = guests_are_lacking(walk);
	view->utc_offset_s = utc_offset(view->now_wall_ms);
	if (walk->remember && !progress_saved(walk->progress))
		view->unsaved = _("Your place cannot be saved.");
	fill_done(walk, store);
	view->done = (const unsigned char *const *)store->done;
	if (!step || walk->cover)
		return;
	fill_buttons(walk, step, store);
	fill_checks(walk, store);
	view->buttons = store->buttons;
	view->n_buttons = store->n_buttons;
	view->checks = store->checks;
	view->n_checks = walk->n_checks;
	view->stage_needed = offer_stage(walk, &walk->workshop->lessons[walk->lesson]);
	if (view->stage_needed)
		view->stage_text = store->stage =
			walk_stage_text(walk);
	view->guest_needed = view->guests_lacking && guest_is_needed(walk, view->stage_needed);
	view->advice = store->advice = advice_for(view);
}
