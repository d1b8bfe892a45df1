// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Who is in the room and how they are doing, those first who need help.
 *
 * Fed with payloads as they come.  Clocks of other computers are not trusted: how long something
 * has been so counts from when it was heard here, and what a writer says of earlier counts
 * against the newest time that the same writer has said.  Times of ours are milliseconds of
 * clock_mono_ms(), which the caller passes.  Pure; one thread. */
#ifndef ROOM_ROSTER_H
#define ROOM_ROSTER_H

#include "room/wire.h"

/* A step of the workshop, in its order. */
struct roster_step {
	char *id;
	char *number;       /* as it is shown, "3.2" */
	char *title;
	int64_t planned_ms; /* its part of the lesson's minutes */
};

/* Why somebody is where they are in the list, the most urgent first. */
enum roster_need {
	NEED_HAND,    /* raised it */
	NEED_STUCK,   /* a check is open for more than twice what was planned, and two minutes */
	NEED_STOPPED, /* the program ended by itself less than ten minutes ago */
	NEED_LOST,    /* the line was lost less than ten minutes ago */
	NEED_NOTHING,
	NEED_AWAY,    /* quit, or is private, or long gone */
};

struct roster_row {
	const char *name;          /* of the account */
	const char *shown;         /* for people */
	const struct room_state *state; /* NULL: not known */
	const struct roster_step *step; /* NULL: none of ours, or not known */
	enum room_presence presence;
	bool is_known;             /* has said that it is there */
	enum roster_need need;
	int64_t need_ms;           /* for how long */
	int64_t on_step_ms;
	bool other_files;          /* their lessons are not those of the class */
	unsigned unreadable;       /* payloads of theirs that could not be read */
};

struct roster;

/* The steps are copied.  Caller frees with roster_free(). */
struct roster *roster_new(const struct roster_step *steps, size_t n);
void roster_free(struct roster *roster);

/* Whose seats there are, before anything is heard of them.  shown NULL: the name. */
void roster_seat(struct roster *roster, const char *name, const char *shown);
void roster_files(struct roster *roster, const char *files); /* those of the class */

/* What came from a seat; n is 0 for a payload that was taken away.  retained: the broker had it
 * before, so nobody knows how long ago a line was lost or a program ended. */
void roster_heard_here(struct roster *roster, const char *name, const char *bytes, size_t n, bool retained,
		       int64_t now_ms);
void roster_heard_state(struct roster *roster, const char *name, const char *bytes, size_t n, int64_t now_ms);

struct roster_count {
	int here, lost, stopped, quit; /* quit: also those who are private */
};

/* Sorts the rows and returns them; valid until the next call with this roster. */
const struct roster_row *roster_rows(struct roster *roster, int64_t now_ms, size_t *n);
struct roster_count roster_count(const struct roster *roster);
/* How many are at each step, of those who are here: fills at[] and not_done[], one for each
 * step of roster_new(). */
void roster_places(const struct roster *roster, int *at, int *not_done);
/* The index of the step with that id; the number of steps if there is none. */
size_t roster_find_step(const struct roster *roster, const char *id);

#endif
