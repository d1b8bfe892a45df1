// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See classroom.h. */
#include "app/classroom.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "json/json.h"
#include "lesson/verbs.h"
#include "lesson/workshop.h"
#include "room/attendee.h"
#include "room/presenter.h"
#include "session/known-steps.h"
#include "session/session.h"
#include "session/view.h"

/* A place that is no step, as room/place has it. */
#define PLACE_COVER "cover"
#define PLACE_END "end"

struct classroom {
	struct room_ticket ticket;   /* until it is entered */
	struct attendee *attendee;   /* of a seat */
	struct presenter *presenter; /* of an instructor who presents */
	char hash[STEPS_HASH_SIZE];  /* of the workshop's steps */
	char *step;                  /* where the person is */
	int64_t step_since;          /* in seconds: since when */
	bool busy;                   /* a check kept the person there, at the last turn */
	/* What was said last of it: */
	enum attendee_line line;
	enum room_link_state state;
	bool said_files;             /* that the class has other lessons */
	bool said_other;             /* that another one leads */
	char *word, *where;          /* of the last view */
	bool present;
};

struct classroom *classroom_open(bool present, struct error *err)
{
	char *path = ticket_path();
	struct classroom *classroom = NULL;
	struct room_ticket ticket;

	if (path && json_open(err) && ticket_read(path, &ticket, err)) {
		classroom = mem_alloc(sizeof *classroom);
		classroom->ticket = ticket;
		classroom->present = present;
	}
	free(path);
	return classroom;
}

char *classroom_notice(const struct classroom *classroom)
{
	if (!classroom || classroom->ticket.instructor)
		return NULL;
	return mem_printf(_("You are in the class %s. Its instructor sees your name and computer, your "
			    "steps and checks, the hints you opened, your machines' states and a raised "
			    "hand. Nothing else; X stops that."), classroom->ticket.class);
}

void classroom_enter(struct classroom *classroom, struct session *session)
{
	struct error err = { 0 };

	if (!classroom)
		return;
	if (classroom->ticket.instructor && !classroom->present)
		return;
	if (classroom->ticket.instructor)
		classroom->presenter = presenter_open(&classroom->ticket, &err);
	else
		classroom->attendee = attendee_open(&classroom->ticket, &err);
	if (!classroom->attendee && !classroom->presenter)
		session_say_error(session, &err);
}

void classroom_close(struct classroom *classroom, enum classroom_end end)
{
	/* After a signal there is less time. */
	int most_ms = end == CLASSROOM_LEFT ? ROOM_CLOSE_MS : ROOM_CLOSE_MS / 3;

	if (!classroom)
		return;
	if (end == CLASSROOM_MOVED)
		attendee_leave(classroom->attendee);
	else
		attendee_close(classroom->attendee, end == CLASSROOM_LEFT ? ROOM_QUIT : ROOM_LOST, most_ms);
	presenter_close(classroom->presenter, most_ms);
	ticket_free(&classroom->ticket);
	free(classroom->step);
	free(classroom->word);
	free(classroom->where);
	free(classroom);
}

int classroom_fd(const struct classroom *classroom)
{
	if (classroom && classroom->attendee)
		return attendee_fd(classroom->attendee);
	return classroom && classroom->presenter ? presenter_fd(classroom->presenter) : -1;
}

int64_t classroom_due_ms(const struct classroom *classroom)
{
	return classroom && classroom->attendee ? attendee_due_ms(classroom->attendee) : CLOCK_NEVER;
}

/* ---- what a seat tells ------------------------------------------------------------------- */

static const char *here(const struct session *session)
{
	const struct step *step = session_step(session);

	if (session_on_cover(session))
		return PLACE_COVER;
	return session_finished(session) || !step ? PLACE_END : step->id;
}

