// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Where an author is in a workshop that they are writing.  When the numbers of lessons
 * and steps change, the place is found again by its titles.  It is remembered while a
 * half-saved file lacks the step.  One thread. */
#ifndef SESSION_ANCHOR_H
#define SESSION_ANCHOR_H

#include "session/place.h"

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
