// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine boots from: the guests that are made from Debian packages when they are
 * first needed, and opening a disk image, a kernel or a ramdisk.  Any thread; never blocks on
 * a pipe.
 *
 * A machine's file is looked for where its workshop says.  If it is not there and has
 * the name of a guest's file, it is looked for in the user's cache and beside the
 * installed lessons.
 *
 * A workshop may come from anybody, so a file that it names is opened only if it lies in
 * the workshop's folder after all symbolic links are resolved, and is a regular file of a
 * bounded size.  An image must be raw or qcow2, and must not name another file, whose
 * content would be copied into the guest.  Who opened it goes on with the descriptor, so
 * that nobody can put another file in its place. */
#ifndef VM_FILES_BOOT_SOURCE_H
#define VM_FILES_BOOT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"
#include "lesson/lesson.h"

enum { GUEST_COUNT = 4 };

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

enum { BOOT_IMAGE_GIB = 64, BOOT_KERNEL_GIB = 1 }; /* the most that a workshop's file has */

struct boot_source {
	int fd;             /* at the file's beginning, read-only */
	const char *format; /* of an image: "raw" or "qcow2" */
	uint64_t bytes;     /* the file's size */
};

/* Opens one of the files that spec names: spec->image, spec->kernel or spec->initrd, the
 * pointer itself.  An image that the user provided comes first, then the workshop's, then
 * a guest that this program made; only the workshop's is confined to the folder and
 * bounded in size.  Returns false with err. */
bool boot_source_open(const struct machine_spec *spec, const char *file,
		      struct boot_source *source, struct error *err);
void boot_source_close(struct boot_source *source);
/* Is the workshop's own file such a one, whatever the user provided in its place?  Returns
 * false with err. */
bool boot_source_ok(const struct machine_spec *spec, const char *file, struct error *err);

#endif
