// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Makes guests: runs the program's own script lessons/guests/make-guests as a child
 * process, which reports its progress on a pipe; or take-guests beside it, which
 * unpacks guests from a signed archive.
 *
 * Only the scripts that were installed or built with this program are run, never one of
 * a workshop.  They put only complete files into the user's cache.  A lock on the cache
 * makes sure that one program at a time makes guests; a second one waits.  The script
 * holds the lock too.  Only maker_free() blocks, as long as it is told.  One thread. */
#ifndef GUESTS_MAKER_H
#define GUESTS_MAKER_H

#include <stdbool.h>

#include "base/error.h"
#include "vm/files/guests.h"

struct maker;

enum { MAKER_END_MS = 1500 }; /* in which the script usually has cleaned up */

enum maker_state {
	MAKER_WAITS,  /* another program is making guests */
	MAKER_WORKS,
	MAKER_GOOD,   /* all wanted guests are there */
	MAKER_FAILED, /* see maker_error() */
};

/* The archive to take guests from.  The strings must outlive the maker. */
struct maker_archive {
	const char *place; /* a file, or a URL */
	const char *key;   /* a file of additional public keys to trust, or NULL */
};

/* Starts to make the wanted guests, or to take them from the archive if it is not NULL.
 * Returns NULL with err if it cannot start. */
struct maker *maker_start(const bool wanted[GUEST_COUNT], const struct maker_archive *archive,
			  struct error *err);
/* Tells the script to stop, and does not wait for it. */
void maker_end(struct maker *maker);
/* Stops the script if it is running, and kills it if it has not cleaned up within so many
 * milliseconds; incomplete guests are not used.  NULL is fine. */
void maker_free(struct maker *maker, int patience_ms);
/* The pipe: call maker_turn() when it is readable.  -1: call it once a second. */
int maker_fd(const struct maker *maker);
/* Reads what the script wrote and returns the new state. */
enum maker_state maker_turn(struct maker *maker);
int maker_percent(const struct maker *maker); /* 0 to 100 */
/* What is being done: a translated sentence, valid until the next maker_turn(). */
const char *maker_text(const struct maker *maker);
/* Why it failed; valid as long as the maker. */
const struct error *maker_error(const struct maker *maker);

#endif
