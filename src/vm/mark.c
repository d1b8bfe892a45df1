// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The mark of our machines, written and read. */
#include "vm/mark.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "vm/xml.h"

char *mark_xml(const struct mark *mark)
{
	struct str out = { 0 };
	char *owner = mem_printf("%lu", (unsigned long)mark->owner);

	xml_addf(&out, "<" MARK_PREFIX ":machine xmlns:" MARK_PREFIX "=\"" MARK_NAMESPACE "\""
		 " workshop=\"%s\" name=\"%s\" prefix=\"%s\" owner=\"%s\"",
		 mark->workshop, mark->machine, mark->prefix, owner);
	if (mark->disk)
		xml_addf(&out, " disk=\"%s\"", mark->disk);
	str_add(&out, "/>");
	free(owner);
	return str_take(&out);
}

bool mark_parse(const char *xml, struct mark *mark)
{
	char *owner = xml_find(xml, "machine", "owner"), *end = owner;

	*mark = (struct mark){
		.workshop = xml_find(xml, "machine", "workshop"),
		.machine = xml_find(xml, "machine", "name"),
		.prefix = xml_find(xml, "machine", "prefix"),
		.disk = xml_find(xml, "machine", "disk"),
	};
	if (owner)
		mark->owner = (uid_t)strtoul(owner, &end, 10);
	if (mark->workshop && mark->machine && mark->prefix && owner && owner[0] && !*end) {
		free(owner);
		return true;
	}
	free(owner);
	mark_free(mark);
	return false;
}

void mark_free(struct mark *mark)
{
	free(mark->workshop);
	free(mark->machine);
	free(mark->prefix);
	free(mark->disk);
	*mark = (struct mark){ 0 };
}
