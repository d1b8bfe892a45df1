// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The place in a workshop, and what happened on the visit of the step there: which
 * buttons worked, what the consoles had said before, was the stage set; and finding the
 * place again after the author has changed the lessons.  One thread. */
#ifndef SESSION_PLACE_H
#define SESSION_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lesson/lesson.h"
#include "vm/machine.h"

struct session_place {
	const struct workshop *workshop; /* as it is shown; not owned */
	size_t lesson, step;
	bool cover, finished;
	unsigned char *pressed; /* for each button of the step, from 1: it worked on this visit */
	uint64_t *seen;         /* for each machine: console lines up to this one do not count */
	bool stage_asked;       /* the stage was set on this visit */
};

/* NULL: the workshop has no lessons. */
const struct lesson *place_lesson(const struct session_place *place);
const struct step *place_step(const struct session_place *place);
/* Begins a visit of a step; if the lesson has no such step, of its first one.  The lesson
 * must exist. */
void place_open(struct session_place *place, size_t lesson, size_t step);
void place_open_cover(struct session_place *place);
/* The next step.  False: there is none. */
bool place_after(const struct session_place *place, size_t *lesson, size_t *step);
/* The step before.  False: this is the first one. */
bool place_before(const struct session_place *place, size_t *lesson, size_t *step);
/* The step was replaced: keeps which buttons were pressed if it has as many as before. */
void place_keep_pressed(struct session_place *place, size_t n_before);
/* No button of the step worked on this visit, from now on. */
void place_forget_pressed(struct session_place *place);
bool place_any_pressed(const struct session_place *place);
/* Console lines count from now on; picture: NULL before the first. */
void place_mark_consoles(struct session_place *place, const struct vm_picture *picture);
/* The last line of the machine's console that does not count; 0: all do. */
uint64_t place_seen(const struct session_place *place, const char *machine);
void place_clear(struct session_place *place); /* frees what is in it */

/* ---- finding it again
 *
 * Where an author is in a workshop that they are writing.  When the numbers of lessons
 * and steps change, the place is found again by its titles.  It is remembered while a
 * half-saved file lacks the step. */
struct anchor {
	bool dropped;        /* the fields below name a step */
	char *lesson, *step; /* titles */
	int number;          /* of the lesson */
	size_t n_lessons;    /* of the workshop */
	size_t index;        /* of the step */
	size_t n_steps;      /* of the lesson */
	size_t same;         /* how many of them have the step's title */
	bool away; /* the cover is shown only because there is no lesson at all */
	size_t landed_lesson, landed_step; /* indexes: where anchor_find() moved to last */
};

/* Notes where the person is, if they have moved since anchor_find(). */
void anchor_drop(struct anchor *anchor, const struct session_place *place);
/* The workshop of the place was replaced: moves the place to the step that was noted. */
void anchor_find(struct anchor *anchor, struct session_place *place);
void anchor_clear(struct anchor *anchor); /* frees what is in it */

#endif
