// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What make-guests and take-guests give: the lines in which they report their progress, and
 * the files that they make.
 *
 * Parsing the lines is pure; any thread.  The files are in a folder of their own until a
 * guest is complete, and then in the cache.  Call their functions while holding the cache's
 * lock; one thread. */
#ifndef GUESTS_MAKER_OUTPUT_H
#define GUESTS_MAKER_OUTPUT_H

#include <stdbool.h>

#include "base/error.h"
#include "vm/files/guests.h"

enum maker_word {
	MAKER_LISTS, MAKER_DOWNLOAD, MAKER_UNPACK, MAKER_PACK, MAKER_DONE,
	MAKER_FETCH, MAKER_CHECK, MAKER_TAKE, MAKER_TAKEN, MAKER_WORDS
};

struct maker_news {
	bool failed;          /* if true, only error is set */
	int percent;          /* 0 to 100, of all that was asked for */
	enum maker_word word;
	char what[64];        /* clean */
	struct error error;   /* translated, with its remedy */
};

/* Parses one line.  Returns false if it is not part of the protocol. */
bool maker_line(const char *line, struct maker_news *news);

/* The folder into which the script writes.  Caller frees. */
char *maker_folder(void);
/* The path of the program's own script of this name; NULL if it is not installed.
 * Caller frees. */
char *maker_script(const char *name);
/* Removes what an older script, or one that did not finish, left in the folder. */
void maker_forget_old(void);
/* Moves the complete ones of the wanted guests into the cache, replacing older ones. */
void maker_take_over(const bool wanted[GUEST_COUNT]);
/* Was the guest made for this user by an older script than the installed one? */
bool guest_is_old(const struct guest *guest);

#endif
