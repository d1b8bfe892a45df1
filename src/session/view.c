// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the screen is told: a session as a struct view.
 *
 * The view points into the session and into the store here, both good until the
 * next turn.  Words are made anew each time: they are few. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "guests/maker.h"
#include "host/requirements.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/advice.h"
#include "session/narrate.h"
#include "session/session-private.h"
#include "vm/rules.h"
#include "vm/shell-command.h"

struct session_view_store {
	struct view_button *buttons;
	size_t n_buttons;
	struct view_check *checks;
	unsigned char **done;
	char *stage, *advice, *story;
	struct vm_picture shown; /* without clones that are not made yet */
};

static void forget(struct session *session)
{
	struct session_view_store *store = session->store;
	size_t i;

	for (i = 0; i < store->n_buttons; i++) {
		free((char *)store->buttons[i].label);
		free((char *)store->buttons[i].command);
	}
	free(store->buttons);
	free(store->checks);
	for (i = 0; store->done && i < session->workshop->n_lessons; i++)
		free(store->done[i]);
	free(store->done);
	free(store->stage);
	free(store->advice);
	free(store->story);
	free(store->shown.machines);
	*store = (struct session_view_store){ 0 };
}

void session_view_free(struct session *session)
{
	if (!session->store)
		return;
	forget(session);
	free(session->store);
	session->store = NULL;
}

static bool is_doing(const struct session *session, int button)
{
	const struct step *step = session_step(session);
	size_t i;

	for (i = 0; i < session->n_jobs; i++)
		if (session->jobs[i].button == button && str_eq(session->jobs[i].step, step->id))
			return true;
	return false;
}

static bool requirements_guest(const struct session *session, const struct action *action)
{
	bool lacking[GUEST_COUNT];

	return session_button_lacks(session, action->button, lacking);
}

static const char *guest_words(const struct session *session)
{
	return session->maker ? _("Its guest is being made.") : _("Its guest is not made yet.");
}

static const char *refused(const struct session *session, const struct action *action)
{
	const struct vm_picture *picture = session->picture;
	const struct vm_machine *machine;

	if (!session->vm || !action->machine)
		return _("There is no machine for this.");
	if (!picture || picture->link == VM_CONNECTING)
		return _("Still connecting.");
	if (picture->link == VM_LOST || picture->link == VM_FAILED)
		return _("There is no connection to the hypervisor.");
	machine = vm_picture_machine(picture, action->machine);
	if (session_is_at_it(session))
		return _("The machine is busy: wait until it is done.");
	return machine ? requirements_guest(session, action) ? guest_words(session) :
			 session_action_refused(session, action, machine) :
			 _("There is no machine for this.");
}

static size_t checks_before(const struct step *step, size_t action)
{
	size_t i, n = 0;

	for (i = 0; i < step->n_checks; i++)
		n += step->checks[i].after <= action;
	return n;
}

static void fill_buttons(struct session *session, const struct step *step, struct session_view_store *store)
{
	size_t i;

	store->n_buttons = step->n_actions;
	store->buttons = mem_array(step->n_actions, sizeof *store->buttons);
	for (i = 0; i < step->n_actions; i++) {
		const struct action *action = &step->actions[i];
		struct view_button *button = &store->buttons[i];

		button->number = action->button;
		button->label = action_label(action, workshop_title_of(session->workshop,
								   action->machine));
		button->command = command_text(action, session->picture);
		button->doing = is_doing(session, action->button);
		button->refused = button->doing ? NULL : refused(session, action);
		button->done = session->pressed && session->pressed[i + 1];
		button->destroys = action->confirm != NULL;
		button->order = checks_before(step, i);
	}
}

