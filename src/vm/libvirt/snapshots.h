// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Taking, restoring and deleting snapshots. */
#ifndef VM_LIBVIRT_SNAPSHOTS_H
#define VM_LIBVIRT_SNAPSHOTS_H

#include "vm/libvirt/conn.h"

lv_verb lv_snapshot, lv_restore, lv_undo, lv_delete;
/* Returns false with err if a snapshot must not have this name.  Pure. */
bool lv_name_ok(const char *name, struct error *err);
/* Returns the snapshot's XML with the processors that were plugged in as if they had been
 * there from the beginning; NULL if there are none.  Pure; caller frees. */
char *plugged_as_built_in(const char *xml);

#endif
