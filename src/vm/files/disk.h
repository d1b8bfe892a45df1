// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The disks of our machines: where they live, and making them with qemu-img.
 * On the worker's thread: qemu-img is waited for. */
#ifndef VM_FILES_DISK_H
#define VM_FILES_DISK_H

#include <stdbool.h>

#include "base/error.h"
#include "lesson/lesson.h"

/* Makes the machine's disk at path: a copy of its image, or an empty one.
 * Written beside it and renamed, so that a half-made disk never stands there.
 * A daemon gives it to its own user when it starts the machine. */
bool disk_make(const struct machine_spec *spec, const char *path, struct error *err);
/* Where the disks of a connection's machines live, a folder a workshop below
 * it: where the daemon can reach them.  Caller frees. */
char *disk_home(const char *uri);
/* Machines are made and removed by one program at a time: this holds the folder
 * itself, so that nothing lies about of a lock and a killed program lets go of
 * it.  *lock is -1 where the folder is not there, or cannot be locked. */
bool disk_lock(const char *folder, int *lock, struct error *err);
/* The same of a folder that is made where it is not there.  for_daemon: another
 * user's QEMU must be able to reach it. */
bool disk_hold(const char *folder, bool for_daemon, int *lock, struct error *err);
void disk_unlock(int lock); /* also -1 */
/* Removes what a killed program left of making the file: its name, a dot and
 * anything.  With the lock. */
void disk_sweep(const char *path);
/* The image that a qcow2 image builds on, as it names it; NULL: none, or not
 * readable.  Caller frees. */
char *disk_backing(const char *path);
/* Makes an empty disk; size as qemu-img takes it.  One that is there stays. */
bool disk_make_empty(const char *path, const char *format, const char *size, struct error *err);
/* Makes a disk that holds only what differs from another, which must not
 * change from then on. */
bool disk_make_linked(const char *base, const char *path, struct error *err);
/* Is path there, and does it build on base?  Read from the disk itself; one
 * that cannot be read counts as such. */
bool disk_builds_on(const char *path, const char *base);
void disk_remove(const char *path); /* and the folders that become empty */

#endif
