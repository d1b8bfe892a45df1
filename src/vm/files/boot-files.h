// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Kernels and ramdisks where the machines' processes can read them: a copy of each
 * beside the disks, one for all machines of a user.
 *
 * The name of a copy begins with a checksum of its content.  So a changed file gets
 * another copy, and a machine keeps the one it was made with.  Copies that no machine
 * names are removed.  On the worker's thread, as files are read and written;
 * boot_there() on any. */
#ifndef VM_FILES_BOOT_FILES_H
#define VM_FILES_BOOT_FILES_H

#include <stdbool.h>

#include "base/error.h"
#include "lesson/diag.h"
#include "lesson/lesson.h"

/* Do all files exist from which the machine boots, and may it boot from them
 * (boot-source.h)?  Returns false with err and a remedy if not. */
bool boot_there(const struct machine_spec *spec, struct error *err);
/* Adds a warning for each file that does not exist, and an error for each from which no
 * machine may boot.  A file is not missing if it is a guest that is made when first needed, an
 * image that the user provided, or a boot sector that is built from the source beside
 * it (tick.img from tick.S).  Reads the workshop's folder; any thread. */
void boot_files_lint(const struct workshop *workshop, struct diags *diags);
/* Has a copy ever been kept in this folder of disks? */
bool boot_is_there(const char *home);
/* Makes and locks the store in home, the folder that contains the workshops' folders.
 * for_daemon: another user's QEMU must be able to read it.  *lock as in disk_lock().
 * Returns false with err. */
bool boot_hold(const char *home, bool for_daemon, int *lock, struct error *err);
/* Copies the file, spec->kernel or spec->initrd, into the store, which is locked, and
 * returns the copy's path; NULL with err.  Caller frees. */
char *boot_keep(const char *home, const struct machine_spec *spec, const char *file,
		bool for_daemon, struct error *err);
/* Removes copies that no definition beside a disk names and for which in_use() returns
 * false.  Call it with the store locked. */
void boot_sweep(const char *home, bool (*in_use)(void *context, const char *path), void *context);

#endif
