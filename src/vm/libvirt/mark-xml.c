// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The mark as XML; see mark-xml.h. */
#include "vm/libvirt/mark-xml.h"

#include <stdlib.h>

#include "vm/libvirt/xml.h"

#define ELEMENT "machine"
#define PREFIX "imitation"

void mark_add(struct xml *metadata, const struct mark *mark)
{
	struct xml *element = xml_add_in(metadata, PREFIX, MARK_NAMESPACE, ELEMENT);

	xml_set(element, "workshop", "%s", mark->workshop);
	xml_set(element, "name", "%s", mark->machine);
	xml_set(element, "prefix", "%s", mark->prefix);
	xml_set(element, "owner", "%lu", (unsigned long)mark->owner);
	if (mark->disk)
		xml_set(element, "disk", "%s", mark->disk);
}

void mark_rename(struct xml *metadata, const char *machine, const char *disk)
{
	struct xml *element = xml_find_in(metadata, MARK_NAMESPACE, ELEMENT);

	if (!element)
		return;
	xml_set(element, "name", "%s", machine);
	xml_set(element, "disk", "%s", disk);
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
	/* Which of all namespaces it is in was said to libvirt when it was asked. */
	ok = xml_is(element, ELEMENT) && read_owner(element, &mark->owner);
	if (ok) {
		mark->workshop = xml_get(element, "workshop");
		mark->machine = xml_get(element, "name");
		mark->prefix = xml_get(element, "prefix");
		mark->disk = xml_get(element, "disk");
		ok = mark->workshop && mark->machine && mark->prefix;
	}
	xml_free(element);
	if (!ok)
		mark_free(mark);
	return ok;
}
