// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a session says of steps without being asked; see guide.h. */
#include "session/guide.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "progress/progress.h"
#include "session/look-back.h"
#include "session/parts.h"
#include "session/refusal.h"
#include "session/say.h"

/* ---- a step that is left open ------------------------------------------------------- */

/* The first check that has not passed; NULL: all have. */
static const struct session_check *open_check(const struct checks *checks)
{
	size_t i;

	for (i = 0; i < checks->n; i++)
		if (!checks->list[i].passed)
			return &checks->list[i];
	return NULL;
}

/* A check above all buttons is one for the end of its step. */
static size_t buttons_before(const struct step *step, const struct check *check)
{
	return check->after > 0 ? check->after : step->n_actions;
}

/* How many buttons of the step stand before checks that have passed, and not also before one
 * that has not. */
static size_t buttons_passed(const struct session *session, const struct step *step)
{
	size_t i, n = 0, open = step->n_actions + 1;

	for (i = 0; i < step->n_checks; i++)
		if (!progress_passed(session->progress, step->id, step->checks[i].key) &&
		    buttons_before(step, &step->checks[i]) < open)
			open = buttons_before(step, &step->checks[i]);
	for (i = 0; i < step->n_checks; i++)
		if (step->checks[i].after < open && step->checks[i].after > n)
			n = step->checks[i].after;
	return n;
}

/* The first button that the check needs and that has not worked, on this visit of the lesson or
 * before; 0: there is none.  pressed: as in struct session_place; in_hand: one that is being
 * pressed counts. */
static int lacking_button(const struct session *session, const struct step *step,
			  const unsigned char *pressed, const struct check *check, bool in_hand)
{
	size_t i;

	for (i = buttons_passed(session, step); i < buttons_before(step, check); i++)
		if (!pressed[i + 1] &&
		    !(in_hand && jobs_has_button(&session->jobs, step->id, (int)i + 1)))
			return (int)i + 1;
	return 0;
}

/* Is this check, which lacks no button, looked at when the person has gone on?  What is seen must
 * come of a button, and in another lesson it is not looked at. */
static bool is_looked_at_later(const struct session_place *place, const struct check *check)
{
	size_t lesson, step;

	return buttons_before(place_step(place), check) > 0 &&
	       (!place_after(place, &lesson, &step) || lesson == place->lesson);
}

char *guide_left_open(struct session *session)
{
	const struct session_place *place = &session->place;
	const struct step *step = place_step(&session->place);
	const struct session_check *open = open_check(&session->checks);
	const struct left_step *left = trail_step(&session->trail, place->step);
	bool simulated = session->machines.picture && session->machines.picture->simulated;
	int button;

	if (!session_has_keys(session) || !step || !open || place->cover || place->finished ||
	    (left && left->said) || progress_step_skipped(session->progress, step->id))
		return NULL;
	trail_leave(&session->trail, place)->said = true;
	button = lacking_button(session, step, place->pressed, open->check, true);
	if (button > 0)
		return mem_printf(_("%1$s is not done: button %2$d."), step->id, button);
	/* It is never so in the simulation, which was said when the lesson was opened. */
	if (simulated && check_not_simulated(open->check))
		return NULL;
	if (is_looked_at_later(place, open->check))
		return mem_printf(_("%1$s is not done: \"%2$s\" is ticked off by itself as soon as it is so."),
				  step->id, open->text);
	return mem_printf(_("%1$s is not done: \"%2$s\" is ticked off only while that step is open."),
			  step->id, open->text);
}

void guide_leave(struct session *session, size_t lesson, size_t step)
{
	struct session_place *place = &session->place;

	session->passed_unsaid = false;
	/* What a lesson that starts over left from the time before must pass no check. */
	if (session->chain.over || !place_step(place) || !place->pressed || place->cover || place->lesson != lesson) {
		trail_clear(&session->trail);
		return;
	}
	trail_leave(&session->trail, place);
	trail_go_back(&session->trail, step);
}

/* ---- earlier steps -------------------------------------------------------------------- */

bool guide_all_passed(const struct session *session, const struct step *step)
{
	size_t i;

	for (i = 0; i < step->n_checks; i++)
		if (!progress_passed(session->progress, step->id, step->checks[i].key))
			return false;
	return true;
}

static bool is_open(const struct session *session, const struct step *step)
{
	return step->n_checks > 0 && !guide_all_passed(session, step) &&
	       !progress_step_skipped(session->progress, step->id);
}

struct view_earlier *guide_earlier(const struct session *session)
{
	const struct session_place *place = &session->place;
	struct view_earlier *earlier = mem_array(place->step, sizeof *earlier);
	size_t i;

	for (i = 0; i < place->step; i++) {
		const struct step *step = &place_lesson(place)->steps[i];
		const struct left_step *left = trail_step(&session->trail, i);

		earlier[i] = (struct view_earlier){
			.open = is_open(session, step), .passed = buttons_passed(session, step),
			.pressed = left && left->n_actions == step->n_actions ? left->pressed : NULL,
		};
	}
	return earlier;
}

static bool any_is_open(const struct session *session)
{
	size_t i;

	for (i = 0; i < session->place.step; i++)
		if (is_open(session, &place_lesson(&session->place)->steps[i]))
			return true;
	return false;
}

