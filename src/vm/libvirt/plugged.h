// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Snapshots of a machine that was given processors while it ran. */
#ifndef VM_LIBVIRT_PLUGGED_H
#define VM_LIBVIRT_PLUGGED_H

#include <libvirt/libvirt.h>

/* Before one goes back to it, and after it was taken.  On the worker's thread. */
void lv_settle_cpus(virDomainPtr domain, virDomainSnapshotPtr snapshot);

/* The snapshot's XML with the processors that were plugged in as if they had been
 * there from the beginning; NULL where there are none.  Pure; caller frees. */
char *plugged_as_built_in(const char *xml);

#endif
