// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading the definitions that libvirt gives, the mark and the hardware in them, and making
 * definitions from others.  Pure; any thread. */
#ifndef VM_LIBVIRT_DEFINITION_H
#define VM_LIBVIRT_DEFINITION_H

#include <stdbool.h>

#include "vm/libvirt/xml.h"
#include "vm/machine.h"

/* Does the machine use the file as a disk, directly or as a backing file?  Does it boot from
 * the file?  Both return true if the definition cannot be read, because the caller would
 * remove the file. */
bool definition_uses_disk(const char *xml, const char *file);
bool definition_boots_from(const char *xml, const char *file);
char *definition_console(const char *xml); /* its console's terminal on this host, or NULL; caller frees */
int definition_disks(const char *xml);     /* how many */

/* Returns the same definition with this UUID; NULL if it is not XML.  Caller frees. */
char *definition_with_uuid(const char *xml, const char *uuid);

/* What differs between a clone and the machine that it is made from; both belong to one
 * workshop. */
struct identity {
	const char *domain, *machine; /* with the prefix, and as the workshop has it */
	const char *disk;             /* its file */
};

/* Returns one machine's definition as that of the other, without UUID and hardware
 * addresses, which libvirt makes.  NULL if it is no definition.  Caller frees. */
char *definition_clone(const char *xml, const struct identity *from, const struct identity *to);

#define MARK_NAMESPACE "https://imitation.example/ns/1"

void mark_add(struct xml *metadata, const struct mark *mark);
/* Makes the mark of one machine that of another one of the same workshop. */
void mark_rename(struct xml *metadata, const char *machine, const char *disk);
/* Reads the mark from the element that virDomainGetMetadata() returns.  Returns false if it
 * is not a mark of ours.  Release it with mark_free(). */
bool mark_parse(const char *xml, struct mark *mark);

/* Fills hw from a domain's XML.  stem ("…/dreamer.") is how the files of disks that were
 * plugged in begin; the disk's name follows.  Returns false if it is no definition.  Release
 * it with hardware_clear(). */
bool hardware_parse(struct vm_hardware *hw, const char *xml, const char *stem);

/* Returns the definition with that many screens; the first is not changed.  NULL if it is no
 * definition.  Caller frees. */
char *hardware_with_screens(const char *xml, int screens);

#endif
