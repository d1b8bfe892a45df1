// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A survey of a hypervisor.  It opens a connection of its own and only reads. */
#include "vm/libvirt/survey-read.h"

#include <stdlib.h>

#include "base/mem.h"
#include "vm/libvirt/conn.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/events.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/xml.h"

/* Read-only disks and drives for CDs and floppies need no snapshot. */
static bool disk_counts(const struct xml *disk)
{
	return !xml_get_is(disk, "device", "cdrom") && !xml_get_is(disk, "device", "floppy") &&
	       !xml_find(disk, "readonly");
}

static enum snapshot_bar bar_of(const struct xml *domain)
{
	const struct xml *disk = xml_find(domain, "devices/disk");
	size_t disks = 0;

	if (xml_get_is(xml_find(domain, "os/loader"), "type", "pflash") ||
	    xml_get_is(xml_find(domain, "os"), "firmware", "efi"))
		return SNAPSHOT_PFLASH;
	for (; disk; disk = xml_next(disk)) {
		if (!disk_counts(disk))
			continue;
		if (!xml_get_is(xml_find(disk, "driver"), "type", "qcow2"))
			return SNAPSHOT_RAW;
		disks++;
	}
	return disks > 0 ? SNAPSHOT_CAN : SNAPSHOT_NO_DISK;
}

enum snapshot_bar snapshot_bar(const char *xml)
{
	struct xml *domain = xml_parse(xml);
	enum snapshot_bar bar = bar_of(domain);

	xml_free(domain);
	return bar;
}

static void take_files(struct survey_domain *out, const char *xml)
{
	struct xml *domain = xml_parse(xml);
	const struct xml *disk = xml_find(domain, "devices/disk");

	for (; disk; disk = xml_next(disk)) {
		char *file = xml_get(xml_find(disk, "source"), "file");

		if (file)
			*MEM_PUSH(out->files, out->n_files) = file;
	}
	xml_free(domain);
}

static void take_domain(struct survey *survey, virDomainPtr domain)
{
	struct survey_domain *out = MEM_PUSH(survey->domains, survey->n_domains);
	char *mark = virDomainGetMetadata(domain, VIR_DOMAIN_METADATA_ELEMENT, MARK_NAMESPACE, 0);
	char *xml = virDomainGetXMLDesc(domain, VIR_DOMAIN_XML_INACTIVE);
	char uuid[VIR_UUID_STRING_BUFLEN] = "";

	virDomainGetUUIDString(domain, uuid);
	out->name = mem_dup(virDomainGetName(domain));
	out->marked = mark && mark_parse(mark, &out->mark);
	if (out->marked && !mark_is_of(&out->mark, out->name, uuid)) {
		mark_free(&out->mark);
		out->marked = false;
	}
	out->bar = xml ? snapshot_bar(xml) : SNAPSHOT_CAN;
	if (xml)
		take_files(out, xml);
	free(mark);
	free(xml);
}

bool lv_survey(const char *uri, struct survey *survey, struct error *err)
{
	virDomainPtr *domains = NULL;
	virConnectPtr virt;
	int n, i;

	*survey = (struct survey){ 0 };
	if (!lv_events_start(err))
		return false;
	virt = virConnectOpen(uri);
	if (!virt)
		return lv_error(err, "");
	if (virConnectGetLibVersion(virt, &survey->libvirt) < 0)
		survey->libvirt = 0;
	if (virConnectGetVersion(virt, &survey->hypervisor) < 0)
		survey->hypervisor = 0;
	n = virConnectListAllDomains(virt, &domains, 0);
	if (n < 0)
		lv_error(err, "");
	for (i = 0; i < n; i++) {
		take_domain(survey, domains[i]);
		virDomainFree(domains[i]);
	}
	free(domains);
	virConnectClose(virt);
	return n >= 0;
}
