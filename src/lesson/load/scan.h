// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which files of a folder make up a workshop.  May block on the disk; any thread. */
#ifndef LESSON_LOAD_SCAN_H
#define LESSON_LOAD_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#define COVER "workshop.md" /* the name of a workshop's cover */

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

/* 3 for "03-x.md"; -1 for other names, also for one that begins with a date. */
int scan_lesson_number(const char *name);
/* The bytes of the number or the date at the beginning, with the dash behind it; or 0. */
size_t scan_prefix(const char *name);
const struct scan_file *scan_number(const struct scan *scan, int number); /* or NULL */

#endif