static void add_done(const struct session *session, struct room_state *state)
{
	const struct workshop *workshop = session_workshop(session);
	size_t i, k;

	for (i = 0; i < workshop->n_lessons; i++)
		for (k = 0; k < workshop->lessons[i].n_steps && state->n_done < ROOM_STEPS_MAX; k++)
			if (session_step_done(session, i, k))
				state->done[state->n_done++] = mem_dup(workshop->lessons[i].steps[k].id);
}

/* Those that the open lesson names: there may be more in the workshop than a payload has room
 * for. */
static void add_machines(const struct session *session, struct room_state *state)
{
	const struct vm_picture *picture = session_picture(session);
	const struct workshop *workshop = session_workshop(session);
	const struct lesson *lesson = session_lesson(session) < workshop->n_lessons ?
				      &workshop->lessons[session_lesson(session)] : NULL;
	size_t i;

	for (i = 0; picture && lesson && i < picture->n_machines && state->n_machines < ROOM_MACHINES_MAX; i++) {
		const struct vm_machine *machine = &picture->machines[i];
		const char *word = state_name(machine->state);

		if (machine->not_created || machine->not_ours || !lesson_names_machine(lesson, machine->name))
			continue;
		state->machines[state->n_machines].name = mem_dup(machine->name);
		state->machines[state->n_machines++].state = mem_dup(word ? word : "unknown");
	}
}

static void add_checks(const struct session *session, struct room_state *state)
{
	size_t n, i;
	const struct session_check *checks = session_checks(session, &n);

	if (session_on_cover(session) || session_finished(session))
		return;
	for (i = 0; i < n; i++)
		state->passed += checks[i].passed;
	state->checks = (int)n;
}

static void fill_state(struct classroom *classroom, const struct session *session, bool busy, size_t hints,
		       struct room_state *state)
{
	session_steps_hash(session, classroom->hash);
	if (!str_eq(classroom->step, here(session))) {
		free(classroom->step);
		classroom->step = mem_dup(here(session));
		classroom->step_since = clock_wall_ms() / 1000;
	}
	state->step = mem_dup(classroom->step);
	state->since = classroom->step_since;
	state->files = mem_dup(classroom->hash);
	state->busy = busy;
	state->hints = (int)hints;
	add_done(session, state);
	add_checks(session, state);
	add_machines(session, state);
}

/* ---- what a seat hears ------------------------------------------------------------------- */

/* Where the class is; NULL: not known, or in another workshop. */
static const struct room_place *class_place(const struct classroom *classroom, const struct session *session)
{
	const struct room_place *place = classroom->attendee ? attendee_place(classroom->attendee) : NULL;

	return place && str_eq(place->workshop, session_workshop(session)->id) ? place : NULL;
}

static bool is_there(const struct classroom *classroom, const struct session *session)
{
	const struct room_place *place = class_place(classroom, session);

	return place && str_eq(place->step, here(session));
}

/* False: the class is at no page that there is here. */
static bool go_there(struct classroom *classroom, struct session *session)
{
	const struct room_place *place = class_place(classroom, session);
	size_t lesson, step;

	follow_went(attendee_follow(classroom->attendee));
	if (!place || is_there(classroom, session))
		return false;
	if (str_eq(place->step, PLACE_COVER)) {
		session_go_cover(session);
		return true;
	}
	if (!workshop_step(session_workshop(session), place->step, &lesson, &step))
		return false;
	session_go(session, lesson, step);
	return true;
}

/* It is followed by the steps' numbers then. */
static void say_other_files(struct classroom *classroom, struct session *session)
{
	const struct room_place *place = class_place(classroom, session);

	if (!place || classroom->said_files || str_eq(place->files, classroom->hash))
		return;
	classroom->said_files = true;
	session_say_more(session, _("Your lessons are not those of the class: its steps may be others."));
}

static void say_what_was_said(struct classroom *classroom, struct session *session)
{
	const struct room_say *say = attendee_said(classroom->attendee);
	char *text;

	if (!say)
		return;
	/* TRANSLATORS: an instructor's name, and what they say to the class. */
	text = mem_printf(_("%1$s says: %2$s"), say->from, say->text);
	session_say(session, TONE_INFO, text, NULL);
	free(text);
}

