// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The guests that are made from Debian packages when they are first needed:
 * which files belong to which, and where a machine's files are read from.
 *
 * A file of a machine is looked for where its workshop says.  Where it is not
 * there, and has the name of a file that is made, it may lie in the person's
 * cache or beside the lessons that are installed.  Any thread. */
#ifndef VM_FILES_GUESTS_H
#define VM_FILES_GUESTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "lesson/lesson.h"

enum { GUEST_COUNT = 4 };

struct guest {
	const char *name;     /* as lessons/guests/make-guests knows it */
	const char *title;    /* N_(): what it is */
	const char *files[3]; /* NULL-ended */
};

extern const struct guest guest_table[GUEST_COUNT];

const struct guest *guest_named(const char *name); /* NULL: there is none */
/* Which guest has a file of this name, in whatever folder; NULL: none. */
const struct guest *guest_of_file(const char *path);
/* Where the file is: the path itself, or where it was made.  NULL: nowhere, or
 * it may not be read.  Caller frees. */
char *guest_find(const char *path);
/* The disk image that the machine is made with: one of the person's own for it,
 * guests/MACHINE.img among their data, else where the workshop's is found.  NULL:
 * it has none, or that is nowhere.  Caller frees. */
char *guest_image(const struct machine_spec *spec);
/* Where the last of its files is that was made; NULL: not all are.  Caller frees. */
char *guest_made(const struct guest *guest);
/* Where they are made for this person.  Caller frees. */
char *guest_cache(void);

/* Marks the guests that would have to be made for this machine. */
void guests_lacking(const struct machine_spec *spec, bool lacking[GUEST_COUNT]);
/* The names of those marked, with blanks between: for a command line. */
void guests_names(struct str *out, const bool marked[GUEST_COUNT]);

#endif
