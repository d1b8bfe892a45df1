// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Making guests: the program's own script lessons/guests/make-guests as a child
 * process, which tells on a pipe how far it is; or take-guests beside it, which
 * takes them out of a signed archive.
 *
 * Only the scripts that were installed or built with this program are run, never
 * one of a workshop.  They put finished files, and no others, into the person's
 * cache.  One program at a time makes guests there: the cache is held, by the
 * script as well, and another one waits.  Nothing blocks but maker_free(), and
 * that not for long.  One thread. */
#ifndef GUESTS_MAKER_H
#define GUESTS_MAKER_H

#include <stdbool.h>

#include "base/error.h"
#include "vm/files/guests.h"

/* ---- what the script says; pure */

enum maker_word {
	MAKER_LISTS, MAKER_DOWNLOAD, MAKER_UNPACK, MAKER_PACK, MAKER_DONE,
	MAKER_FETCH, MAKER_CHECK, MAKER_TAKE, MAKER_TAKEN, MAKER_WORDS
};

struct maker_news {
	bool failed;          /* else the other three */
	int percent;          /* 0 to 100, of all that was asked for */
	enum maker_word word;
	char what[64];        /* clean */
	struct error error;   /* translated, with its remedy */
};

/* Reads one line of it; false: it is none of the protocol's. */
bool maker_line(const char *line, struct maker_news *news);

/* ---- the script at work */

struct maker;

enum maker_state {
	MAKER_WAITS,  /* another program is making guests */
	MAKER_WORKS,
	MAKER_GOOD,   /* all are there */
	MAKER_FAILED, /* maker_error() */
};

/* Where guests are taken from.  The strings outlive the maker. */
struct maker_archive {
	const char *place; /* a file, or an address */
	const char *key;   /* a file of public keys that are trusted as well; or NULL */
};

/* Begins to make those marked, or to take them out of the archive if there is one.
 * NULL with err where it cannot begin. */
struct maker *maker_start(const bool wanted[GUEST_COUNT], const struct maker_archive *archive,
			  struct error *err);
/* Stops it if it is at work: what is half made is not used.  NULL is fine. */
void maker_free(struct maker *maker);
int maker_fd(const struct maker *maker); /* readable: call maker_turn; -1: call it about once a second */
/* Takes in what the script said. */
enum maker_state maker_turn(struct maker *maker);
int maker_percent(const struct maker *maker);
const char *maker_text(const struct maker *maker); /* what is being done, a translated sentence */
const struct error *maker_error(const struct maker *maker);

#endif
