// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Definitions of machines and snapshots: written, read, and made of others.  All
 * pure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/domain.h"
#include "vm/libvirt/snapshots.h"
#include "vm/libvirt/snapshot-list.h"
#include "vm/libvirt/xml.h"

/* The text at a path below the outermost element, or the attribute there. */
static char *found(const char *text, const char *path, const char *attribute)
{
	struct xml *xml = xml_parse(text);
	const struct xml *element = xml_find(xml, path);
	char *copy;

	assert_non_null(xml);
	copy = attribute ? xml_get(element, attribute) : xml_text(element);
	xml_free(xml);
	return copy;
}

static void assert_found(const char *xml, const char *path, const char *attribute,
			 const char *wanted)
{
	char *text = found(xml, path, attribute);

	if (wanted)
		assert_non_null(text);
	else
		assert_null(text);
	if (wanted)
		assert_string_equal(text, wanted);
	free(text);
}

/* ---- written ----------------------------------------------------------------------- */

static void a_mark_comes_back(void **unused)
{
	struct mark mark = { .workshop = (char *)"w&1", .machine = (char *)"m", .prefix = (char *)"",
			     .disk = (char *)"/a/'b'.qcow2", .owner = 1000, .uuid = (char *)"u-1" };
	struct xml *metadata = xml_new("metadata");
	struct mark back;
	char *xml;

	(void)unused;
	mark_add(metadata, &mark);
	xml = xml_write(xml_find_in(metadata, MARK_NAMESPACE, "machine"));
	assert_true(mark_parse(xml, &back));
	assert_string_equal(back.workshop, "w&1");
	assert_string_equal(back.prefix, "");
	assert_string_equal(back.disk, "/a/'b'.qcow2");
	assert_int_equal(back.owner, 1000);
	assert_string_equal(back.uuid, "u-1");
	mark_free(&back);
	free(xml);
	xml_free(metadata);
	assert_false(mark_parse("<machine workshop='w' name='m' prefix='' owner='x'/>", &back));
	assert_false(mark_parse("<machine workshop='w' prefix='' owner='1'/>", &back));
	assert_false(mark_parse("<other workshop='w' name='m' prefix='' owner='1'/>", &back));
	assert_false(mark_parse("", &back));
}

/* virt-clone, and dumpxml with define, keep the mark. */
static void a_copy_is_not_ours(void **unused)
{
	struct mark mark = { .machine = (char *)"dreamer", .prefix = (char *)"r-", .uuid = (char *)"u-1" };

	(void)unused;
	assert_true(mark_is_of(&mark, "r-dreamer", "u-1"));
	assert_true(mark_is_of(&mark, "renamed", "u-1"));
	assert_false(mark_is_of(&mark, "r-dreamer", "u-2"));
	assert_false(mark_is_of(&mark, "r-dreamer-clone", "u-2"));
	assert_false(mark_is_of(&mark, "r-dreamer", ""));
	assert_true(mark_is_copied(&mark, "u-2"));
	assert_false(mark_is_copied(&mark, "u-1"));
	/* Of an earlier version. */
	mark.uuid = NULL;
	assert_true(mark_is_of(&mark, "r-dreamer", "u-3"));
	assert_false(mark_is_of(&mark, "r-dreamer-clone", "u-3"));
	assert_false(mark_is_of(&mark, "dreamer", "u-3"));
	assert_false(mark_is_copied(&mark, "u-3"));
}

static void a_definition_escapes_what_it_is_given(void **unused)
{
	struct machine_spec spec = { .name = (char *)"m", .title = (char *)"<title>",
				     .memory = 4194304, .cpus = 2, .arch = (char *)"x86_64",
				     .network = (char *)"link:a" };
	struct mark mark = { .workshop = (char *)"w", .machine = (char *)"m", .prefix = (char *)"" };
	struct domain_plan plan = { .spec = &spec, .type = "qemu", .domain = "x</name>",
				    .disk = "/d'/x", .mark = &mark };
	char *xml = domain_xml(&plan);

	(void)unused;
	assert_found(xml, "name", NULL, "x</name>");
	assert_found(xml, "title", NULL, "<title>");
	assert_found(xml, "uuid", NULL, NULL);
	assert_found(xml, "devices/disk/source", "file", "/d'/x");
	assert_non_null(strstr(xml, "<imitation:machine xmlns:imitation=\"" MARK_NAMESPACE "\" "
				    "workshop=\"w\" name=\"m\" prefix=\"\" owner=\"0\""));
	assert_found(xml, "memory", NULL, "4194304");
	assert_found(xml, "vcpu", NULL, "2");
	assert_found(xml, "devices/interface", "type", "udp");
	free(xml);
	plan.type = "test";
	mark.uuid = (char *)"u-1";
	xml = domain_xml(&plan);
	assert_found(xml, "uuid", NULL, "u-1");
	assert_found(xml, "devices", NULL, NULL);
	free(xml);
}

