// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is known of a person's progress, as data: read from the lines of a
 * file (record-lines.h), changed by operations, printed again.  Pure: progress.c has the file.
 *
 *	imitation-progress 1
 *	epoch 0
 *	workshop containers-1f2e3d4c
 *	step 3.2 es 5c0a1b22 91fe0c4d 0b7725aa
 *	place 3.2
 *	page end
 *	view 3.2 1830 2 console dreamer
 *	unfinished 3.2 dreamer start %
 *	seat 4711 85220117
 *	seen 3.2
 *	passed 3.2 f09820b1a339a176
 *	skipped 3.3
 *	moment dreamer before%20mess 5.2 1606000000000
 *	language es
 *	spent 61000
 *	end
 *
 * "workshop" names the one whose record it is: earlier versions gave the same file to several.
 * A line "page" says that the cover or the end is open, in place of that step.
 * A line "step" tells what the step of this number was like when the file was written: the
 * language of its titles, hashes of its lesson's title, its own title and its content
 * (step-list.h).  So the other lines, which have numbers, are changed when the step has another
 * number (renumber.h).  Steps that are not in the workshop now stay, at the end: it may
 * be one lesson of it, or a lesson that cannot be read.  A file of an earlier version has
 * neither line: its numbers count as they are.
 *
 * "view" tells what the person looked at in this step: the place in its text at which the
 * screen began, how many hints were shown, the pane, and the machine that was chosen.
 * "unfinished" is an action that was not over when the line was lost: the step whose button it
 * was, the machine, the verb and the name of the snapshot; what came of it is still to be told.
 * A restore to the snapshot that was current has no name: nothing would show that it was done.
 *
 * "seat" is a process that has the workshop open as a seat of a class, with its start as in
 * /proc/PID/stat.  There are several while one leaves for another; the last one has the seat.
 */
#ifndef PROGRESS_RECORD_H
#define PROGRESS_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "progress/step-list.h"

/* At which step and when a snapshot was taken. */
struct progress_snapshot {
	char *machine, *snapshot, *step;
	int64_t taken_ms; /* wall clock */
};

struct record_passed {
	char *step, *key;
};

struct record_view {
	char *step; /* NULL: nothing is known, and the rest is nothing */
	int64_t offset, hints;
	char *pane, *machine; /* "" for none */
};

enum { UNFINISHED_MOST = 50 }; /* more are not kept */

struct record_unfinished {
	char *step, *machine, *verb, *name; /* "" for no step, no name */
};

enum { SEATS_MOST = 20 }; /* the newest */

struct record_seat {
	int64_t pid, start;
};

struct record {
	int64_t epoch; /* grows when all is forgotten */
	char *place;   /* or NULL */
	char *page;    /* "cover", "end", or NULL: the place is open */
	struct record_view view;
	struct record_unfinished *unfinished;
	size_t n_unfinished;
	struct record_seat *seats; /* they stay when all is forgotten */
	size_t n_seats;
	char **seen;
	size_t n_seen;
	char **skipped;
	size_t n_skipped;
	struct record_passed *passed;
	size_t n_passed;
	struct progress_snapshot *snapshots;
	size_t n_snapshots;
	int64_t spent_ms;
	char *language; /* that was chosen, or NULL */
	char *workshop; /* whose record it is, or NULL */
	struct step_list steps;
};

enum record_change_kind {
	CHANGE_NOTHING,     /* a change that is withdrawn but must still be counted */
	CHANGE_PLACE,       /* step; also seen */
	CHANGE_PAGE,        /* name */
	CHANGE_PASS,        /* step, name: the check's key; not skipped any more */
	CHANGE_SKIP,        /* step */
	CHANGE_SNAPSHOT,      /* machine, name, step, ms */
	CHANGE_DROP_SNAPSHOT, /* machine, name */
	CHANGE_SPENT,       /* ms more */
	CHANGE_CLEAR,
	CHANGE_CLEAR_LESSON, /* ms: its number */
	CHANGE_LANGUAGE,     /* name */
	CHANGE_VIEW,         /* step, ms: the offset, more: the hints, name: the pane, machine */
	CHANGE_UNFINISHED,   /* step, machine, verb, name */
	CHANGE_SEAT,         /* ms: the process, more: its start; it is the last one now */
	CHANGE_SEAT_LEFT,    /* the same; it has none any more */
	CHANGE_TOLD,         /* nothing is unfinished any more */
};

struct record_change {
	enum record_change_kind kind;
	char *step, *machine, *name, *verb;
	int64_t ms, more;
};

void record_apply(struct record *record, const struct record_change *change);
void record_change_free(struct record_change *change); /* what it holds; then CHANGE_NOTHING */
void record_free(struct record *record);
/* Does it know nothing of what the person did? */
bool record_is_empty(const struct record *record);

bool record_passed(const struct record *record, const char *step, const char *key);
bool record_seen(const struct record *record, const char *step);
bool record_skipped(const struct record *record, const char *step);
const struct progress_snapshot *record_snapshot(const struct record *record, const char *machine,
					    const char *name);

#endif
