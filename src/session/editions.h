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

/* The first one; languages: as workshop_load() takes them.  NULL with err. */
const struct workshop *editions_open(struct editions *editions, const char *path,
				     const char *languages, struct error *err);
/* The one in this language, NULL: as it was written.  shown is what is shown now, and
 * one with other machines than that is refused: what is known of the machines is told
 * by their order.  NULL with err. */
const struct workshop *editions_find(struct editions *editions, const char *language,
				     const struct workshop *shown, struct error *err);
/* Reads the files anew, in the language of what is shown, and keeps its id.  NULL where
 * there is any error, with a sentence in *problem, which the caller frees.  The caller
 * gives it to editions_replace() or frees it. */
struct workshop *editions_read_anew(const struct editions *editions, const struct workshop *shown,
				    char **problem);
/* Takes this one over instead of all that there are. */
void editions_replace(struct editions *editions, struct workshop *workshop);
/* With the file's place in the workshop's folder; caller frees. */
char *editions_error_text(const struct editions *editions, const struct diag *diag);
void editions_clear(struct editions *editions); /* frees what is in it */

#endif
