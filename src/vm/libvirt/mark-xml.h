// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The mark of our machines, written into a domain's <metadata> and read from it.
 * Pure; any thread. */
#ifndef VM_LIBVIRT_MARK_XML_H
#define VM_LIBVIRT_MARK_XML_H

#include "vm/libvirt/xml.h"
#include "vm/mark.h"

#define MARK_NAMESPACE "https://imitation.example/ns/1"

void mark_add(struct xml *metadata, const struct mark *mark);
/* Makes the mark of one machine that of another one of the same workshop. */
void mark_rename(struct xml *metadata, const char *machine, const char *disk);
/* From the element alone, as virDomainGetMetadata() gives it; mark_free.  False: it
 * is no mark of ours. */
bool mark_parse(const char *xml, struct mark *mark);

#endif
