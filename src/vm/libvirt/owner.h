// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Whose a domain is, by the mark in its definition.  This program changes only machines that it
 * made itself, for this workshop and for this user.  On the thread that reads or acts; each
 * call may block. */
#ifndef VM_LIBVIRT_OWNER_H
#define VM_LIBVIRT_OWNER_H

#include "vm/libvirt/conn.h"

enum lv_owner {
	LV_OURS,
	LV_NOT_OURS,
	LV_ABSENT, /* there is no such domain */
	LV_UNREAD, /* that could not be read */
};

/* Returns false if the domain has no mark, or that of the machine that it is a copy of.
 * Free the mark if it is true. */
bool lv_mark(virDomainPtr domain, struct mark *mark);
/* Looks the machine's domain up.  OURS: *domain is set; free it.  NOT_OURS: *why is a sentence
 * that says whose it is; caller frees.  UNREAD: err is set. */
enum lv_owner lv_look_up(struct vm_conn *conn, const struct lv_machine *machine,
			 virDomainPtr *domain, char **why, struct error *err);
/* Returns our domain of this machine.  NULL: it is absent (*absent is true, err is
 * untouched), is not ours or cannot be read (err is set). */
virDomainPtr lv_find(struct vm_conn *conn, const struct lv_machine *machine, bool *absent,
		     struct error *err);

#endif
