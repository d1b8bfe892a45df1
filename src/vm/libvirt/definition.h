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
/* Has the machine a disk in such a file?  False if the definition cannot be read. */
bool definition_has_disk(const char *xml, bool (*such)(const char *file));
bool definition_boots_from(const char *xml, const char *file);
char *definition_console(const char *xml); /* its console's terminal on this host, or NULL; caller frees */
int definition_disks(const char *xml);     /* how many */

/* Returns the same definition with this UUID, also in its mark if it has one; NULL if it is
 * not XML.  Caller frees. */
char *definition_with_uuid(const char *xml, const char *uuid);

/* What differs between a clone and the machine that it is made from; both belong to one
 * workshop. */
struct identity {
	const char *domain, *machine; /* with the prefix, and as the workshop has it */
	const char *disk;             /* its file */
	const char *uuid;             /* only the clone's is used */
};

/* Returns one machine's definition as that of the other, without hardware addresses, which
 * libvirt makes.  NULL if it is no definition.  Caller frees. */
char *definition_clone(const char *xml, const struct identity *from, const struct identity *to);

#define MARK_NAMESPACE "https://imitation.example/ns/1"

void mark_add(struct xml *metadata, const struct mark *mark);
/* Makes the mark of one machine that of another one of the same workshop. */
void mark_rename(struct xml *metadata, const struct identity *to);
/* Reads the mark from the element that virDomainGetMetadata() returns.  Returns false if it
 * is not a mark of ours.  Release it with mark_free(). */
bool mark_parse(const char *xml, struct mark *mark);
/* Is it the mark of another domain?  virt-clone, and dumpxml with define, copy the mark to
 * machines that this program did not make; the UUID differs. */
bool mark_is_copied(const struct mark *mark, const char *uuid);
/* Was the domain of this name and UUID made with this mark?  Earlier versions wrote marks
 * without a UUID: these count only under the name that the program gave.  No copy can have
 * it beside the original.  A machine of an earlier version that was renamed is not ours until
 * it has its name again: it cannot be told from a copy. */
bool mark_is_of(const struct mark *mark, const char *domain, const char *uuid);

/* Fills hw from a domain's XML.  stem ("…/dreamer.") is how the files of disks that were
 * plugged in begin; the disk's name follows.  Returns false if it is no definition.  Release
 * it with hardware_clear(). */
bool hardware_parse(struct vm_hardware *hw, const char *xml, const char *stem);

/* Returns the definition with that many screens; the first is not changed.  NULL if it is no
 * definition.  Caller frees. */
char *hardware_with_screens(const char *xml, int screens);

#endif
