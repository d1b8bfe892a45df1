// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine is made of, now and from its next start on.  On the worker's thread. */
#ifndef VM_LIBVIRT_FACTS_H
#define VM_LIBVIRT_FACTS_H

#include "vm/libvirt/libvirt-private.h"

/* now and next must be zero or known; hardware_clear. */
bool lv_hardware(const struct vm_conn *conn, const struct lv_machine *machine,
		 virDomainPtr domain, struct vm_hardware *now, struct vm_hardware *next,
		 struct error *err);
/* Into out, whose state was read: from what is known, or read anew. */
bool lv_read_hardware(struct vm_conn *conn, struct lv_machine *known, virDomainPtr domain,
		      struct vm_machine *out, bool anew, struct error *err);

#endif
