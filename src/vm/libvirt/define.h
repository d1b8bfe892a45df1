// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Making machines and giving them back.  On the thread of an action. */
#ifndef VM_LIBVIRT_DEFINE_H
#define VM_LIBVIRT_DEFINE_H

#include "vm/libvirt/conn.h"

/* files_only: makes the disk and the definition file only; the hypervisor is not told.  May
 * succeed with an ERROR_NOTE, see lv_keep_note(). */
bool lv_define(struct vm_conn *conn, struct lv_machine *machine, bool files_only,
	       struct error *err);
/* Keeps the definition that a machine was made with beside its disk, for lv_define_again().
 * The machine works without it, so if that fails err becomes an ERROR_NOTE that says so. */
void lv_keep_note(struct vm_conn *conn, const struct lv_machine *machine, const char *xml,
		  struct error *err);
/* Gives a machine that is off the hardware with which it was made.  Its snapshots stay.  If
 * that hardware is not known it keeps what it has, and err becomes an ERROR_NOTE. */
bool lv_define_again(struct vm_conn *conn, virDomainPtr domain, const struct lv_machine *machine,
		     struct error *err);
/* Defines a machine of ours that does not exist.  Succeeds if it exists afterwards, even if
 * libvirt said that it failed. */
bool lv_define_new(struct vm_conn *conn, const struct lv_machine *machine, const char *xml,
		   struct error *err);
/* Removes the disk of a machine that could not be made. */
void lv_drop_disk(struct vm_conn *conn, const struct lv_machine *machine, const char *disk);
/* Removes a machine that the program made, and its files, unless another machine uses its
 * disk. */
bool lv_undefine(struct vm_conn *conn, virDomainPtr domain, const char *name, struct error *err);
bool lv_reset(struct vm_conn *conn, struct error *err);

/* Makes the UUID of a new machine: the mark names it, so it must be known before the machine
 * is defined.  uuid: VIR_UUID_STRING_BUFLEN bytes. */
bool lv_new_uuid(char *uuid, struct error *err);
/* Only a disk with the name that this program gives, in the workshop's folder, is ours. */
bool lv_is_our_disk(const struct mark *mark);
/* Returns true if no machine uses the file that would be this domain's disk. */
bool lv_disk_is_free(struct vm_conn *conn, const char *domain, const char *disk,
		     struct error *err);

#endif
