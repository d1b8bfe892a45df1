// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* An attendee who follows the class, and is never dragged out of anything.
 *
 * Following is off at first.  A move of the class moves the screen at once, unless the person is
 * in the middle of something; then it waits, and is told in a line meanwhile.  Who moves by
 * themselves looks around: then only the line tells of moves.  Pure; one thread. */
#ifndef ROOM_FOLLOW_H
#define ROOM_FOLLOW_H

#include <stdbool.h>
#include <stdint.h>

/* What somebody must not be dragged out of. */
struct follow_busy {
	bool check;    /* one of the open step has not passed */
	bool typing;   /* into a console */
	bool asked;    /* a question is open */
	bool search;
	bool waiting;  /* for an action */
};

struct follow {
	bool on;
	bool is_known;   /* the class has been heard of */
	int64_t n;       /* of the newest place that was heard */
	bool is_pending; /* there is a place where the person has not been since it was heard */
};

/* A place was heard.  Places that are older than what was heard before, or the same again, are
 * passed over: false. */
bool follow_heard(struct follow *follow, int64_t n);
/* The broker was lost: the next place that is heard counts, whatever its number. */
void follow_lost(struct follow *follow);
/* Is the screen to go there now?  Ask at each turn; after true call follow_went(). */
bool follow_goes(const struct follow *follow, const struct follow_busy *busy, bool is_there);
/* Is the line to be shown that says where the class is? */
bool follow_tells(const struct follow *follow, bool is_there);
void follow_went(struct follow *follow);     /* the screen is where the class is */
void follow_start(struct follow *follow);    /* the person wants to */
void follow_own_move(struct follow *follow); /* went somewhere by themselves */

#endif