static void a_kernel_gets_what_it_has_drivers_for(void **unused)
{
	struct machine_spec spec = { .name = (char *)"m", .title = (char *)"m", .memory = 96 << 20,
				     .max_memory = 160 << 20, .cpus = 1, .max_cpus = 4,
				     .arch = (char *)"x86_64", .network = (char *)"user",
				     .kernel = (char *)"/k", .initrd = (char *)"/i" };
	struct mark mark = { .workshop = (char *)"w", .machine = (char *)"m", .prefix = (char *)"" };
	struct domain_plan plan = { .spec = &spec, .type = "qemu", .domain = "m", .disk = "/d",
				    .mark = &mark };
	char *xml = domain_xml(&plan);

	(void)unused;
	assert_found(xml, "os/kernel", NULL, "/k");
	assert_found(xml, "features/acpi", NULL, "");
	assert_found(xml, "devices/disk/target", "dev", "vda");
	assert_found(xml, "devices/disk/target", "bus", "virtio");
	assert_found(xml, "devices/interface/model", "type", "virtio");
	assert_found(xml, "devices/memballoon", "model", "virtio");
	assert_found(xml, "devices/rng", "model", "virtio");
	assert_found(xml, "memory", NULL, "167772160");
	assert_found(xml, "currentMemory", NULL, "100663296");
	assert_found(xml, "vcpu", NULL, "4");
	assert_found(xml, "vcpu", "current", "1");
	assert_non_null(strstr(xml, "virtio-blk-pci.num-queues=1"));
	free(xml);
	/* An image boots from what every system knows; a balloon only where asked for. */
	spec.kernel = NULL;
	xml = domain_xml(&plan);
	assert_found(xml, "devices/disk/target", "bus", "ide");
	assert_found(xml, "devices/interface/model", "type", "e1000");
	assert_found(xml, "devices/memballoon", "model", "virtio");
	assert_found(xml, "devices/rng", NULL, NULL);
	free(xml);
	spec.max_memory = spec.memory;
	xml = domain_xml(&plan);
	assert_found(xml, "devices/memballoon", "model", "none");
	free(xml);
	spec.max_cpus = 1;
	xml = domain_xml(&plan);
	assert_null(strstr(xml, "qemu:"));
	free(xml);
	spec.arch = (char *)"aarch64";
	xml = domain_xml(&plan);
	assert_found(xml, "devices/disk/target", "bus", "virtio");
	assert_found(xml, "devices/memballoon", "model", "virtio");
	assert_non_null(strstr(xml, "pcie-root-port"));
	free(xml);
}

/* libvirt takes these settings for PCs only, and refuses a definition that has them for
 * another board. */
static void a_pc_cannot_be_put_to_sleep(void **unused)
{
	struct machine_spec spec = { .name = (char *)"m", .memory = 4194304, .cpus = 1,
				     .arch = (char *)"x86_64", .network = (char *)"none" };
	struct mark mark = { .workshop = (char *)"w", .machine = (char *)"m", .prefix = (char *)"" };
	struct domain_plan plan = { .spec = &spec, .type = "qemu", .domain = "m", .mark = &mark };
	char *xml = domain_xml(&plan);

	(void)unused;
	assert_found(xml, "pm/suspend-to-mem", "enabled", "no");
	assert_found(xml, "pm/suspend-to-disk", "enabled", "no");
	free(xml);
	spec.arch = (char *)"aarch64";
	xml = domain_xml(&plan);
	assert_found(xml, "pm", NULL, NULL);
	free(xml);
	plan.type = "test";
	xml = domain_xml(&plan);
	assert_found(xml, "pm", NULL, NULL);
	free(xml);
}

