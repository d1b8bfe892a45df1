// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The workshop as it was read from its files, in each language that was shown so far,
 * and what is wrong in these files.  Every edition stays until the session ends or the
 * files are read anew: jobs under way and chains point into it.  One thread. */
#ifndef SESSION_EDITIONS_H
#define SESSION_EDITIONS_H

#include "base/error.h"
#include "lesson/diag.h"
#include "lesson/lesson.h"

struct editions {
	char *path; /* of the workshop */
	struct workshop **list;
	size_t n;
	struct diags errors; /* in their files; of each once, sorted */
};

/* Reads the first edition.  languages: as for workshop_load().  NULL with err. */
const struct workshop *editions_open(struct editions *editions, const char *path,
				     const char *languages, struct error *err);
/* Uses the id that earlier versions gave (workshop_use_old_id()), in all editions.  Only
 * directly after opening, if there is one. */
void editions_use_old_id(struct editions *editions);
/* The edition in this language (NULL: as it was written), read if need be.  One whose
 * machines differ from those of shown is refused, as machines are known by their order.
 * NULL with err. */
const struct workshop *editions_find(struct editions *editions, const char *language,
				     const struct workshop *shown, struct error *err);
/* Reads the files again, in the language of what is shown, and keeps its id.  NULL if the
 * files have any error, with a sentence in *problem, which the caller frees.  The caller
 * passes the workshop to editions_replace(), or frees it. */
struct workshop *editions_read_anew(const struct editions *editions, const struct workshop *shown,
				    char **problem);
/* Frees all editions, and takes ownership of this one. */
void editions_replace(struct editions *editions, struct workshop *workshop);
/* The error as a sentence, with the file's path within the workshop's folder.  Caller frees. */
char *editions_error_text(const struct editions *editions, const struct diag *diag);
void editions_clear(struct editions *editions); /* frees what is in it */

#endif
