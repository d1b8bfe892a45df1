// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which names a snapshot may have, by what libvirt, QEMU and virsh do with them.  Pure; any
 * thread. */
#ifndef LESSON_SNAPSHOT_NAME_H
#define LESSON_SNAPSHOT_NAME_H

#include <stdbool.h>

/* What the names of snapshots begin with that this program takes before a restore. */
#define SAFETY_PREFIX "undo-"

/* May a button take a snapshot of this name? */
bool snapshot_name_ok(const char *name);
/* Would a restore bring back this snapshot, and a delete remove it, and no other one?  False
 * for digits only, which QEMU takes for the number of a snapshot, and for quotes and
 * backslashes, which libvirt 9.0 escapes only when the snapshot is taken. */
bool snapshot_name_is_found(const char *name);
/* Returns a translated sentence that says why the name is not valid; NULL if it is.
 * Caller frees. */
char *snapshot_name_fault(const char *name);

#endif
