// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Kernels and initial ramdisks where the machines' processes can read them: a
 * copy of each beside the disks, one for all machines of a person.
 *
 * A copy's name begins with a sum of what is in it, so a file that changed gets
 * another one, and a machine keeps what it was made with.  What no machine
 * names any more is removed.  On the worker's thread: files are read and
 * written; but boot_there(), which only asks for them, on any. */
#ifndef VM_FILES_KERNELS_H
#define VM_FILES_KERNELS_H

#include <stdbool.h>

#include "base/error.h"
#include "lesson/lesson.h"

/* Is all there that the machine boots from?  Else false with err and its remedy. */
bool boot_there(const struct machine_spec *spec, struct error *err);
/* Has anything ever been kept below this folder? */
bool boot_is_there(const char *home);
/* The store of the folder that the workshops' folders lie in, made and held.
 * for_daemon: another user's QEMU must be able to read it.  *lock as disk_lock's. */
bool boot_hold(const char *home, bool for_daemon, int *lock, struct error *err);
/* Puts the file into the store, which is held, and returns where; NULL with err.
 * Caller frees. */
char *boot_keep(const char *home, const char *file, bool for_daemon, struct error *err);
/* Removes what no machine's description beside its disk names, nor any that
 * the function says is in use.  With the store held. */
void boot_sweep(const char *home, bool (*in_use)(void *context, const char *path), void *context);

#endif
