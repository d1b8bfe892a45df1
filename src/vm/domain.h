// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The definition of a machine in libvirt's XML, and the mark that says that it
 * is ours.  Pure. */
#ifndef VM_DOMAIN_H
#define VM_DOMAIN_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "lesson/lesson.h"
#include "vm/vm.h"

#define MARK_NAMESPACE "https://imitation.example/ns/1"
#define MARK_PREFIX "imitation"

/* In the domain's <metadata>. */
struct mark {
	char *workshop, *machine, *prefix, *disk;
	uid_t owner;
};

struct domain_plan {
	const struct machine_spec *spec;
	const char *type;   /* "qemu", "kvm", "test" */
	const char *domain; /* its name */
	const char *disk;   /* path of its qcow2 file, or NULL */
	const struct mark *mark;
	size_t on_wire, nth_on_wire; /* how many machines share its link, and which it is */
};

char *domain_xml(const struct domain_plan *plan);          /* caller frees */
char *mark_xml(const struct mark *mark);                   /* the element alone */
bool mark_parse(const char *xml, struct mark *mark);       /* false: not a mark of ours */
void mark_free(struct mark *mark);
char *snapshot_xml(const char *name, const char *description); /* NULL: none */
const char *domain_machine_type(const char *arch);         /* "pc", "virt"… */

/* Our safety moments: a name and a description that nobody else gives. */
#define SAFETY_PREFIX "undo-"
char *safety_description(const char *words, enum machine_state was);
/* Is it one?  Then *was is what the machine was, and *words the part for
 * people (caller frees; may be NULL). */
bool safety_parse(const char *name, const char *description, enum machine_state *was,
		  char **words);
/* Their order in time is that of their names, however the clock was set.  Like
 * strcmp; and a name after the newest there is (NULL: none), at a wall time. */
int safety_order(const char *a, const char *b);
char *safety_next(const char *newest, int64_t wall_ms); /* caller frees */
const char *safety_newest(const struct vm_moment *moments, size_t n); /* its name, or NULL */

#endif
