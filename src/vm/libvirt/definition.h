// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Questions to a definition that libvirt gave, and definitions made of others.
 * Pure; any thread. */
#ifndef VM_LIBVIRT_DEFINITION_H
#define VM_LIBVIRT_DEFINITION_H

#include <stdbool.h>

/* Has it the file as a disk, or one that builds on it?  Does it boot from the file?
 * Both are for whoever would remove it, so what cannot be read may. */
bool definition_uses_disk(const char *xml, const char *file);
bool definition_boots_from(const char *xml, const char *file);
char *definition_console(const char *xml); /* its terminal on this host, or NULL; caller frees */
int definition_disks(const char *xml);     /* how many */

/* The same for a machine that has this UUID already.  NULL: it is no XML.  Caller
 * frees. */
char *definition_with_uuid(const char *xml, const char *uuid);

/* What tells a clone from its first, which is of the same workshop. */
struct identity {
	const char *domain, *machine; /* with the prefix, and as the workshop has it */
	const char *disk;             /* its file */
};

/* The one machine's definition as that of the other.  UUID and hardware addresses
 * are left for libvirt to make.  NULL: it is no definition.  Caller frees. */
char *definition_clone(const char *xml, const struct identity *from, const struct identity *to);

#endif
