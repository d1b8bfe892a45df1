// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Finds out in few calls whether machines that do not run are as they were.  Private to
 * src/vm/libvirt. */
#ifndef VM_LIBVIRT_UNCHANGED_H
#define VM_LIBVIRT_UNCHANGED_H

#include "vm/libvirt/conn.h"

/* Returns true if no machine runs, and all are as they were at the last call: their states,
 * the number of their snapshots, and for those that are off the saved state and the
 * definition.  False also if that cannot be read.  Asks no QEMU.  The worker's thread. */
bool lv_unchanged(struct vm_conn *conn);

#endif
