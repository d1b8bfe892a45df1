// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What machines boot from, kept where QEMU can read it.  On the thread of an action. */
#ifndef VM_LIBVIRT_BOOT_COPIES_H
#define VM_LIBVIRT_BOOT_COPIES_H

#include "vm/libvirt/conn.h"

/* Checks that all files exist from which the machine boots, and fills *kept: the same
 * machine with the kernel and ramdisk that QEMU will read.  They stay locked until
 * lv_boot_done(), which must be called in any case. */
bool lv_boot_files(struct vm_conn *conn, const struct machine_spec *spec,
		   struct machine_spec *kept, int *lock, struct error *err);
void lv_boot_done(struct vm_conn *conn, struct machine_spec *kept, int lock);
void lv_boot_sweep(struct vm_conn *conn); /* removes what no machine boots from */

#endif
