// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The disks of our machines: where they are, and making them with qemu-img.  On the thread of
 * an action, because these functions wait for qemu-img. */
#ifndef VM_FILES_DISK_H
#define VM_FILES_DISK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "lesson/lesson.h"

/* Makes the machine's disk at path: a copy of its image, or an empty disk.  It is
 * written beside path and renamed, so an incomplete disk is never there.  A daemon
 * changes its owner when it starts the machine.  Returns false with err. */
bool disk_make(const struct machine_spec *spec, const char *path, struct error *err);
/* Returns the folder for the disks of a connection's machines, which the daemon can
 * reach; it has a folder for each workshop.  Caller frees. */
char *disk_home(const char *uri);
/* Only one program at a time makes or removes machines: this locks the folder itself,
 * so that no lock file is left over and a killed program releases it.  *lock is -1 if
 * the folder does not exist or cannot be locked.  Returns false with err if another
 * program holds it, or if another user can change it (file_is_safe_folder()). */
bool disk_lock(const char *folder, int *lock, struct error *err);
/* The same, but makes the folder if needed.  for_daemon: another user's QEMU must be
 * able to reach it. */
bool disk_hold(const char *folder, bool for_daemon, int *lock, struct error *err);
void disk_unlock(int lock); /* -1 is fine */
/* Returns the backing file of a qcow2 image, as the image names it; NULL if there is
 * none, or it cannot be read.  Caller frees. */
char *disk_backing(const char *path);
/* Sets the size of the disk in this image, and how many bytes its file takes on this host;
 * 0: that cannot be read. */
void disk_measure(const char *path, uint64_t *size, uint64_t *used);
/* Makes a disk that contains only its differences from base, which must not change from
 * then on.  Returns false with err. */
bool disk_make_linked(const char *base, const char *path, struct error *err);
/* Does the disk at path exist, and is base its backing file?  A disk that cannot be
 * read counts as building on it. */
bool disk_builds_on(const char *path, const char *base);
/* Makes an empty disk, if there is none.  size is in qemu-img's form ("1G").  Returns
 * false with err. */
bool disk_make_empty(const char *path, const char *format, const char *size, struct error *err);
void disk_remove(const char *path); /* and the folders that become empty */

#endif
