// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Snapshots of a machine that was given processors while it ran.
 *
 * libvirt would plug them in again only after QEMU was told to read the memory
 * that goes with them, which QEMU refuses.  So what such a snapshot says of the
 * machine is put differently: they were there from the beginning.  It must be
 * done before one goes back to it. */
#include "vm/libvirt/libvirt-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#define PLUGGED "enabled='yes' hotpluggable='yes'"
#define BUILT_IN "enabled='yes' hotpluggable='no'"

static char *as_built_in(const char *xml)
{
	struct str out = { 0 };
	const char *at;

	while ((at = strstr(xml, PLUGGED)) != NULL) {
		str_addn(&out, xml, (size_t)(at - xml));
		str_add(&out, BUILT_IN);
		xml = at + strlen(PLUGGED);
	}
	str_add(&out, xml);
	return str_take(&out);
}

void lv_settle_cpus(virDomainPtr domain, virDomainSnapshotPtr snapshot)
{
	unsigned flags = VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE;
	char *xml = virDomainSnapshotGetXMLDesc(snapshot, 0), *changed;
	virDomainSnapshotPtr same;

	if (xml && strstr(xml, PLUGGED)) {
		if (virDomainSnapshotIsCurrent(snapshot, 0) == 1)
			flags |= VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT;
		changed = as_built_in(xml);
		same = virDomainSnapshotCreateXML(domain, changed, flags);
		if (same)
			virDomainSnapshotFree(same);
		else
			log_line("a snapshot keeps processors that were plugged in: %s",
				 virGetLastErrorMessage());
		free(changed);
	}
	free(xml);
}