static void say_refused(struct session *session)
{
	session_say(session, TONE_INFO, _("The class does not take your ticket."),
		    _("Ask who invited you for another one."));
}

static void say_line(struct classroom *classroom, struct session *session)
{
	enum attendee_line line = attendee_line(classroom->attendee);
	struct error err;

	if (line == classroom->line)
		return;
	classroom->line = line;
	if (line == ATTENDEE_TAKEN)
		session_say(session, TONE_INFO, _("Another window of yours is in the class now. f brings the class back to this one."), NULL);
	if (line == ATTENDEE_REFUSED)
		say_refused(session);
	if (line != ATTENDEE_MISSING)
		return;
	err = attendee_why(classroom->attendee);
	session_say_error(session, &err);
}

/* ---- what an instructor tells -------------------------------------------------------------- */

static void say_presenter(struct classroom *classroom, struct session *session)
{
	enum room_link_state state = presenter_line(classroom->presenter);
	const char *other = presenter_other(classroom->presenter);
	struct error why;
	char *text;

	if (other && !classroom->said_other) {
		text = mem_printf(_("%s leads the class now. Your next step takes it back."), other);
		session_say(session, TONE_INFO, text, NULL);
		free(text);
	}
	classroom->said_other = other;
	if (state == classroom->state)
		return;
	classroom->state = state;
	if (state == ROOM_LINK_REFUSED)
		say_refused(session);
	if (state != ROOM_LINK_MISSING)
		return;
	why = presenter_why(classroom->presenter);
	session_say_error(session, &why);
}

static void lead(struct classroom *classroom, struct session *session)
{
	session_steps_hash(session, classroom->hash);
	presenter_turn(classroom->presenter, session_workshop(session)->id, classroom->hash, here(session));
	say_presenter(classroom, session);
}

/* ---- each turn ------------------------------------------------------------------------------ */

bool classroom_turn(struct classroom *classroom, struct session *session, const struct follow_busy *busy,
		    size_t hints, bool *moved)
{
	struct room_state state = { 0 };
	struct follow_busy all = *busy;
	bool changed;

	*moved = false;
	if (classroom && classroom->presenter)
		lead(classroom, session);
	if (!classroom || !classroom->attendee)
		return false;
	fill_state(classroom, session, busy->waiting, hints, &state);
	changed = attendee_turn(classroom->attendee, &state, clock_mono_ms());
	all.check = classroom->busy = state.passed < state.checks;
	room_state_free(&state);
	if (follow_goes(attendee_follow(classroom->attendee), &all, is_there(classroom, session)))
		*moved = go_there(classroom, session);
	say_other_files(classroom, session);
	say_what_was_said(classroom, session);
	say_line(classroom, session);
	return changed || *moved;
}

void classroom_looks_around(struct classroom *classroom)
{
	if (classroom && classroom->attendee)
		follow_own_move(attendee_follow(classroom->attendee));
}

static void say_hand(struct classroom *classroom, struct session *session)
{
	bool up = !attendee_hand(classroom->attendee);
	bool live = attendee_line(classroom->attendee) == ATTENDEE_LIVE;

	attendee_raise(classroom->attendee, up);
	session_say(session, TONE_INFO, !up ? _("Your hand is down.") :
		    attendee_is_private(classroom->attendee) ?
		    _("The class is told nothing about you now, not even your hand. X changes that.") :
		    live ? _("Your hand is up: the instructor sees it, nobody else. r lowers it.") :
		    _("The instructor sees your hand as soon as the class is heard. r lowers it."), NULL);
}