/* One end of a wire sends to the port on which the other end listens. */
static void two_machines_share_a_wire(void **unused)
{
	struct machine_spec spec = { .name = (char *)"m", .title = (char *)"m", .memory = 4194304,
				     .cpus = 1, .arch = (char *)"x86_64", .network = (char *)"link:a" };
	struct mark mark = { .workshop = (char *)"w", .machine = (char *)"m", .prefix = (char *)"" };
	struct domain_plan plan = { .spec = &spec, .type = "qemu", .domain = "m", .mark = &mark,
				    .on_wire = 2 };
	char *a = domain_xml(&plan), *b, *to, *at;

	(void)unused;
	plan.nth_on_wire = 1;
	b = domain_xml(&plan);
	to = found(a, "devices/interface/source", "port");
	at = found(b, "devices/interface/source/local", "port");
	assert_string_equal(to, at);
	free(to);
	free(at);
	to = found(b, "devices/interface/source", "port");
	at = found(a, "devices/interface/source/local", "port");
	assert_string_equal(to, at);
	/* Another person's wire of that name is another wire. */
	free(a);
	mark.owner = 4242;
	a = domain_xml(&plan);
	free(at);
	at = found(a, "devices/interface/source", "port");
	assert_string_not_equal(to, at);
	free(to);
	free(at);
	free(a);
	free(b);
	plan.on_wire = 3;
	a = domain_xml(&plan);
	assert_found(a, "devices/interface", "type", "mcast");
	free(a);
}

/* ---- made of others ---------------------------------------------------------------- */

#define DREAMER(workshop) MARKED(workshop, " uuid=\"1-2-3\"")
#define MARKED(workshop, uuid) \
	"<domain type='qemu'>\n  <name>dreamer</name>\n  <uuid>1-2-3</uuid>\n" \
	"  <title>dreamer</title>\n  <description>dreamer</description>\n  <metadata>\n" \
	"    <o:machine xmlns:o=\"other\" name=\"dreamer\" disk=\"dreamer\"/>\n" \
	"    <imitation:machine xmlns:imitation=\"" MARK_NAMESPACE "\" workshop=\"" workshop "\" " \
	"name=\"dreamer\" prefix=\"dreamer\" owner=\"7\"" uuid " disk=\"/d/" workshop "/dreamer.qcow2\"/>\n" \
	"  </metadata>\n  <os><kernel>/o'k</kernel><initrd>/i</initrd></os>\n  <devices>\n" \
	"    <disk type='file' device='disk'><source file='/d/" workshop "/dreamer.qcow2'/></disk>\n" \
	"    <interface type='user'><mac address='52:54:00:00:00:01'/><model type='e1000'/></interface>\n" \
	"    <interface type='user'><mac address='52:54:00:00:00:02'/></interface>\n" \
	"    <console type='pty' tty='/dev/pts/3'/>\n  </devices>\n</domain>\n"

static void assert_mark(const char *definition, const char *workshop)
{
	struct xml *xml = xml_parse(definition), *metadata = xml_find(xml, "metadata");
	char *element = xml_write(xml_find_in(metadata, MARK_NAMESPACE, "machine"));
	struct mark mark;

	assert_true(mark_parse(element, &mark));
	assert_string_equal(mark.workshop, workshop);
	assert_string_equal(mark.machine, "twin");
	assert_string_equal(mark.prefix, "dreamer");
	assert_string_equal(mark.disk, "/d/twin.qcow2");
	assert_string_equal(mark.uuid, "7-8-9");
	assert_int_equal(mark.owner, 7);
	assert_true(xml_get_is(xml_find_in(metadata, "other", "machine"), "name", "dreamer"));
	mark_free(&mark);
	xml_free(xml);
	free(element);
}

static void assert_clone(const char *xml, const char *workshop)
{
	const struct identity from = { "dreamer", "dreamer", "/d/dreamer.qcow2", NULL };
	const struct identity to = { "twin", "twin", "/d/twin.qcow2", "7-8-9" };
	char *clone = definition_clone(xml, &from, &to);

	assert_found(clone, "name", NULL, "twin");
	assert_found(clone, "title", NULL, "twin");
	assert_found(clone, "description", NULL, "dreamer");
	assert_found(clone, "uuid", NULL, "7-8-9");
	assert_found(clone, "devices/interface/mac", "address", NULL);
	assert_found(clone, "devices/interface/model", "type", "e1000");
	assert_found(clone, "devices/disk/source", "file", "/d/twin.qcow2");
	assert_mark(clone, workshop);
	free(clone);
}