static void fill_checks(struct session *session, struct session_view_store *store)
{
	size_t i;

	store->checks = mem_array(session->n_checks, sizeof *store->checks);
	for (i = 0; i < session->n_checks; i++) {
		const struct session_check *check = &session->checks[i];

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

static void fill_done(struct session *session, struct session_view_store *store)
{
	const struct workshop *workshop = session->workshop;
	size_t i, k;

	store->done = mem_array(workshop->n_lessons, sizeof *store->done);
	for (i = 0; i < workshop->n_lessons; i++) {
		const struct lesson *lesson = &workshop->lessons[i];

		store->done[i] = mem_array(lesson->n_steps, 1);
		for (k = 0; k < lesson->n_steps; k++)
			store->done[i][k] = session_step_done(session, i, k) ? STEP_DONE :
				session_step_skipped(session, i, k) ? STEP_SKIPPED :
				progress_step_seen(session->progress, lesson->steps[k].id) ? STEP_SEEN
											: STEP_UNSEEN;
	}
}

/* Is all that the step wants so right now?  Then nothing need be set for it. */
static bool is_at_its_end(const struct session *session)
{
	size_t i;

	for (i = 0; i < session->n_checks; i++) {
		const struct check *check = session->checks[i].check;
		const struct vm_machine *machine = vm_picture_machine(session->picture, check->machine);
		uint64_t last = machine ? machine->console_seq : 0;

		/* Of its console only what it says now: its last line. */
		if (!check_evaluate(check, session->picture, last > 0 ? last - 1 : 0).holds)
			return false;
	}
	return session->n_checks > 0;
}

/* The stage is offered where a lesson is entered and it does not hold, and
 * wherever a machine that the lesson needs is not there at all. */
static bool offer_stage(const struct session *session, const struct lesson *lesson)
{
	const struct step *step = session_step(session);
	size_t i;

	if (!session->picture || session->picture->link != VM_ALIVE || session_stage_holds(session))
		return false;
	for (i = 0; i < lesson->n_needs; i++) {
		const struct vm_machine *machine =
			vm_picture_machine(session->picture, lesson->needs[i].machine);

		if (machine && machine->state == STATE_ABSENT && lesson->needs[i].state != STATE_ABSENT)
			return true;
	}
	if (is_at_its_end(session))
		return false;
	for (i = 1; i <= step->n_actions; i++)
		if (session->pressed[i])
			return false;
	return session->step == 0 && !session->stage_asked;
}

/* What is there, and what the lesson is about.  A machine of another lesson
 * that nobody has made yet only takes room; a lesson that names none is about
 * all of them. */
static bool is_shown(const struct lesson *lesson, const struct vm_machine *machine)
{
	if (machine->not_created)
		return false;
	return machine->state > STATE_ABSENT || machine->not_ours || !lesson ||
	       lesson->n_machines == 0 || lesson_names_machine(lesson, machine->name);
}

/* The strings stay the picture's. */
static const struct vm_picture *shown(const struct session *session, struct session_view_store *store)
{
	const struct vm_picture *picture = session->picture;
	const struct lesson *lesson =
		session->lesson < session->workshop->n_lessons ?
			&session->workshop->lessons[session->lesson] : NULL;
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

static const char *snapshot_step(void *context, const char *machine, const char *name)
{
	const struct session *session = context;
	const struct progress_snapshot *snapshot = progress_snapshot(session->progress, machine, name);

	return snapshot ? snapshot->step : NULL;
}

static long utc_offset(int64_t wall_ms)
{
	time_t now = (time_t)(wall_ms / 1000);
	struct tm local;

	return localtime_r(&now, &local) ? local.tm_gmtoff : 0;
}

/* Of what the lesson's machines boot from. */
static bool guests_are_lacking(const struct session *session)
{
	bool lacking[GUEST_COUNT];

	return session_is_local(session) && session->lesson < session->workshop->n_lessons &&
	       !session->cover && !session->finished &&
	       requirements_guests(session->workshop, &session->workshop->lessons[session->lesson], session->picture,
			    lacking);
}

static bool guest_is_needed(const struct session *session, bool for_stage)
{
	bool lacking[GUEST_COUNT];

	return for_stage ? session_stage_lacks(session, lacking) : session_button_lacks(session, 0, lacking);
}

/* While something is being done, with the time that it took by now. */
static const char *message(const struct session *session, struct session_view_store *store)
{
	if (!session->story.text || session->n_jobs == 0)
		return session->message ? session->message : "";
	store->story = narrate_times(session->story.text, clock_mono_ms() - session->story.since_ms,
				   session->story.before_ms);
	return store->story;
}

void session_view(struct session *session, struct view *view)
{
	const struct step *step = session_step(session);
	struct session_view_store *store;

	if (!session->store)
		session->store = mem_alloc(sizeof *session->store);
	store = session->store;
	forget(session);
	*view = (struct view){
		.workshop = session->workshop,
		.cover = session->cover,
		.finished = session->finished,
		.lesson = session->lesson,
		.step = session->step,
		.picture = shown(session, store),
		.screen = session->screen,
		.snapshot_step = snapshot_step,
		.context = session,
		.give_back = session->give_back,
		.message = message(session, store),
		.remedy = session->remedy ? session->remedy : "",
		.tone = session->tone,
		.broken = session->broken,
		.whole = session->whole,
		.spent_ms = progress_spent_ms(session->progress),
		.now_mono_ms = clock_mono_ms(),
		.now_wall_ms = clock_wall_ms(),
	};
	if (session->maker) {
		view->making = maker_text(session->maker);
		view->making_percent = maker_percent(session->maker);
	}
	view->guests_lacking = guests_are_lacking(session);
	view->utc_offset_s = utc_offset(view->now_wall_ms);
	if (session->remember && !progress_saved(session->progress))
		view->unsaved = _("Your place cannot be saved.");
	fill_done(session, store);
	view->done = (const unsigned char *const *)store->done;
	if (!step || session->cover)
		return;
	fill_buttons(session, step, store);
	fill_checks(session, store);
	view->buttons = store->buttons;
	view->n_buttons = store->n_buttons;
	view->checks = store->checks;
	view->n_checks = session->n_checks;
	view->stage_needed = offer_stage(session, &session->workshop->lessons[session->lesson]);
	if (view->stage_needed)
		view->stage_text = store->stage =
			session_stage_text(session);
	view->guest_needed = view->guests_lacking && guest_is_needed(session, view->stage_needed);
	view->advice = store->advice = advice_for(view);
}
