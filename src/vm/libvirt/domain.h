// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The definition of a machine in libvirt's XML.  Pure. */
#ifndef VM_LIBVIRT_DOMAIN_H
#define VM_LIBVIRT_DOMAIN_H

#include <stddef.h>

#include "lesson/lesson.h"
#include "vm/machine.h"

struct domain_plan {
	const struct machine_spec *spec;
	const char *type;   /* "qemu", "kvm", "test" */
	const char *domain; /* its name */
	const char *disk;   /* path of its qcow2 file, or NULL */
	const struct mark *mark; /* its UUID is the machine's; NULL: libvirt makes one */
	size_t on_wire, nth_on_wire; /* how many machines share its link, and which it is */
};

char *domain_xml(const struct domain_plan *plan);          /* caller frees */
char *snapshot_xml(const char *name, const char *description); /* NULL: none */
/* Returns a snapshot's XML with another description; NULL if it has none.  Caller frees. */
char *snapshot_described(const char *xml, const char *description);
/* Returns a snapshot's XML with another name; NULL if it is none.  Caller frees. */
char *snapshot_renamed(const char *xml, const char *name);
const char *domain_machine_type(const char *arch);         /* "pc", "virt"… */

#endif
