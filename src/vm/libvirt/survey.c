// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A survey of a hypervisor; see survey.h.  It opens a connection of its own and
 * only reads. */
#include "vm/survey.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "vm/libvirt/libvirt-private.h"
#include "vm/xml.h"

/* The next element of this name, as a copy of its text from "<" to its end;
 * *at goes behind it.  NULL: no more.  libvirt writes no comments. */
static char *next_element(const char **at, const char *name)
{
	char *open = mem_printf("<%s ", name), *close = mem_printf("</%s>", name);
	const char *start = strstr(*at, open), *end = start ? strstr(start, close) : NULL;
	char *copy = NULL;

	if (start && end) {
		end += strlen(close);
		copy = mem_ndup(start, (size_t)(end - start));
		*at = end;
	}
	free(open);
	free(close);
	return copy;
}

static bool attribute_is(const char *xml, const char *path, const char *attribute, const char *value)
{
	char *found = xml_find(xml, path, attribute);
	bool same = str_eq(found, value);

	free(found);
	return same;
}

/* A drive for discs and floppies, or what cannot be written, needs no snapshot. */
static bool disk_counts(const char *disk)
{
	return !attribute_is(disk, "disk", "device", "cdrom") &&
	       !attribute_is(disk, "disk", "device", "floppy") && !strstr(disk, "<readonly/>");
}

enum snapshot_bar snapshot_bar(const char *xml)
{
	const char *at = xml;
	size_t disks = 0;
	char *disk;

	if (attribute_is(xml, "domain/os/loader", "type", "pflash") ||
	    attribute_is(xml, "domain/os", "firmware", "efi"))
		return SNAPSHOT_PFLASH;
	while ((disk = next_element(&at, "disk")) != NULL) {
		bool counts = disk_counts(disk);
		bool raw = counts && !attribute_is(disk, "disk/driver", "type", "qcow2");

		free(disk);
		disks += counts;
		if (raw)
			return SNAPSHOT_RAW;
	}
	return disks > 0 ? SNAPSHOT_CAN : SNAPSHOT_NO_DISK;
}

static void take_files(struct survey_domain *out, const char *xml)
{
	const char *at = xml;
	char *disk;

	while ((disk = next_element(&at, "disk")) != NULL) {
		char *file = xml_find(disk, "disk/source", "file");

		if (file)
			*MEM_PUSH(out->files, out->n_files) = file;
		free(disk);
	}
}

static void take_domain(struct survey *survey, virDomainPtr domain)
{
	struct survey_domain *out = MEM_PUSH(survey->domains, survey->n_domains);
	char *mark = virDomainGetMetadata(domain, VIR_DOMAIN_METADATA_ELEMENT, MARK_NAMESPACE, 0);
	char *xml = virDomainGetXMLDesc(domain, VIR_DOMAIN_XML_INACTIVE);

	out->name = mem_dup(virDomainGetName(domain));
	out->marked = mark && mark_parse(mark, &out->mark);
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
