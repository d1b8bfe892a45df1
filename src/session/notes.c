// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a second terminal tells who presents; see notes.h. */
#include "session/notes.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/question.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/pace.h"
#include "session/parts.h"

enum {
	BREAK_MINUTES = 5, BREAK_MOST = 240,
	/* The other session notes the time that was spent each minute.  If it has not for so
	 * long, it has ended. */
	SILENT_MS = SESSION_SPEND_MS + 10000,
};

struct notes {
	struct session *session;
	bool own_language;    /* it was asked for: the other's is not followed */
	char *question;       /* of the last view, or NULL */

	int64_t spent_ms;     /* as the other session noted it last, */
	int64_t noted_ms;     /* at this time, on the monotonic clock; -1: it never did */
	int64_t shift_ms;     /* what notes_begin_here() added to the time spent */
	int64_t entered_ms;   /* the time that was spent when the step was opened; -1: not known */

	int64_t break_ms;     /* when it began, on the monotonic clock; -1: there is none */
	int break_minutes;
	bool typing;          /* the next digit belongs to the number */
};

/* ---- the time ---------------------------------------------------------------------- */

/* Does the other session go on, as far as is known? */
static bool is_counted(const struct notes *notes)
{
	return notes->noted_ms >= 0 && clock_mono_ms() - notes->noted_ms < SILENT_MS;
}

static int64_t spent_now(const struct notes *notes)
{
	int64_t since = is_counted(notes) ? clock_mono_ms() - notes->noted_ms : 0;
	int64_t spent = notes->spent_ms + since + notes->shift_ms;

	return spent > 0 ? spent : 0;
}

/* The other session has written something. */
static void take_spent(struct notes *notes)
{
	int64_t spent = progress_spent_ms(notes->session->progress);

	if (spent != notes->spent_ms || !is_counted(notes))
		notes->noted_ms = clock_mono_ms();
	notes->spent_ms = spent;
}

/* The time was noted at some time in the minute before the file was written. */
static void begin_time(struct notes *notes)
{
	int64_t written = progress_written_ms(notes->session->progress);
	int64_t age = clock_wall_ms() - written;

	notes->spent_ms = progress_spent_ms(notes->session->progress);
	notes->noted_ms = written > 0 ? clock_mono_ms() - (age > 0 ? age : 0) : -1;
	notes->entered_ms = -1;
}

void notes_begin_here(struct notes *notes)
{
	const struct session_place *place = &notes->session->place;
	int64_t start = (int64_t)pace_start(place->workshop, place->lesson) * PACE_MINUTE_MS;

	notes->shift_ms += start - spent_now(notes);
	notes->entered_ms = start;
}

/* ---- following ------------------------------------------------------------------------ */

static bool follow_step(struct notes *notes)
{
	struct session *session = notes->session;
	const struct session_place *at = &session->place;
	const char *place = progress_place(session->progress);
	const struct step *open = session_step(session);
	size_t lesson, step;

	if (!open || (str_eq(place, open->id) && !at->cover && !at->finished) ||
	    !workshop_step(at->workshop, place, &lesson, &step))
		return false;
	session_go(session, lesson, step);
	notes->entered_ms = spent_now(notes);
	return true;
}

static bool follow_place(struct notes *notes)
{
	struct session_place *at = &notes->session->place;
	const char *page = progress_page(notes->session->progress);
	bool changed;

	if (str_eq(page, PROGRESS_COVER)) {
		changed = !at->cover;
		if (changed)
			session_go_cover(notes->session);
		return changed;
	}
	if (!str_eq(page, PROGRESS_END))
		return follow_step(notes);
	changed = !at->finished;
	at->cover = false;
	at->finished = true;
	return changed;
}

static bool follow_language(struct notes *notes)
{
	struct session *session = notes->session;
	const char *kept = progress_language(session->progress);
	const char *wanted = str_eq(kept, PROGRESS_SOURCE) ? NULL : kept;

	if (notes->own_language || !kept || str_eq(wanted, session->place.workshop->language))
		return false;
	return session_use_language(session, wanted, NULL);
}

