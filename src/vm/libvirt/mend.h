// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Making a machine anew whose disk cannot be used any more. */
#ifndef VM_LIBVIRT_MEND_H
#define VM_LIBVIRT_MEND_H

#include "vm/libvirt/conn.h"

/* Before a stage is set: if the machine is off and its own disk is gone or damaged, it gets a
 * new one; its snapshots and its saved memory, which belong to the old disk, go.  What is left
 * of the old one is kept beside it.  If the disk only cannot be reached (DISK_BARRED,
 * DISK_AWAY), this is done if the person agreed, and nothing else.  If a disk that was plugged
 * in is gone, it is pulled out.  err becomes an ERROR_NOTE where something was done.  Returns
 * false with err if it failed.  On the thread of an action. */
bool lv_mend(struct vm_conn *conn, virDomainPtr domain, const struct lv_machine *machine,
	     bool agreed, struct error *err);

#endif