/* A workshop of the same name as its machine keeps it. */
static void a_clone_has_a_mark_of_its_own(void **unused)
{
	const struct identity any = { "a", "a", "/a", "u" };

	(void)unused;
	assert_clone(DREAMER("w"), "w");
	assert_clone(DREAMER("dreamer"), "dreamer");
	assert_clone(MARKED("w", ""), "w"); /* by an earlier version */
	assert_null(definition_clone("<domain/>", &any, &any));
	assert_null(definition_clone("", &any, &any));
}

static void a_definition_is_asked(void **unused)
{
	static const char xml[] = DREAMER("w");
	char *text = definition_console(xml);

	(void)unused;
	assert_string_equal(text, "/dev/pts/3");
	free(text);
	assert_true(definition_boots_from(xml, "/o'k"));
	assert_true(definition_boots_from(xml, "/i"));
	assert_false(definition_boots_from(xml, "/o"));
	assert_true(definition_uses_disk(xml, "/d/w/dreamer.qcow2"));
	assert_false(definition_uses_disk(xml, "/d/w/dreamer.qcow"));
	assert_true(definition_uses_disk("<domain><devices><disk><source file='/a'/><backingStore>"
					 "<source file='/b'/></backingStore></disk></devices></domain>",
					 "/b"));
	assert_int_equal(definition_disks(xml), 1);
	/* A file that may be in use is not removed. */
	assert_true(definition_boots_from("<domain>", "/k"));
	assert_true(definition_uses_disk("<domain>", "/k"));
	text = definition_with_uuid(xml, "4-5-6");
	assert_found(text, "uuid", NULL, "4-5-6");
	assert_null(strstr(text, "1-2-3"));
	assert_non_null(strstr(text, "uuid=\"4-5-6\""));
	assert_found(text, "name", NULL, "dreamer");
	free(text);
}

/* ---- snapshots --------------------------------------------------------------------- */

#define CPU(id, enabled, plugged) \
	"<vcpu id='" id "' enabled='" enabled "' hotpluggable='" plugged "'/>"

static void plugged_processors_are_built_in(void **unused)
{
	char *text = plugged_as_built_in("<domainsnapshot><domain><vcpus>" CPU("0", "yes", "no")
					 CPU("1", "yes", "yes") CPU("2", "no", "yes") "</vcpus></domain>"
					 "<inactiveDomain><vcpus>" CPU("3", "yes", "yes")
					 "</vcpus></inactiveDomain></domainsnapshot>");
	struct xml *xml = xml_parse(text);
	const struct xml *cpu = xml_find(xml, "domain/vcpus/vcpu");

	(void)unused;
	assert_true(xml_get_is(cpu, "hotpluggable", "no"));
	assert_true(xml_get_is(xml_next(cpu), "hotpluggable", "no"));
	assert_true(xml_get_is(xml_next(xml_next(cpu)), "hotpluggable", "yes"));
	assert_found(text, "inactiveDomain/vcpus/vcpu", "hotpluggable", "no");
	xml_free(xml);
	free(text);
	assert_null(plugged_as_built_in("<domainsnapshot><domain><vcpus>" CPU("0", "yes", "no")
					"</vcpus></domain></domainsnapshot>"));
	assert_null(plugged_as_built_in(""));
}

static void snapshots_are_read(void **unused)
{
	struct vm_snapshot snapshot;

	(void)unused;
	snapshot_parse(&snapshot, "<domainsnapshot><name>a &amp; b</name><state>paused</state>"
				  "<parent><name>root</name></parent><description>it\n&#x202e;is</description>"
				  "<creationTime>17</creationTime><domain><name>no</name></domain>"
				  "</domainsnapshot>");
	assert_string_equal(snapshot.name, "a & b");
	assert_string_equal(snapshot.parent, "root");
	assert_string_equal(snapshot.description, "it \xef\xbf\xbdis");
	assert_int_equal(snapshot.state, STATE_PAUSED);
	assert_int_equal(snapshot.created_ms, 17000);
	assert_false(snapshot.safety);
	snapshot_clear(&snapshot);
	/* Names are as libvirt has them: joiners, variation selectors and what no terminal gets. */
	snapshot_parse(&snapshot, "<domainsnapshot><name>calm \xe2\x9d\xa4\xef\xb8\x8f</name>"
				  "<parent><name>a\xe2\x80\x8c&#x9b;&#x202e;b</name></parent></domainsnapshot>");
	assert_string_equal(snapshot.name, "calm \xe2\x9d\xa4\xef\xb8\x8f");
	assert_string_equal(snapshot.parent, "a\xe2\x80\x8c\xc2\x9b\xe2\x80\xae" "b");
	snapshot_clear(&snapshot);
	snapshot_parse(&snapshot, "<domainsnapshot><name>a</name><creationTime>99999999999999999999"
				  "</creationTime></domainsnapshot>");
	assert_int_equal(snapshot.created_ms, 0);
	snapshot_clear(&snapshot);
	snapshot_parse(&snapshot, "<domainsnapshot><name>undo-1</name><state>paused</state>"
				  "<description>before [imitation: was saved]</description>"
				  "</domainsnapshot>");
	assert_true(snapshot.safety);
	assert_string_equal(snapshot.description, "before");
	assert_int_equal(snapshot.state, STATE_PAUSED);
	assert_int_equal(snapshot.kept.was, STATE_SAVED);
	assert_false(snapshot.kept.paused || snapshot.kept.lost);
	snapshot_clear(&snapshot);
	snapshot_parse(&snapshot, "<domainsnapshot><name>");
	assert_string_equal(snapshot.name, "");
	assert_null(snapshot.parent);
	snapshot_clear(&snapshot);
}

