// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Opens what a machine boots from: a disk image, a kernel or a ramdisk.  Any thread; never
 * blocks on a pipe.
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
