// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Definitions read and changed; see definition.h. */
#include "vm/libvirt/definition.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/libvirt/xml.h"

/* of the mark */
#define ELEMENT "machine"
#define PREFIX "imitation"

static bool text_is(const struct xml *element, const char *wanted)
{
	char *text = xml_text(element);
	bool same = text && str_eq(text, wanted);

	free(text);
	return same;
}

/* Counts the element and those of its name after it. */
static int count(const struct xml *element)
{
	int n = 0;

	for (; element; element = xml_next(element))
		n++;
	return n;
}

/* Returns the text of a document, and frees the document. */
static char *finish(struct xml *document)
{
	char *text = document ? xml_write(document) : NULL;

	xml_free(document);
	return text;
}

static bool is_in_file(const struct xml *disk, const char *file)
{
	for (; disk; disk = xml_find(disk, "backingStore"))
		if (xml_get_is(xml_find(disk, "source"), "file", file))
			return true;
	return false;
}

bool definition_uses_disk(const char *xml, const char *file)
{
	struct xml *domain = xml_parse(xml);
	const struct xml *disk = xml_find(domain, "devices/disk");
	bool found = !domain;

	for (; disk && !found; disk = xml_next(disk))
		found = is_in_file(disk, file);
	xml_free(domain);
	return found;
}

bool definition_has_disk(const char *xml, bool (*such)(const char *file))
{
	struct xml *domain = xml_parse(xml);
	const struct xml *disk = xml_find(domain, "devices/disk");
	bool found = false;

	for (; disk && !found; disk = xml_next(disk)) {
		char *file = xml_get(xml_find(disk, "source"), "file");

		found = file && such(file);
		free(file);
	}
	xml_free(domain);
	return found;
}

bool definition_boots_from(const char *xml, const char *file)
{
	struct xml *domain = xml_parse(xml);
	bool found = !domain || text_is(xml_find(domain, "os/kernel"), file) ||
		     text_is(xml_find(domain, "os/initrd"), file);

	xml_free(domain);
	return found;
}

char *definition_console(const char *xml)
{
	struct xml *domain = xml_parse(xml);
	char *terminal = xml_get(xml_find(domain, "devices/console"), "tty");

	xml_free(domain);
	return terminal;
}

int definition_disks(const char *xml)
{
	struct xml *domain = xml_parse(xml);
	int n = count(xml_find(domain, "devices/disk"));

	xml_free(domain);
	return n;
}

static void set_uuid(struct xml *domain, const char *uuid)
{
	struct xml *mark = xml_find_in(xml_find(domain, "metadata"), MARK_NAMESPACE, ELEMENT);

	while (xml_find(domain, "uuid"))
		xml_remove(xml_find(domain, "uuid"));
	xml_add_text(domain, "uuid", "%s", uuid);
	if (mark)
		xml_set(mark, "uuid", "%s", uuid);
}

char *definition_with_uuid(const char *xml, const char *uuid)
{
	struct xml *domain = xml_parse(xml);

	if (domain)
		set_uuid(domain, uuid);
	return finish(domain);
}

/* A machine whose author gave it no title has its name as title. */
static void rename_title(struct xml *title, const struct identity *from, const struct identity *to)
{
	if (text_is(title, from->machine))
		xml_set_text(title, "%s", to->machine);
	else if (text_is(title, from->domain))
		xml_set_text(title, "%s", to->domain);
}

static void forget_addresses(struct xml *domain)
{
	struct xml *interface = xml_find(domain, "devices/interface");

	for (; interface; interface = xml_next(interface))
		xml_remove(xml_find(interface, "mac"));
}

char *definition_clone(const char *xml, const struct identity *from, const struct identity *to)
{
	struct xml *domain = xml_parse(xml), *name = xml_find(domain, "name");
	struct xml *source = xml_find(domain, "devices/disk/source");

	if (!name) {
		xml_free(domain);
		return NULL;
	}
	xml_set_text(name, "%s", to->domain);
	rename_title(xml_find(domain, "title"), from, to);
	forget_addresses(domain);
	if (source)
		xml_set(source, "file", "%s", to->disk);
	mark_rename(xml_find(domain, "metadata"), to);
	set_uuid(domain, to->uuid);
	return finish(domain);
}

/* ---- the mark of our machines ---------------------------------------------------- */

void mark_add(struct xml *metadata, const struct mark *mark)
{
	struct xml *element = xml_add_in(metadata, PREFIX, MARK_NAMESPACE, ELEMENT);

	xml_set(element, "workshop", "%s", mark->workshop);
	xml_set(element, "name", "%s", mark->machine);
	xml_set(element, "prefix", "%s", mark->prefix);
	xml_set(element, "owner", "%lu", (unsigned long)mark->owner);
	if (mark->uuid)
		xml_set(element, "uuid", "%s", mark->uuid);
	if (mark->disk)
		xml_set(element, "disk", "%s", mark->disk);
}

