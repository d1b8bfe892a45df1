// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* XML as libvirt gives it: definitions of domains, snapshots, and the mark of our machines. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "vm/libvirt/conn.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/snapshot-list.h"
#include "vm/libvirt/snapshots.h"
#include "vm/libvirt/xml.h"

#define UUID "01234567-89ab-cdef-0123-456789abcdef"

enum { SCREENS = 2, GROWTH = 60 };

/* What libvirt never writes: an address of a namespace with "<" or "&", which libxml2 would
 * write as it is; or a namespace without a prefix, in which all that is added would be. */
static bool has_odd_namespace(const char *text)
{
	const char *at = strstr(text, "xmlns");

	if (at && strchr(text, '&'))
		return true;
	while (at && at[strlen("xmlns")] == ':')
		at = strstr(at + 1, "xmlns");
	return at != NULL;
}

/* What is written from a definition is one, and has what was asked for. */
static void look_at_new(char *text, size_t size, const char *path, const char *wanted)
{
	struct xml *xml = text ? xml_parse(text) : NULL;
	char *found = xml_text(xml_find(xml, path));

	if (text && !xml)
		fail_msg("it cannot be read again:\n%s", text);
	if (xml && wanted && !str_eq(found, wanted))
		fail_msg("%s is \"%s\" in:\n%s", path, found ? found : "", text);
	if (text && strlen(text) > GROWTH * size + 1000)
		fail_msg("%zu bytes become %zu", size, strlen(text));
	free(found);
	xml_free(xml);
	free(text);
}

static void look_at_definition(const char *text, size_t size)
{
	const struct identity from = { .domain = "rehearsal-box", .machine = "box" };
	const struct identity to = { .domain = "rehearsal-copy", .machine = "copy",
				     .disk = "/d/'<&x.qcow2", .uuid = UUID };
	struct xml *xml = xml_parse(text);
	bool there = xml != NULL;

	xml_free(xml);
	if (!there) {
		assert_true(definition_uses_disk(text, "/disk"));
		assert_true(definition_boots_from(text, "/disk"));
		assert_int_equal(definition_disks(text), 0);
	}
	free(definition_console(text));
	look_at_new(definition_with_uuid(text, UUID), size, "uuid", UUID);
	look_at_new(definition_clone(text, &from, &to), size, "name", to.domain);
}

static void look_at_hardware(const char *text, size_t size)
{
	char *changed = hardware_with_screens(text, SCREENS);
	struct vm_hardware hw;

	if (hardware_parse(&hw, text, "/disks/box."))
		assert_true(hw.memory > 0 && hw.cpus >= 0 && hw.max_cpus >= 0 && hw.screens >= 0);
	else
		assert_null(hw.disks);
	hardware_clear(&hw);
	if (changed && hardware_parse(&hw, changed, "/disks/box."))
		assert_int_equal(hw.screens, SCREENS);
	if (changed)
		hardware_clear(&hw);
	look_at_new(changed, size, "devices", NULL);
}

static void look_at_snapshot(const char *text)
{
	char *settled = plugged_as_built_in(text);
	char *again = settled ? plugged_as_built_in(settled) : NULL;
	struct vm_snapshot snapshot;

	snapshot_parse(&snapshot, text);
	assert_non_null(snapshot.name);
	fuzz_clean(snapshot.description, false);
	assert_true(snapshot.kept.was < STATE_COUNT && (snapshot.safety || !snapshot.kept.lost));
	snapshot_clear(&snapshot);
	assert_null(again);
	free(settled);
}

static void look_at_mark(const char *text)
{
	struct mark mark;

	if (mark_parse(text, &mark))
		assert_true(mark.workshop && mark.machine && mark.prefix);
	else
		assert_true(!mark.workshop && !mark.machine && !mark.prefix && !mark.uuid);
	mark_free(&mark);
}

FUZZ(xml)
{
	char *text = fuzz_text(data, size);

	if (!has_odd_namespace(text)) {
		look_at_definition(text, size);
		look_at_hardware(text, size);
	}
	look_at_snapshot(text);
	look_at_mark(text);
	free(text);
	return 0;
}
