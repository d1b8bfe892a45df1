// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Starting, stopping, pausing and saving machines. */
#ifndef VM_LIBVIRT_POWER_H
#define VM_LIBVIRT_POWER_H

#include "vm/libvirt/conn.h"

lv_verb lv_start, lv_pause, lv_resume, lv_shutdown, lv_poweroff, lv_reset_button, lv_save, lv_forget;
/* Sets err after a start failed, from libvirt's last error: ERROR_DAMAGED if the reason is that
 * the saved memory cannot be used any more.  Returns false. */
bool lv_start_failed(virDomainPtr domain, struct error *err);
/* A saved state of a machine that runs is out of date: it must not be used again. */
void lv_drop_stale_save(virDomainPtr domain);
/* Brings it from its state to another by the shortest way; not to ABSENT.  A saved memory that
 * is damaged is forgotten on the way: then err is an ERROR_NOTE that says so.  machine: NULL
 * if its console must not be opened meanwhile. */
bool lv_bring(struct vm_conn *conn, virDomainPtr domain, const char *machine,
	      enum machine_state to, struct error *err);

#endif