void mark_rename(struct xml *metadata, const struct identity *to)
{
	struct xml *element = xml_find_in(metadata, MARK_NAMESPACE, ELEMENT);

	if (!element)
		return;
	xml_set(element, "name", "%s", to->machine);
	xml_set(element, "disk", "%s", to->disk);
}

static bool read_owner(const struct xml *element, uid_t *owner)
{
	char *text = xml_get(element, "owner"), *end = text;
	bool ok;

	if (text)
		*owner = (uid_t)strtoul(text, &end, 10);
	ok = end != text && !*end;
	free(text);
	return ok;
}

bool mark_parse(const char *xml, struct mark *mark)
{
	struct xml *element = xml_parse(xml);
	bool ok;

	*mark = (struct mark){ 0 };
	/* The namespace needs no check: libvirt was asked for this namespace only. */
	ok = xml_is(element, ELEMENT) && read_owner(element, &mark->owner);
	if (ok) {
		mark->workshop = xml_get(element, "workshop");
		mark->machine = xml_get(element, "name");
		mark->prefix = xml_get(element, "prefix");
		mark->uuid = xml_get(element, "uuid");
		mark->disk = xml_get(element, "disk");
		ok = mark->workshop && mark->machine && mark->prefix;
	}
	xml_free(element);
	if (!ok)
		mark_free(mark);
	return ok;
}

bool mark_is_copied(const struct mark *mark, const char *uuid)
{
	return mark->uuid && !str_eq(mark->uuid, uuid);
}

bool mark_is_of(const struct mark *mark, const char *domain, const char *uuid)
{
	char *given = mem_printf("%s%s", mark->prefix, mark->machine);
	bool is = mark->uuid ? str_eq(mark->uuid, uuid) : str_eq(given, domain);

	free(given);
	return is;
}

/* ---- hardware ------------------------------------------------------------------- */

/* Returns a number without a sign, at the most so much; 0: it is none.  Frees the text. */
static uint64_t number(char *text, uint64_t most)
{
	uint64_t number = text && ascii_digit(text[0]) ? strtoull(text, NULL, 10) : 0;

	free(text);
	return number < most ? number : most;
}

/* Can processors be plugged into this machine while it runs? */
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

/* Returns the name of the disk in this file; NULL if it was not plugged in by an action. */
static char *name_of_disk(const char *file, const char *stem)
{
	const char *name = file && str_starts(file, stem) ? file + strlen(stem) : NULL;
	const char *end = name ? strrchr(name, '.') : NULL;

	return end && end > name ? mem_ndup(name, (size_t)(end - name)) : NULL;
}

/* Each name between spaces, because no name contains one. */
static char *disks_of(const struct xml *domain, const char *stem)
{
	const struct xml *disk = xml_find(domain, "devices/disk");
	struct str out = { 0 };

	for (; disk; disk = xml_next(disk)) {
		char *file = xml_get(xml_find(disk, "source"), "file"), *name = name_of_disk(file, stem);

		if (name)
			str_addf(&out, "%s%s ", out.len ? "" : " ", name);
		free(name);
		free(file);
	}
	return str_take(&out);
}

/* Those without a file are left out: a drive that is empty, or one elsewhere. */
static void take_drives(struct vm_hardware *hw, const struct xml *domain)
{
	const struct xml *disk = xml_find(domain, "devices/disk");

	for (; disk; disk = xml_next(disk)) {
		char *file = xml_get(xml_find(disk, "source"), "file");
		char *name = xml_get(xml_find(disk, "target"), "dev");

		if (file && name) {
			struct vm_disk *drive = MEM_PUSH(hw->drives, hw->n_drives);

			*drive = (struct vm_disk){ .name = name, .file = file };
			continue;
		}
		free(name);
		free(file);
	}
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

	hw->max_memory = number(xml_text(xml_find(domain, "memory")), UINT64_MAX / 1024) * 1024;
	hw->memory = number(xml_text(xml_find(domain, "currentMemory")), UINT64_MAX / 1024) * 1024;
	if (!hw->memory)
		hw->memory = hw->max_memory;
	hw->max_cpus = (int)number(xml_text(cpus), INT_MAX);
	hw->cpus = (int)number(xml_get(cpus, "current"), INT_MAX);
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
		take_drives(hw, domain);
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
	if (devices)
		changed = xml_write(domain);
	xml_free(domain);
	return changed;
}
