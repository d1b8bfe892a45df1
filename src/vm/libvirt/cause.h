// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Why an action failed, where libvirt does not say it by a code. */
#ifndef VM_LIBVIRT_CAUSE_H
#define VM_LIBVIRT_CAUSE_H

#include "vm/libvirt/conn.h"

/* Replaces the error of an action by what this host shows to be its cause: the machine's disk,
 * too little room, folders that cannot be written, paths that are too long.  Leaves an error
 * that says enough by itself.  memory: the action writes the machine's memory, which needs
 * room.  On the thread of an action. */
void lv_find_cause(const struct vm_conn *conn, virDomainPtr domain, bool memory,
		   struct error *err);
/* Before the saved memory of a machine is used up: returns true, and sets err, if this host
 * shows something that would keep the machine from going on, or from being saved again. */
bool lv_foresee_fault(const struct vm_conn *conn, virDomainPtr domain, struct error *err);
/* lv_find_cause() for a machine that could not be made. */
void lv_find_cause_of_making(const struct vm_conn *conn, const char *name, struct error *err);

#endif
