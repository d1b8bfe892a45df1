// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Taking, replacing and deleting snapshots. */
#ifndef VM_LIBVIRT_SNAPSHOTS_H
#define VM_LIBVIRT_SNAPSHOTS_H

#include "vm/libvirt/conn.h"

lv_verb lv_snapshot, lv_delete;
/* Returns the snapshot of this name, which the caller frees; NULL with err. */
virDomainSnapshotPtr lv_snapshot_find(virDomainPtr domain, const char *name, struct error *err);
/* The same, but refuses a name for which QEMU takes another snapshot, or finds none after it
 * has been stopped: somebody may have taken one by hand. */
virDomainSnapshotPtr lv_snapshot_find_safely(virDomainPtr domain, const char *name,
					     struct error *err);
/* Makes a snapshot with processors that were plugged in ready to be restored. */
void lv_snapshot_settle_cpus(virDomainPtr domain, virDomainSnapshotPtr snapshot);
/* Takes a safety snapshot of a machine that is not saved.  why: a few words for its
 * description; kept: what it says of the state.  Returns its name, which the caller frees, or
 * NULL with err. */
char *lv_take_safety(struct vm_conn *conn, virDomainPtr domain, const struct kept *kept,
		     const char *why, struct error *err);
/* Does nothing else lead back to the state that this safety snapshot holds any more?  That is
 * written into its description: true before what may lose the state, false once all is well. */
void lv_snapshot_set_lost(virDomainPtr domain, const char *name, bool lost);
bool lv_snapshot_drop(virDomainPtr domain, const char *name); /* false: it is still there */
/* Returns false with err if a snapshot must not have this name.  Pure. */
bool lv_name_ok(const char *name, struct error *err);
/* Returns the snapshot's XML with the processors that were plugged in as if they had been
 * there from the beginning; NULL if there are none.  Pure; caller frees. */
char *plugged_as_built_in(const char *xml);

#endif
