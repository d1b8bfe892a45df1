// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Why an action failed, where libvirt does not say it by a code. */
#ifndef VM_LIBVIRT_CAUSE_H
#define VM_LIBVIRT_CAUSE_H

#include "vm/libvirt/conn.h"

/* What the failed action needed of the machine. */
enum lv_need {
	LV_NO_DISK = 0,       /* the machine is being made */
	LV_ITS_DISK = 1 << 0, /* that its disk is there */
	LV_ITS_MEMORY = 1 << 1, /* room for its memory */
};

/* Replaces the error by what this host shows to be its cause: the machine's disk, too little
 * room, folders that cannot be written, paths that are too long.  Leaves an error that says
 * enough by itself.  needs: of enum lv_need.  On the thread of an action. */
void lv_find_cause(const struct vm_conn *conn, const char *domain, unsigned needs,
		   struct error *err);

#endif
