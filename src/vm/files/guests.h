// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The guests that are made from Debian packages when they are first needed: which files
 * belong to which, and where a machine's files are read from.
 *
 * A machine's file is looked for where its workshop says.  If it is not there and has
 * the name of a guest's file, it is looked for in the user's cache and beside the
 * installed lessons.  Any thread. */
#ifndef VM_FILES_GUESTS_H
#define VM_FILES_GUESTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "lesson/lesson.h"

enum { GUEST_COUNT = 5 };

struct guest {
	const char *name;     /* the name that lessons/guests/make-guests uses */
	const char *title;    /* N_() */
	const char *files[3]; /* ends with NULL */
};

extern const struct guest guest_table[GUEST_COUNT];

const struct guest *guest_named(const char *name); /* Returns NULL if there is none. */
/* Returns the guest that has a file of this name, in whatever folder, or NULL. */
const struct guest *guest_of_file(const char *path);
/* Returns where the file is: the path itself, or where it was made; NULL if it is in
 * neither place or cannot be read.  Caller frees. */
char *guest_find(const char *path);
/* Returns the disk image that the machine is made from: guests/MACHINE.img in the
 * user's data folder, else the workshop's.  NULL if it has none, or it is not found.
 * Caller frees. */
char *guest_image(const struct machine_spec *spec);
/* Returns the path of the guest's last file; NULL if not all files are made.  Caller
 * frees. */
char *guest_made(const struct guest *guest);
/* Returns the folder in which this user's guests are made.  Caller frees. */
char *guest_cache(void);

/* Marks the guests that have yet to be made for this machine; does not clear marks. */
void guests_lacking(const struct machine_spec *spec, bool lacking[GUEST_COUNT]);
/* Appends the names of the marked guests, separated by blanks: for a command line. */
void guests_names(struct str *out, const bool marked[GUEST_COUNT]);

#endif
