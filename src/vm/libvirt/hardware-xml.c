// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Hardware in a definition; see hardware-xml.h. */
#include "vm/libvirt/hardware-xml.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "vm/libvirt/xml.h"

/* Takes the text. */
static uint64_t number(char *text)
{
	uint64_t number = text ? strtoull(text, NULL, 10) : 0;

	free(text);
	return number;
}

/* Where processors can be plugged into a machine that runs. */
static bool takes_cpus(const struct xml *domain)
{
	static const char *const kinds[] = { "x86_64", "i686", "ppc64le", "s390x" };
	const struct xml *type = xml_find(domain, "os/type");
	size_t i;

	for (i = 0; i < ARRAY_LEN(kinds); i++)
		if (xml_get_is(type, "arch", kinds[i]))
			return true;
	return false;
}

static int count(const struct xml *element)
{
	int n = 0;

	for (; element; element = xml_next(element))
		n++;
	return n;
}

/* The name of the disk in this file, or NULL: it is none that was plugged in. */
static char *disk_name(const char *file, const char *stem)
{
	const char *name = file && str_starts(file, stem) ? file + strlen(stem) : NULL;
	const char *end = name ? strrchr(name, '.') : NULL;

	return end && end > name ? mem_ndup(name, (size_t)(end - name)) : NULL;
}

/* Each name between spaces: none has one in it. */
static char *disks_of(const struct xml *domain, const char *stem)
{
	const struct xml *disk = xml_find(domain, "devices/disk");
	struct str out = { 0 };

	for (; disk; disk = xml_next(disk)) {
		char *file = xml_get(xml_find(disk, "source"), "file"), *name = disk_name(file, stem);

		if (name)
			str_addf(&out, "%s%s ", out.len ? "" : " ", name);
		free(name);
		free(file);
	}
	return str_take(&out);
}

static enum cable cable_of(const struct xml *domain)
{
	if (!xml_find(domain, "devices/interface"))
		return CABLE_NONE;
	return xml_get_is(xml_find(domain, "devices/interface/link"), "state", "down") ? CABLE_OUT :
											  CABLE_IN;
}

static void take_sizes(struct vm_hardware *hw, const struct xml *domain)
{
	const struct xml *cpus = xml_find(domain, "vcpu");

	hw->max_memory = number(xml_text(xml_find(domain, "memory"))) * 1024;
	hw->memory = number(xml_text(xml_find(domain, "currentMemory"))) * 1024;
	if (!hw->memory)
		hw->memory = hw->max_memory;
	hw->max_cpus = (int)number(xml_text(cpus));
	hw->cpus = (int)number(xml_get(cpus, "current"));
	if (!hw->cpus)
		hw->cpus = hw->max_cpus;
}

bool hardware_parse(struct vm_hardware *hw, const char *xml, const char *stem)
{
	struct xml *domain = xml_parse(xml);

	*hw = (struct vm_hardware){ 0 };
	if (xml_is(domain, "domain"))
		take_sizes(hw, domain);
	hw->known = hw->max_memory > 0;
	if (hw->known) {
		hw->screens = count(xml_find(domain, "devices/video"));
		hw->balloon = xml_get_is(xml_find(domain, "devices/memballoon"), "model", "virtio");
		hw->takes_cpus = takes_cpus(domain);
		hw->cable = cable_of(domain);
		hw->disks = disks_of(domain, stem);
	}
	xml_free(domain);
	return hw->known;
}

char *hardware_with_screens(const char *xml, int screens)
{
	struct xml *domain = xml_parse(xml), *devices = xml_find(domain, "devices");
	struct xml *screen = xml_find(devices, "video");
	char *changed = NULL;
	int have = 0;

	while (screen) {
		struct xml *next = xml_next(screen);

		if (++have > screens)
			xml_remove(screen);
		screen = next;
	}
	for (; devices && have < screens; have++)
		xml_add(xml_add(devices, "video", NULL), "model", "type", "virtio", NULL);
	if (domain)
		changed = xml_write(domain);
	xml_free(domain);
	return changed;
}