/* Can this button be pressed, now or after one of an earlier step? */
static bool can_be_pressed(const struct session *session, const struct view *view,
			   const struct action *action)
{
	const struct vm_machine *machine = machines_find(&session->machines, action->machine);
	char *refused = machine ? refusal_of(session, action, machine) : NULL;
	bool can = machine && (!refused || look_back(view, action).action);

	free(refused);
	return can;
}

static bool any_can_be_pressed(const struct session *session, const struct check *check)
{
	const struct session_place *place = &session->place;
	struct view_earlier *earlier = guide_earlier(session);
	struct view view = {
		.workshop = place->workshop, .lesson = place->lesson, .step = place->step,
		.picture = session->machines.picture, .earlier = earlier,
	};
	bool can = false;
	size_t i;

	for (i = 0; i < check->after && !can; i++)
		can = can_be_pressed(session, &view, &place_step(place)->actions[i]);
	free(earlier);
	return can;
}

bool guide_holds_too_early(const struct session *session, struct session_check *check)
{
	/* What was seen not to hold before was changed by somebody, which counts. */
	if (!session_has_keys(session) || check->check->already || check->seen_otherwise ||
	    session->chain.skips || place_any_pressed(&session->place) || !any_is_open(session))
		return false;
	/* While something is being done no button can be pressed, and that says nothing. */
	if (session->jobs.n == 0 && !any_can_be_pressed(session, check->check))
		return false;
	utf8_copy(check->answer.found, sizeof check->answer.found,
		  _("it is so already, and an earlier step of this lesson is not done"));
	return true;
}

/* ---- checks of steps that were left ---------------------------------------------------- */

/* Only if all buttons before this check have worked does what is seen later come from them. */
static bool is_due(const struct session *session, const struct left_step *left,
		   const struct step *step, const struct check *check)
{
	return left->n_actions == step->n_actions && buttons_before(step, check) > 0 &&
	       !lacking_button(session, step, left->pressed, check, false);
}

static bool judge_left(struct session *session, struct left_step *left, const struct step *step)
{
	const struct vm_picture *picture = session->machines.picture;
	const struct workshop *workshop = session->place.workshop;
	bool changed = false;
	size_t i;

	for (i = 0; i < step->n_checks; i++) {
		const struct check *check = &step->checks[i];
		struct error err = { 0 };

		if (progress_passed(session->progress, step->id, check->key) ||
		    !is_due(session, left, step, check) ||
		    !check_evaluate(check, picture, trail_seen(left, workshop, check->machine)).holds)
			continue;
		session_saved(session, progress_pass(session->progress, step->id, check->key, &err),
			      &err);
		changed = true;
	}
	return changed;
}

bool guide_judge(struct session *session)
{
	const struct lesson *lesson = place_lesson(&session->place);
	bool changed = false;
	size_t i;

	if (!lesson || session->look_only || !session->machines.picture || session->place.cover)
		return false;
	for (i = 0; i < session->trail.n; i++) {
		struct left_step *left = &session->trail.list[i];
		const struct step *step =
			left->step < lesson->n_steps ? &lesson->steps[left->step] : NULL;

		if (!step || !left->pressed || progress_step_skipped(session->progress, step->id) ||
		    !judge_left(session, left, step))
			continue;
		changed = true;
		left->passed = guide_all_passed(session, step);
	}
	return changed;
}

/* ---- steps that are done ------------------------------------------------------------------ */

/* After what is said, if that is of this tone, came of a button or is bad news; else instead of
 * it. */
static void say_done(struct session *session, const char *sentence, enum view_tone tone)
{
	enum view_tone said = session->message.tone;
	bool after = said == TONE_GOOD || said == TONE_BAD || said == tone;

	if (after && session_said(session)[0])
		message_say_after(&session->message, sentence);
	else
		session_say(session, TONE_GOOD, sentence, NULL);
}

static void say_left(struct session *session, const struct step *step)
{
	char *text = mem_printf(_("%s is done."), step->id);

	/* That it was left open is not true any more. */
	say_done(session, text, TONE_GOOD);
	free(text);
}

static void say_open(struct session *session)
{
	const struct session_place *place = &session->place;
	size_t lesson, step;
	const struct step *next;
	char *text;

	if (place_after(place, &lesson, &step)) {
		next = &place->workshop->lessons[lesson].steps[step];
		/* TRANSLATORS: a step's number; the number and the title of the next one. */
		text = mem_printf(_("Step %1$s is done. n goes on to %2$s %3$s."), place_step(place)->id,
				  next->id, next->title);
	} else {
		text = mem_printf(_("Step %s is done. It was the last one."), place_step(place)->id);
	}
	say_done(session, text, TONE_INFO);
	free(text);
}

void guide_step_passed(struct session *session)
{
	session->passed_unsaid = session_has_keys(session) && !open_check(&session->checks);
}

bool guide_say(struct session *session)
{
	const struct lesson *lesson = place_lesson(&session->place);
	bool says = false;
	size_t i;

	/* What is being done is shown until it is over. */
	if (!lesson || session->jobs.n > 0 || chain_is_at_it(&session->chain))
		return false;
	for (i = 0; i < session->trail.n; i++) {
		struct left_step *left = &session->trail.list[i];

		if (left->passed && session_has_keys(session) && left->step < lesson->n_steps) {
			say_left(session, &lesson->steps[left->step]);
			says = true;
		}
		left->passed = false;
	}
	if (session->passed_unsaid && !session->place.cover) {
		say_open(session);
		says = true;
	}
	session->passed_unsaid = false;
	return says;
}