static void say_private(struct classroom *classroom, struct session *session)
{
	bool on = !attendee_is_private(classroom->attendee);

	attendee_be_private(classroom->attendee, on);
	session_say(session, TONE_INFO, on ? _("The class is told nothing about you any more. X changes that.") :
		    _("The instructor sees again how you are doing. X stops that."), NULL);
}

static bool follow(struct classroom *classroom, struct session *session)
{
	bool moved;

	follow_start(attendee_follow(classroom->attendee));
	moved = go_there(classroom, session);
	session_say(session, TONE_INFO, class_place(classroom, session) ?
		    _("You follow the class. If you go elsewhere you look around, and f follows again.") :
		    _("Nobody has said yet where the class is. You follow from then on."), NULL);
	return moved;
}

bool classroom_do(struct classroom *classroom, struct session *session, enum command_id id)
{
	struct error err = { 0 };

	if (!classroom || !classroom->attendee) {
		session_say(session, TONE_INFO, _("This is for a class, and you are in none."), NULL);
		return false;
	}
	/* Another window had the seat: this one takes it back. */
	if (!attendee_return(classroom->attendee, &err)) {
		session_say_error(session, &err);
		return false;
	}
	if (id == COMMAND_FOLLOW)
		return follow(classroom, session);
	if (id == COMMAND_HAND)
		say_hand(classroom, session);
	else
		say_private(classroom, session);
	return false;
}

/* ---- what is shown -------------------------------------------------------------------------- */

static const char *state_of_class(struct classroom *classroom)
{
	switch (attendee_line(classroom->attendee)) {
	case ATTENDEE_CONNECTING: return _("connecting");
	case ATTENDEE_LIVE: break;
	case ATTENDEE_TAKEN: return _("in another window");
	default: return _("not heard");
	}
	if (attendee_is_private(classroom->attendee))
		return _("private");
	if (attendee_hand(classroom->attendee))
		return _("hand up");
	return attendee_follow(classroom->attendee)->on ? _("following") : _("looking around");
}

/* NULL: the person is there, or there is nothing to say of it. */
static char *where_text(struct classroom *classroom, const struct session *session)
{
	const struct follow *follow = attendee_follow(classroom->attendee);
	const struct room_place *place = class_place(classroom, session);
	size_t lesson, index;
	const struct step *at = place ? workshop_step(session_workshop(session), place->step, &lesson, &index) : NULL;

	if (!place || !follow_tells(follow, is_there(classroom, session)))
		return NULL;
	if (str_eq(place->step, PLACE_COVER))
		return mem_printf(_("%s is at the beginning. f goes there, and follows."), place->driver);
	if (!at)
		return NULL;
	return mem_printf(follow->on && follow->is_pending && classroom->busy ?
			  _("%1$s is at %2$s %3$s. You go there when this step is done; f goes now.") :
			  _("%1$s is at %2$s %3$s. f goes there, and follows."), place->driver, at->id, at->title);
}

static const char *state_of_presenter(struct classroom *classroom)
{
	switch (presenter_line(classroom->presenter)) {
	case ROOM_LINK_CONNECTING: return _("connecting");
	case ROOM_LINK_UP: return presenter_other(classroom->presenter) ? _("somebody else leads") : _("you lead");
	default: return _("not heard");
	}
}

void classroom_view(struct classroom *classroom, const struct session *session, struct view *view)
{
	if (!classroom || (!classroom->attendee && !classroom->presenter))
		return;
	free(classroom->word);
	free(classroom->where);
	classroom->where = classroom->attendee ? where_text(classroom, session) : NULL;
	/* TRANSLATORS: the name of a class, and how it is with it. */
	classroom->word = mem_printf(_("class %1$s: %2$s"), classroom->attendee ?
				     attendee_ticket(classroom->attendee)->class :
				     presenter_ticket(classroom->presenter)->class, classroom->attendee ?
				     state_of_class(classroom) : state_of_presenter(classroom));
	view->class_word = classroom->word;
	view->class_line = classroom->where;
	view->class_seat = classroom->attendee;
}
