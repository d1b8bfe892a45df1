// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is known of a person's progress, as data: read from the lines of a
 * file, changed by operations, printed again.  Pure: progress.c has the file.
 *
 *	imitation-progress 1
 *	epoch 0
 *	workshop containers-1f2e3d4c
 *	step 3.2 es 5c0a1b22 91fe0c4d 0b7725aa
 *	place 3.2
 *	page end
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

struct record {
	int64_t epoch; /* grows when all is forgotten */
	char *place;   /* or NULL */
	char *page;    /* "cover", "end", or NULL: the place is open */
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
};

struct record_change {
	enum record_change_kind kind;
	char *step, *machine, *name;
	int64_t ms;
};

/* False: some lines are invalid; the others count. */
bool record_parse(struct record *record, const char *text, size_t n);
void record_print(const struct record *record, struct str *out);
void record_apply(struct record *record, const struct record_change *change);
void record_change_free(struct record_change *change); /* what it holds; then CHANGE_NOTHING */
void record_free(struct record *record);
/* Does it know nothing of what the person did? */
bool record_is_empty(const struct record *record);
bool record_equal(const struct record *a, const struct record *b);

bool record_passed(const struct record *record, const char *step, const char *key);
bool record_seen(const struct record *record, const char *step);
bool record_skipped(const struct record *record, const char *step);
const struct progress_snapshot *record_snapshot(const struct record *record, const char *machine,
					    const char *name);

#endif
