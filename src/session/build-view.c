// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fills a struct view from a session; see build-view.h.  The view points into the session
 * and into the store here.  Its texts are made again each time, as there are few. */
#include "session/build-view.h"

#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "host/host.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/advice.h"
#include "session/guide.h"
#include "session/leaving.h"
#include "session/needed-guests.h"
#include "session/pace.h"
#include "session/parts.h"
#include "session/refusal.h"
#include "session/skip.h"
#include "session/visit.h"
#include "vm/files/guests.h"
#include "vm/rules.h"
#include "vm/shell-command.h"

struct view_store {
	struct view_button *buttons;
	size_t n_buttons;
	struct view_check *checks;
	unsigned char **done;
	size_t n_done;
	struct view_earlier *earlier;
	char *stage, *advice, *doing;
	struct vm_picture shown; /* without clones that are not made yet */
};

static void forget(struct view_store *store)
{
	size_t i;

	for (i = 0; i < store->n_buttons; i++) {
		free((char *)store->buttons[i].label);
		free((char *)store->buttons[i].command);
		free((char *)store->buttons[i].refused);
	}
	free(store->buttons);
	free(store->checks);
	for (i = 0; i < store->n_done; i++)
		free(store->done[i]);
	free(store->done);
	free(store->earlier);
	free(store->stage);
	free(store->advice);
	free(store->doing);
	free(store->shown.machines);
	*store = (struct view_store){ 0 };
}

void view_store_free(struct view_store *store)
{
	if (!store)
		return;
	forget(store);
	free(store);
}

/* ---- guests, as last looked at ---------------------------------------------------- */

/* Does this request need a guest that is not made yet? */
static bool lacks_guest(const struct session *session, const struct vm_request *request)
{
	const struct workshop *workshop = session->place.workshop;
	const struct machine_spec *spec =
		guests_spec_to_make(workshop, session->machines.picture, request);

	return spec && host_look_lacks(session->look, (size_t)(spec - workshop->machines));
}

static bool button_lacks_guest(const struct session *session, const struct action *action)
{
	struct vm_request request = { .action = *action };

	return lacks_guest(session, &request);
}

static bool any_button_lacks_guest(const struct session *session, const struct step *step)
{
	size_t i;

	for (i = 0; i < step->n_actions; i++)
		if (button_lacks_guest(session, &step->actions[i]))
			return true;
	return false;
}

static bool stage_lacks_guest(const struct session *session)
{
	struct stage stage = session_stage(session);
	struct vm_request *requests;
	size_t n = stage_plan(&stage, &requests), i;
	bool lacks = false;

	for (i = 0; i < n && !lacks; i++)
		lacks = lacks_guest(session, &requests[i]);
	free(requests);
	return lacks;
}

/* Does a machine of the lesson that does not exist yet lack its guest? */
static bool guests_are_lacking(const struct session *session)
{
	const struct session_place *place = &session->place;
	const struct lesson *lesson = place_lesson(place);
	const struct workshop *workshop = place->workshop;
	size_t i;

	if (!guests_are_local(session->machines.picture) || !lesson || place->cover ||
	    place->finished)
		return false;
	for (i = 0; i < workshop->n_machines; i++)
		if (host_look_lacks(session->look, i) &&
		    requirements_want(workshop, lesson, session->machines.picture,
				      workshop->machines[i].name))
			return true;
	return false;
}

/* Without a screen there may be hours between two views, and an old look is useless. */
static void look_at_guests(struct session *session)
{
	if (!guests_are_local(session->machines.picture))
		return;
	if (session->on_screen)
		host_look_refresh(session->look);
	else
		host_look_now(session->look);
}

/* ---- buttons and checks ----------------------------------------------------------- */

static const char *guest_words(const struct session *session)
{
	return session->making.maker ? _("Its guest is being made.") : _("Its guest is not made yet.");
}

/* Why no button can be pressed now, whatever is pressed before it; NULL: there is no such reason. */
static const char *none_can_be(const struct session *session, const struct action *action)
{
	const struct vm_picture *picture = session->machines.picture;

	if (!session->machines.vm || !action->machine)
		return _("There is no machine for this.");
	if (!picture || picture->link == VM_CONNECTING)
		return _("Still connecting.");
	if (picture->link == VM_LOST || picture->link == VM_FAILED)
		return _("There is no connection to the hypervisor.");
	if (session_is_at_it(session))
		return _("The machine is busy: wait until it is done.");
	if (!vm_picture_machine(picture, action->machine))
		return _("There is no machine for this.");
	return button_lacks_guest(session, action) ? guest_words(session) : NULL;
}

/* Caller frees. */
static char *refused(const struct session *session, const struct action *action)
{
	const char *why = none_can_be(session, action);

	return why ? mem_dup(why) :
		     refusal_of(session, action, machines_find(&session->machines, action->machine));
}

static size_t checks_before(const struct step *step, size_t action)
{
	size_t i, n = 0;

	for (i = 0; i < step->n_checks; i++)
		n += step->checks[i].after <= action;
	return n;
}

static void fill_buttons(const struct session *session, const struct step *step,
			 struct view_store *store)
{
	size_t i;

