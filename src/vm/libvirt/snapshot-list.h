// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The snapshots of a machine, as libvirt has them. */
#ifndef VM_LIBVIRT_SNAPSHOT_LIST_H
#define VM_LIBVIRT_SNAPSHOT_LIST_H

#include "base/error.h"
#include "vm/libvirt/conn.h"
#include "vm/machine.h"

/* Lists the snapshots, parents before their children, then by creation.  Returns false with
 * err. */
bool lv_list_snapshots(virDomainPtr domain, struct vm_snapshot **snapshots, size_t *n,
		       struct error *err);

/* Reads a snapshot from its XML; fields that are missing stay empty.  Pure; release it with
 * snapshot_clear(). */
void snapshot_parse(struct vm_snapshot *snapshot, const char *text);

#endif
