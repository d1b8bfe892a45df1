// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Definitions read and changed; see definition.h. */
#include "vm/libvirt/definition.h"

#include <stdlib.h>

#include "base/str.h"
#include "vm/libvirt/mark-xml.h"
#include "vm/libvirt/xml.h"

static bool text_is(const struct xml *element, const char *wanted)
{
	char *text = xml_text(element);
	bool same = text && str_eq(text, wanted);

	free(text);
	return same;
}

/* The text of a document, which goes. */
static char *finish(struct xml *document)
{
	char *text = document ? xml_write(document) : NULL;

	xml_free(document);
	return text;
}

static bool disk_is(const struct xml *disk, const char *file)
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
		found = disk_is(disk, file);
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
	const struct xml *disk = xml_find(domain, "devices/disk");
	int n = 0;

	for (; disk; disk = xml_next(disk))
		n++;
	xml_free(domain);
	return n;
}

char *definition_with_uuid(const char *xml, const char *uuid)
{
	struct xml *domain = xml_parse(xml);

	if (domain) {
		xml_remove(xml_find(domain, "uuid"));
		xml_add_text(domain, "uuid", "%s", uuid);
	}
	return finish(domain);
}

/* A machine whose author gave it no title has its name for one. */
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

	xml_remove(xml_find(domain, "uuid"));
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
	mark_rename(xml_find(domain, "metadata"), to->machine, to->disk);
	return finish(domain);
}
