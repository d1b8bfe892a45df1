// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading the definitions that libvirt gives, the mark and the hardware in them, and making
 * definitions from others.  Pure; any thread. */
#ifndef VM_LIBVIRT_DEFINITION_H
#define VM_LIBVIRT_DEFINITION_H

#include <stdbool.h>

#include "vm/libvirt/xml.h"
#include "vm/machine.h"

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

#define MARK_NAMESPACE "https://imitation.example/ns/1"

void mark_add(struct xml *metadata, const struct mark *mark);
/* Makes the mark of one machine that of another one of the same workshop. */
void mark_rename(struct xml *metadata, const char *machine, const char *disk);
/* From the element alone, as virDomainGetMetadata() gives it; mark_free.  False: it
 * is no mark of ours. */
bool mark_parse(const char *xml, struct mark *mark);

/* Fills hw from a domain's XML.  The files of disks that were plugged in begin
 * with stem ("…/dreamer."), and what follows is the disk's name.  False: it is
 * none.  hardware_clear. */
bool hardware_parse(struct vm_hardware *hw, const char *xml, const char *stem);

/* The definition with so many screens; the first stays as it is.  NULL: it is none.
 * Caller frees. */
char *hardware_with_screens(const char *xml, int screens);

#endif