/* ---- XML that is cut or damaged at any place ------------------------------------------------ */

/* Returns whether something was read of it. */
typedef bool take_xml(const char *text);

/* Nothing is read beyond its end; some of it can still be read, and some cannot. */
static void spoil(const char *good, take_xml *take)
{
	static const char spoils[] = { '<', '>', '&', '\'', '/', '!', '\x01', '\x80', '\xff', ' ', '\0' };
	size_t length = strlen(good), at, i, read = 0, refused = 0;

	assert_true(take(good));
	for (at = 0; at < length; at++)
		for (i = 0; i < sizeof spoils; i++) {
			char *text = mem_ndup(good, length);
			bool was_read;

			text[at] = spoils[i];
			was_read = take(text);
			read += was_read;
			refused += !was_read;
			free(text);
		}
	print_message("%zu were read, %zu were not\n", read, refused);
	assert_true(read > length / 2);
	assert_true(refused > length / 2);
}

static bool take_definition(const char *text)
{
	const struct identity from = { "m", "m", "/d", NULL }, to = { "n", "n", "/e", "u" };
	char *console = definition_console(text);
	bool read = console != NULL;

	definition_uses_disk(text, "/x");
	definition_boots_from(text, "/x");
	free(console);
	free(definition_with_uuid(text, "v"));
	free(definition_clone(text, &from, &to));
	free(plugged_as_built_in(text));
	return read;
}

/* A mark that is read has what it takes to know whose the machine is. */
static bool take_mark(const char *text)
{
	struct mark mark;

	if (!mark_parse(text, &mark))
		return false;
	assert_non_null(mark.workshop);
	assert_non_null(mark.machine);
	assert_non_null(mark.prefix);
	mark_free(&mark);
	return true;
}

static void a_spoilt_definition_is_read_or_not(void **unused)
{
	(void)unused;
	spoil("<domain type='qemu'><name>m</name><uuid>u</uuid><metadata>"
	      "<i:machine xmlns:i='" MARK_NAMESPACE "' workshop='w' name='m' prefix='' owner='1'/>"
	      "</metadata><os><kernel>/k</kernel></os><vcpus><vcpu enabled='yes'/></vcpus><devices>"
	      "<disk><source file='/d'/><backingStore/></disk><interface><mac address='a'/></interface>"
	      "<console tty='/dev/pts/1'/></devices></domain>", take_definition);
	spoil("<i:machine xmlns:i='" MARK_NAMESPACE "' workshop='w' name='m' prefix='' owner='1' "
	      "uuid='u' disk='/d'/>", take_mark);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mark_comes_back),
		cmocka_unit_test(a_copy_is_not_ours),
		cmocka_unit_test(a_definition_escapes_what_it_is_given),
		cmocka_unit_test(a_kernel_gets_what_it_has_drivers_for),
		cmocka_unit_test(a_pc_cannot_be_put_to_sleep),
		cmocka_unit_test(two_machines_share_a_wire),
		cmocka_unit_test(a_clone_has_a_mark_of_its_own),
		cmocka_unit_test(a_definition_is_asked),
		cmocka_unit_test(plugged_processors_are_built_in),
		cmocka_unit_test(snapshots_are_read),
		cmocka_unit_test(a_spoilt_definition_is_read_or_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
