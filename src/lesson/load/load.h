// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reads a workshop from disk: which files of a folder make it up, and what is in them.  May
 * block on the disk; any thread. */
#ifndef LESSON_LOAD_LOAD_H
#define LESSON_LOAD_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "lesson/diag.h"
#include "lesson/lesson.h"

/* Opens a folder, or one .md or .txt file.  language ("es", "es_MX", "fr:es" for the
 * first that there is, NULL for the original) selects translated lessons, each if it
 * exists.
 *
 * Faults in the files are added to diags (never NULL), and the rest is loaded.  Returns
 * NULL with err only if there is nothing to show: no such path, or not readable.  The
 * caller frees the result with workshop_free(). */
struct workshop *workshop_load(const char *path, const char *language, struct diags *diags,
			       struct error *err);

/* ---- the files of a folder ---------------------------------------------------------- */

struct scan_file {
	char *name;
	int number; /* the number of a lesson */
};

struct scan {
	char *cover;              /* workshop.md, README.md or index.md; or NULL */
	struct scan_file *lessons; /* NUMBER-name.md, sorted by number, then by name */
	size_t n_lessons;
	struct scan_file *plain; /* other .md and .txt files; 2 sorts before 10 */
	size_t n_plain;
	char **languages; /* folders that hold translated lessons */
	size_t n_languages;
};

bool scan_folder(const char *path, struct scan *scan, struct error *err);
void scan_free(struct scan *scan);

int scan_lesson_number(const char *name); /* 3 for "03-x.md"; -1 for other names */

#endif
