// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Snapshots of a machine that was given processors while it ran.
 *
 * libvirt would plug them in again only after QEMU was told to read the memory
 * that goes with them, which QEMU refuses.  So what such a snapshot says of the
 * machine is put differently: they were there from the beginning.  It must be
 * done before one goes back to it. */
#include "vm/libvirt/plugged.h"

#include <libvirt/virterror.h>
#include <stdlib.h>

#include "base/out.h"
#include "vm/libvirt/xml.h"

static bool build_in(struct xml *domain)
{
	struct xml *cpu = xml_find(domain, "vcpus/vcpu");
	bool changed = false;

	for (; cpu; cpu = xml_next(cpu)) {
		if (!xml_get_is(cpu, "enabled", "yes") || !xml_get_is(cpu, "hotpluggable", "yes"))
			continue;
		xml_set(cpu, "hotpluggable", "no");
		changed = true;
	}
	return changed;
}

char *plugged_as_built_in(const char *xml)
{
	struct xml *snapshot = xml_parse(xml);
	bool now = build_in(xml_find(snapshot, "domain"));
	bool next = build_in(xml_find(snapshot, "inactiveDomain"));
	char *changed = now || next ? xml_write(snapshot) : NULL;

	xml_free(snapshot);
	return changed;
}

void lv_settle_cpus(virDomainPtr domain, virDomainSnapshotPtr snapshot)
{
	unsigned flags = VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE;
	char *xml = virDomainSnapshotGetXMLDesc(snapshot, 0);
	char *changed = xml ? plugged_as_built_in(xml) : NULL;
	virDomainSnapshotPtr same;

	if (changed) {
		if (virDomainSnapshotIsCurrent(snapshot, 0) == 1)
			flags |= VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT;
		same = virDomainSnapshotCreateXML(domain, changed, flags);
		if (same)
			virDomainSnapshotFree(same);
		else
			log_line("a snapshot keeps processors that were plugged in: %s",
				 virGetLastErrorMessage());
	}
	free(changed);
	free(xml);
}