	store->n_buttons = step->n_actions;
	store->buttons = mem_array(step->n_actions, sizeof *store->buttons);
	for (i = 0; i < step->n_actions; i++) {
		const struct action *action = &step->actions[i];
		struct view_button *button = &store->buttons[i];

		button->number = action->button;
		button->label = action_label(action, workshop_title_of(session->place.workshop,
								       action->machine));
		button->command = command_text(action, session->machines.picture);
		button->doing = jobs_has_button(&session->jobs, step->id, action->button);
		button->refused = button->doing ? NULL : refused(session, action);
		button->done = session->place.pressed && session->place.pressed[i + 1];
		button->destroys = action->confirm != NULL;
		button->order = checks_before(step, i);
	}
}

static void fill_checks(const struct session *session, struct view_store *store)
{
	size_t i;

	store->checks = mem_array(session->checks.n, sizeof *store->checks);
	for (i = 0; i < session->checks.n; i++) {
		const struct session_check *check = &session->checks.list[i];

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

static void fill_done(const struct session *session, struct view_store *store)
{
	const struct workshop *workshop = session->place.workshop;
	size_t i, k;

	store->n_done = workshop->n_lessons;
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

/* The stage is offered where a lesson is entered and it does not hold, and
 * wherever a machine that the lesson needs is not there at all. */
static bool offer_stage(const struct session *session)
{
	const struct session_place *place = &session->place;
	const struct vm_picture *picture = session->machines.picture;
	struct stage stage = session_stage(session);

	if (!picture || picture->link != VM_ALIVE || stage_holds(&stage) || !stage_is_known(&stage))
		return false;
	if (stage_lacks_machine(&stage))
		return true;
	return !checks_hold_all(&session->checks, picture) && !place_any_pressed(place) &&
	       place->step == 0 && !place->stage_asked;
}

/* Machines that exist are shown, and those that the lesson names; a lesson that names none
 * is about all of them.  A machine of another lesson that is not made would only take
 * room. */
static bool is_shown(const struct lesson *lesson, const struct vm_machine *machine)
{
	if (machine->not_created)
		return false;
	return machine->state > STATE_ABSENT || machine->not_ours || !lesson ||
	       lesson->n_machines == 0 || lesson_names_machine(lesson, machine->name);
}

/* The strings stay the picture's. */
static const struct vm_picture *shown(const struct session *session, struct view_store *store)
{
	const struct vm_picture *picture = session->machines.picture;
	const struct lesson *lesson = place_lesson(&session->place);
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

/* While something is being done, the message ends with the time that it took so far. */
static const char *message(const struct session *session, struct view_store *store)
{
	if (session_is_leaving(session))
		store->doing = leaving_doing(session);
	else if (session->jobs.n > 0)
		store->doing = message_doing(&session->message);
	return store->doing ? store->doing : message_text(&session->message);
}

static void fill_step(struct session *session, struct view *view, struct view_store *store)
{
	const struct step *step = place_step(&session->place);
	struct stage stage = session_stage(session);

	fill_buttons(session, step, store);
	fill_checks(session, store);
	view->earlier = store->earlier = guide_earlier(session);
	view->buttons = store->buttons;
	view->n_buttons = store->n_buttons;
	view->checks = store->checks;
	view->n_checks = session->checks.n;
	view->stage_needed = offer_stage(session);
	if (view->stage_needed)
		view->stage_text = store->stage = stage_text(&stage);
	if (view->guests_lacking)
		view->guest_needed = view->stage_needed ? stage_lacks_guest(session) :
							  any_button_lacks_guest(session, step);
	view->advice = store->advice = advice_for(view, &view->advice_first);
}

static void fill_making(const struct session *session, struct view *view)
{
	const struct maker *maker = session->making.maker;

	if (!maker)
		return;
	view->making = maker_text(maker);
	view->making_percent = maker_percent(maker);
}

void session_view(struct session *session, struct view *view)
{
	const struct session_place *place = &session->place;
	struct view_store *store;

	if (!session->store)
		session->store = mem_alloc(sizeof *session->store);
	store = session->store;
	forget(store);
	look_at_guests(session);
	*view = (struct view){
		.workshop = place->workshop,
		.cover = place->cover,
		.finished = place->finished,
		.looking = session->away.on,
		.lesson = place->lesson,
		.step = place->step,
		.picture = shown(session, store),
		.screen = session->machines.screen,
		.snapshot_step = snapshot_step,
		.context = session,
		.give_back = session->give_back,
		.message = message(session, store),
		.remedy = session->message.remedy ? session->message.remedy : "",
		.tone = session->message.tone,
		.risk = session->risk,
		.risk_remedy = session->risk_remedy,
		.broken = session->broken,
		.whole = session->whole,
		.spent_ms = progress_spent_ms(session->progress),
		.now_mono_ms = clock_mono_ms(),
		.now_wall_ms = clock_wall_ms(),
		.guests_lacking = guests_are_lacking(session),
	};
	if (session_is_leaving(session)) {
		view->leaving = true;
		view->tone = TONE_BUSY;
		view->remedy = _("q or Esc leaves without waiting for it.");
	}
	fill_making(session, view);
	view->utc_offset_s = utc_offset(view->now_wall_ms);
	if (session->remember && !progress_saved(session->progress))
		view->unsaved = session->unsaved ? session->unsaved : _("Your place cannot be saved.");
	fill_done(session, store);
	view->done = (const unsigned char *const *)store->done;
	if (place_step(place) && !place->cover) {
		fill_step(session, view, store);
		if (!session->away.on && !place->finished)
			view->pace = pace_at(place->workshop, place->lesson, place->step, view->spent_ms,
					     session->entered_ms);
	}
}
