// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The snapshots of a machine, as libvirt has them. */
#ifndef VM_LIBVIRT_SNAPSHOT_LIST_H
#define VM_LIBVIRT_SNAPSHOT_LIST_H

#include <libvirt/libvirt.h>

#include "base/error.h"
#include "vm/machine.h"

/* Parents before their children, by creation.  On the worker's thread. */
bool lv_list_snapshots(virDomainPtr domain, struct vm_snapshot **snapshots, size_t *n,
		       struct error *err);

/* One, from its XML; what is not there is left out.  *was: what the machine was when
 * it was taken; that of a safety snapshot may have been saved.  Pure; snapshot_clear. */
void snapshot_parse(struct vm_snapshot *snapshot, const char *text, enum machine_state *was);

#endif