bool notes_turn(struct notes *notes)
{
	bool counted = is_counted(notes), changed = session_turn(notes->session);

	if (changed) {
		take_spent(notes);
		follow_language(notes);
		follow_place(notes);
	}
	return changed || counted != is_counted(notes);
}

int notes_fd(const struct notes *notes)
{
	return session_progress_fd(notes->session);
}

struct notes *notes_open(const struct session_options *options, struct error *err)
{
	struct session_options open = *options;
	struct notes *notes = mem_alloc(sizeof *notes);

	open.follow = open.no_machines = true;
	notes->session = session_open(&open, err);
	if (!notes->session) {
		free(notes);
		return NULL;
	}
	notes->own_language = options->language != NULL;
	notes->break_ms = -1;
	begin_time(notes);
	follow_place(notes);
	notes->entered_ms = -1; /* the other was there before */
	return notes;
}

void notes_close(struct notes *notes)
{
	if (!notes)
		return;
	session_close(notes->session);
	free(notes->question);
	free(notes);
}

/* ---- a break --------------------------------------------------------------------------- */

void notes_break(struct notes *notes)
{
	bool begins = notes->break_ms < 0;

	notes->break_ms = begins ? clock_mono_ms() : -1;
	notes->break_minutes = BREAK_MINUTES;
	notes->typing = false;
}

bool notes_break_digit(struct notes *notes, int digit)
{
	int minutes = (notes->typing ? notes->break_minutes * 10 : 0) + digit;

	if (notes->break_ms < 0)
		return false;
	notes->break_minutes = minutes < BREAK_MOST ? minutes : BREAK_MOST;
	notes->typing = true;
	return true;
}

void notes_other_key(struct notes *notes)
{
	notes->typing = false;
}

static int64_t break_left_ms(const struct notes *notes)
{
	return notes->break_ms + notes->break_minutes * (int64_t)PACE_MINUTE_MS - clock_mono_ms();
}

/* ---- what is shown ---------------------------------------------------------------------- */

/* A countdown changes each second, and what is over each minute. */
static int64_t break_due_ms(const struct notes *notes)
{
	int64_t left = break_left_ms(notes);

	return left > 0 ? (left - 1) % 1000 + 1 : PACE_MINUTE_MS - -left % PACE_MINUTE_MS;
}

int64_t notes_due_ms(const struct notes *notes)
{
	int64_t now = clock_mono_ms(), due = CLOCK_NEVER;

	if (is_counted(notes)) {
		due = now + PACE_MINUTE_MS - spent_now(notes) % PACE_MINUTE_MS;
		due = clock_sooner(due, notes->noted_ms + SILENT_MS);
	}
	if (notes->break_ms >= 0)
		due = clock_sooner(due, now + break_due_ms(notes));
	return due;
}

void notes_view(struct notes *notes, struct view_notes *view)
{
	const struct session_place *place = &notes->session->place;
	size_t lesson, step;

	*view = (struct view_notes){
		.workshop = place->workshop, .lesson = place->lesson, .step = place->step,
		.cover = place->cover, .finished = place->finished,
		.counted = is_counted(notes), .on_break = notes->break_ms >= 0,
	};
	if (view->on_break)
		view->break_left_ms = break_left_ms(notes);
	free(notes->question);
	notes->question = NULL;
	if (!place_step(place))
		return;
	/* The plan begins with the first lesson, and ends with the last one. */
	view->pace = pace_at(place->workshop,
			     place->cover || place->finished ? place->workshop->n_lessons : place->lesson,
			     place->step, spent_now(notes), notes->entered_ms);
	if (place->finished || !place_after(place, &lesson, &step))
		return;
	view->next = &place->workshop->lessons[lesson].steps[step];
	view->question = notes->question = doc_question(&view->next->doc);
}
