// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Where a person wants to be in a workshop that is being written: found again by its
 * titles where numbers have moved.  It is kept while a file is half saved and the step
 * is gone for a moment.  One thread. */
#ifndef SESSION_ANCHOR_H
#define SESSION_ANCHOR_H

#include "session/place.h"

struct anchor {
	bool dropped;        /* at a step, at least once */
	char *lesson, *step; /* titles */
	int number;          /* of the lesson */
	size_t n_lessons;    /* of the workshop */
	size_t index;        /* of the step */
	size_t n_steps;      /* of the lesson */
	size_t same;         /* of them: how many have the step's title */
	bool away; /* there is no lesson at all, so the cover is shown */
	size_t landed_lesson, landed_step; /* where that led to the last time */
};

/* Where the person is by now, unless they have not moved since the last time. */
void anchor_drop(struct anchor *anchor, const struct session_place *place);
/* Moves the place, whose workshop was changed, to where the anchor lies. */
void anchor_find(struct anchor *anchor, struct session_place *place);
void anchor_clear(struct anchor *anchor); /* frees what is in it */

#endif
