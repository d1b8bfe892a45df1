// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is known of a person's progress, as data: read from the lines of a
 * file, changed by operations, printed again.  Pure: progress.c has the file.
 *
 *	imitation-progress 1
 *	epoch 0
 *	place 3.2
 *	seen 3.2
 *	passed 3.2 f09820b1a339a176
 *	skipped 3.3
 *	moment dreamer before%20mess 5.2 1606000000000
 *	language es
 *	spent 61000
 *	end
 */
#ifndef PROGRESS_RECORD_H
#define PROGRESS_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

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
};

enum record_change_kind {
	CHANGE_PLACE,       /* step; also seen */
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
void record_change_free(struct record_change *change); /* what it holds */
void record_free(struct record *record);
bool record_equal(const struct record *a, const struct record *b);

bool record_passed(const struct record *record, const char *step, const char *key);
bool record_seen(const struct record *record, const char *step);
bool record_skipped(const struct record *record, const char *step);
const struct progress_snapshot *record_snapshot(const struct record *record, const char *machine,
					    const char *name);

#endif
