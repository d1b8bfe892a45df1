// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading machines: state, hardware, numbers and snapshots. */
#ifndef VM_LIBVIRT_READ_H
#define VM_LIBVIRT_READ_H

#include "vm/libvirt/conn.h"

bool lv_state(virDomainPtr domain, enum machine_state *state, struct error *err);
/* The same, and the trouble that libvirt's reason tells, or TROUBLE_NONE. */
bool lv_condition(virDomainPtr domain, enum machine_state *state, enum trouble *trouble,
		  struct error *err);
/* Does the disk of any machine that exists build on this one's? */
bool lv_is_base(struct vm_conn *conn, const struct lv_machine *machine);
/* Has a QEMU not answered a command for some time?  libvirt 11 returns a definition only
 * after that answer, and waits for 30 s; libvirt 9 returns it at once.  So nothing that
 * other machines wait for asks such a machine for its definition.  Takes up to 0.2 s. */
bool lv_is_held(virDomainPtr domain);
/* Returns the definition of any domain; NULL: it cannot be had, or not at once.  Caller frees. */
char *lv_definition_at_once(virDomainPtr domain, unsigned flags);
/* Reads the hardware: now, and from the next start on.  Both must be zero or known;
 * release them with hardware_clear(). */
bool lv_hardware(const struct vm_conn *conn, const struct lv_machine *machine,
		 virDomainPtr domain, struct vm_hardware *now, struct vm_hardware *next,
		 struct error *err);
/* The backend's read(); see vm/backend.h.  Only on the worker's thread. */
bool lv_read(struct vm_conn *conn, struct vm_machine *machines, size_t n, bool full,
	     struct error *err);

/* What is wrong with the disk that the machine's mark names. */
enum disk_trouble lv_disk_trouble(const struct vm_conn *conn, virDomainPtr domain);

#endif
