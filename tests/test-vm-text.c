// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What goes to the hypervisor and what comes from it as text: console bytes,
 * XML, marks, connection names.  All pure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "vm/choose.h"
#include "vm/console/splitter.h"
#include "vm/libvirt/domain.h"
#include "vm/safety.h"
#include "vm/xml.h"

static void gather(void *context, const char *line)
{
	str_addf(context, "<%s>", line);
}

/* In two pieces, the first of this many bytes, and each in pieces of so many. */
static void lines_of(const char *bytes, size_t n, size_t cut, size_t piece, struct str *out)
{
	struct console_splitter s = { 0 };
	char *tail;

	str_cut(out, 0);
	for (size_t at = 0; at < n;) {
		size_t left = (at < cut ? cut : n) - at, now = left < piece ? left : piece;

		console_feed(&s, bytes + at, now, gather, out);
		at += now;
	}
	tail = console_tail(&s);
	str_add(out, tail);
	free(tail);
	console_free(&s);
}

/* The same bytes in whatever pieces must give the same lines. */
static void assert_lines(const char *bytes, size_t n, const char *wanted)
{
	struct str out = { 0 };

	for (size_t cut = 0; cut <= n; cut++) {
		lines_of(bytes, n, cut, SIZE_MAX, &out);
		assert_string_equal(str_text(&out), wanted);
		lines_of(bytes, n, 0, cut + 1, &out);
		assert_string_equal(str_text(&out), wanted);
	}
	str_free(&out);
}

#define LINES(bytes, wanted) assert_lines(bytes, sizeof(bytes) - 1, wanted)

static void lines_are_split(void **unused)
{
	(void)unused;
	LINES("tick 1\r\ntick 2\ntic", "<tick 1><tick 2>tic");
	LINES("\n\r\n", "<><>");
	LINES("12%\r100%\r\n", "<100%>");
	LINES("helo\b\blo\n", "<helo>");
}

static void escape_sequences_are_dropped(void **unused)
{
	(void)unused;
	LINES("\033[1;31mred\033[0m\n", "<red>");
	LINES("\033]0;title\007a\n", "<a>");
	LINES("\033]52;c;aGk=\033\\b\n", "<b>");
	LINES("\033P1$r\033\\c\n", "<c>");
	LINES("\033(B\033=\033Md\n", "<d>");
	LINES("\033[?2004h\033[?1049h\033[6ne\n", "<e>");
	LINES("\033]0;never ended\nf\n", "<><f>");
	LINES("\033[12\030g\n", "<g>");
	LINES("\033[?25l\033[H\033[Jh\n", "<h>");
	LINES("zz\033[3\r1mi\n", "<iz>");
	LINES("\033[1\xc3\xa9j\n", "<\xc3\xa9j>");
	LINES("a\0b\007c\177d\n", "<abcd>");
}

static void what_is_not_text_is_made_fit(void **unused)
{
	(void)unused;
	LINES("\xc3\xa9\xff\n", "<\xc3\xa9\xef\xbf\xbd>");
	LINES("\xc2\x9b" "31m\n", "<\xef\xbf\xbd" "31m>");
	LINES("a\xe2\x80\xae" "b\n", "<a\xef\xbf\xbd" "b>");
}

static void never_a_control_character(void *context, const char *line)
{
	size_t n = strlen(line), at = 0;

	(*(size_t *)context)++;
	assert_true(n <= CONSOLE_LINE_MAX * 3);
	while (at < n) {
		uint32_t cp;

		at += utf8_decode(line + at, n - at, &cp);
		assert_true(utf8_cp_width(cp) >= 0);
	}
}

static void random_bytes_stay_bounded(void **unused)
{
	struct console_splitter s = { 0 };
	unsigned seed = 1;
	size_t lines = 0;
	char bytes[4096];
	int round;
	size_t i;

	(void)unused;
	for (round = 0; round < 256; round++) {
		for (i = 0; i < sizeof bytes; i++) {
			seed = seed * 1103515245u + 12345u;
			bytes[i] = (char)(seed >> 16);
		}
		console_feed(&s, bytes, sizeof bytes, never_a_control_character, &lines);
	}
	assert_true(lines > 100);
	/* A line without an end is kept to its limit. */
	memset(bytes, 'x', sizeof bytes);
	console_feed(&s, "\n", 1, never_a_control_character, &lines);
	for (round = 0; round < 256; round++)
		console_feed(&s, bytes, sizeof bytes, never_a_control_character, &lines);
	assert_int_equal(s.line.len, CONSOLE_LINE_MAX);
	console_free(&s);
}

static void xml_is_escaped(void **unused)
{
	struct str out = { 0 };

	(void)unused;
	xml_addf(&out, "<a b='%s'>100%%</a>", "<&>\"'\x01\xff é");
	assert_string_equal(str_text(&out), "<a b='&lt;&amp;&gt;&quot;&apos;\xef\xbf\xbd\xef\xbf\xbd"
			    " é'>100%</a>");
	str_free(&out);
}

static void assert_found(const char *xml, const char *path, const char *attribute,
			 const char *wanted)
{
	char *found = xml_find(xml, path, attribute);

	if (wanted)
		assert_non_null(found);
	else
		assert_null(found);
	if (wanted)
		assert_string_equal(found, wanted);
	free(found);
}

static void xml_is_found_by_path(void **unused)
{
	static const char xml[] =
		"<?xml version='1.0'?><!-- <snap><name>no</name></snap> -->\n"
		"<snap>\n  <empty/>\n  <parent kind=\"a&amp;b\" x='>'><name>p&#x2f;1</name></parent>\n"
		"  <name>a &lt;b&gt;</name>\n  <domain><name>other</name></domain>\n</snap>";

	(void)unused;
	assert_found(xml, "snap/name", NULL, "a <b>");
	assert_found(xml, "snap/parent/name", NULL, "p/1");
	assert_found(xml, "snap/parent", "kind", "a&b");
	assert_found(xml, "snap/parent", "x", ">");
	assert_found(xml, "snap/empty", NULL, "");
	assert_found(xml, "snap/domain/name", NULL, "other");
	assert_found(xml, "snap/nothing", NULL, NULL);
	assert_found(xml, "snap/parent", "nothing", NULL);
	assert_found(xml, "name", NULL, NULL);
	assert_found("<a><b", "a/b", "c", NULL);
	assert_found("<", "a", NULL, NULL);
	assert_found("", "a", NULL, NULL);
}

static void a_mark_comes_back(void **unused)
{
	struct mark mark = { .workshop = (char *)"w&1", .machine = (char *)"m", .prefix = (char *)"",
			     .disk = (char *)"/a/'b'.qcow2", .owner = 1000 };
	struct mark back;
	char *xml = mark_xml(&mark);

	(void)unused;
	assert_true(mark_parse(xml, &back));
	assert_string_equal(back.workshop, "w&1");
	assert_string_equal(back.prefix, "");
	assert_string_equal(back.disk, "/a/'b'.qcow2");
	assert_int_equal(back.owner, 1000);
	mark_free(&back);
	free(xml);
	assert_false(mark_parse("<machine workshop='w' name='m' prefix='' owner='x'/>", &back));
	assert_false(mark_parse("<machine workshop='w' prefix='' owner='1'/>", &back));
	assert_false(mark_parse("<other workshop='w' name='m' prefix='' owner='1'/>", &back));
	assert_false(mark_parse("", &back));
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
	assert_found(xml, "domain/name", NULL, "x</name>");
	assert_found(xml, "domain/title", NULL, "<title>");
	assert_found(xml, "domain/devices/disk/source", "file", "/d'/x");
	assert_found(xml, "domain/metadata/machine", "workshop", "w");
	assert_found(xml, "domain/memory", NULL, "4194304");
	assert_found(xml, "domain/vcpu", NULL, "2");
	assert_found(xml, "domain/devices/interface", "type", "udp");
	free(xml);
	plan.type = "test";
	xml = domain_xml(&plan);
	assert_found(xml, "domain/devices", NULL, NULL);
	free(xml);
}

static char *found(const char *xml, const char *path, const char *attribute)
{
	char *text = xml_find(xml, path, attribute);

	assert_non_null(text);
	return text;
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
	assert_found(xml, "domain/os/kernel", NULL, "/k");
	assert_found(xml, "domain/features/acpi", NULL, "");
	assert_found(xml, "domain/devices/disk/target", "dev", "vda");
	assert_found(xml, "domain/devices/disk/target", "bus", "virtio");
	assert_found(xml, "domain/devices/interface/model", "type", "virtio");
	assert_found(xml, "domain/devices/memballoon", "model", "virtio");
	assert_found(xml, "domain/devices/rng", "model", "virtio");
	assert_found(xml, "domain/memory", NULL, "167772160");
	assert_found(xml, "domain/currentMemory", NULL, "100663296");
	assert_found(xml, "domain/vcpu", NULL, "4");
	assert_found(xml, "domain/vcpu", "current", "1");
	assert_non_null(strstr(xml, "virtio-blk-pci.num-queues=1"));
	free(xml);
	/* An image boots from what every system knows; a balloon only where asked for. */
	spec.kernel = NULL;
	xml = domain_xml(&plan);
	assert_found(xml, "domain/devices/disk/target", "bus", "ide");
	assert_found(xml, "domain/devices/interface/model", "type", "e1000");
	assert_found(xml, "domain/devices/memballoon", "model", "virtio");
	assert_found(xml, "domain/devices/rng", NULL, NULL);
	free(xml);
	spec.max_memory = spec.memory;
	xml = domain_xml(&plan);
	assert_found(xml, "domain/devices/memballoon", "model", "none");
	free(xml);
	spec.max_cpus = 1;
	xml = domain_xml(&plan);
	assert_null(strstr(xml, "qemu:"));
	free(xml);
	spec.arch = (char *)"aarch64";
	xml = domain_xml(&plan);
	assert_found(xml, "domain/devices/disk/target", "bus", "virtio");
	assert_found(xml, "domain/devices/memballoon", "model", "virtio");
	assert_non_null(strstr(xml, "pcie-root-port"));
	free(xml);
}

/* What one end of a wire sends to is where the other listens. */
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
	to = found(a, "domain/devices/interface/source", "port");
	at = found(b, "domain/devices/interface/source/local", "port");
	assert_string_equal(to, at);
	free(to);
	free(at);
	to = found(b, "domain/devices/interface/source", "port");
	at = found(a, "domain/devices/interface/source/local", "port");
	assert_string_equal(to, at);
	/* Another person's wire of that name is another wire. */
	free(a);
	mark.owner = 4242;
	a = domain_xml(&plan);
	free(at);
	at = found(a, "domain/devices/interface/source", "port");
	assert_string_not_equal(to, at);
	free(to);
	free(at);
	free(a);
	free(b);
	plan.on_wire = 3;
	a = domain_xml(&plan);
	assert_found(a, "domain/devices/interface", "type", "mcast");
	free(a);
}

static void safety_snapshots_are_known_again(void **unused)
{
	enum machine_state was = STATE_UNKNOWN;
	char *text = safety_description("before it", STATE_SAVED), *words = NULL;

	(void)unused;
	assert_true(safety_parse("undo-20260101-000000", text, &was, &words));
	assert_int_equal(was, STATE_SAVED);
	assert_string_equal(words, "before it");
	free(words);
	assert_false(safety_parse("mine", text, &was, NULL));
	assert_false(safety_parse("undo-mine", "my own", &was, NULL));
	assert_false(safety_parse("undo-mine", "x [imitation: was flying]", &was, NULL));
	assert_false(safety_parse("undo-mine", NULL, &was, NULL));
	free(text);
}

static void assert_next(const char *newest, int64_t wall_ms, const char *wanted)
{
	char *next = safety_next(newest, wall_ms);

	assert_string_equal(next, wanted);
	assert_true(!newest || safety_order(next, newest) > 0);
	free(next);
}

static void safety_snapshots_keep_their_order(void **unused)
{
	const int64_t second = 1776019865000; /* 18:51:05 on 12 April 2026 */

	(void)unused;
	setenv("TZ", "UTC", 1);
	tzset();
	assert_next(NULL, second, "undo-20260412-185105");
	assert_next("undo-20260412-185104", second, "undo-20260412-185105");
	assert_next("undo-20260412-185105", second, "undo-20260412-185105-2");
	assert_next("undo-20260412-185105-9", second, "undo-20260412-185105-10");
	/* The clock was set back, as in autumn. */
	assert_next("undo-20261025-025900", second, "undo-20261025-025900-2");
	assert_next("undo-20261025-025900-2", second, "undo-20261025-025900-3");
	assert_true(safety_order("undo-20260412-185105-10", "undo-20260412-185105-9") > 0);
	assert_true(safety_order("undo-20260412-091105", "undo-20260412-101105") < 0);
}

static void assert_choice(struct choice choice, const char *wanted)
{
	struct str out = { 0 };
	size_t i;

	for (i = 0; i < choice.n; i++)
		str_addf(&out, "%s ", choice.uris[i]);
	assert_string_equal(str_text(&out), wanted);
	str_free(&out);
	choice_free(&choice);
}

static void connections_have_their_order(void **unused)
{
	(void)unused;
	assert_true(uri_is_default("qemu:///session", NULL, 1000));
	assert_true(uri_is_default("qemu:///system", "", 0));
	assert_false(uri_is_default("qemu:///system", NULL, 1000));
	assert_true(uri_is_default("b:///", "b:///", 0));
	assert_false(uri_is_default("qemu:///session", "b:///", 1000));
	assert_choice(choose_uris("a:///", "b:///", 0, "/d"), "a:/// ");
	assert_choice(choose_uris(NULL, "b:///", 0, "/d"), "b:/// ");
	assert_choice(choose_uris(NULL, "", 1000, "/d"), "qemu:///session test:///default ");
	assert_choice(choose_uris(NULL, NULL, 0, "/d e&f"),
		      "qemu:///system qemu:///embed?root=/d%20e%26f/embed test:///default ");
	assert_true(uri_is_simulated("test:///default"));
	assert_false(uri_is_simulated("qemu:///session"));
	assert_true(uri_is_remote("qemu+ssh://host/system"));
	assert_true(uri_is_remote("qemu://host/system"));
	assert_false(uri_is_remote("qemu+unix:///system"));
	assert_false(uri_is_remote("qemu:///session"));
}

static void parameters_are_read_from_a_uri(void **unused)
{
	char *root = uri_parameter("qemu:///embed?a=b&root=/d%20e%2", "root");

	(void)unused;
	assert_string_equal(root, "/d e%2");
	free(root);
	assert_null(uri_parameter("qemu:///embed", "root"));
	assert_null(uri_parameter("qemu:///embed?rooted=1", "root"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_split),
		cmocka_unit_test(escape_sequences_are_dropped),
		cmocka_unit_test(what_is_not_text_is_made_fit),
		cmocka_unit_test(random_bytes_stay_bounded),
		cmocka_unit_test(xml_is_escaped),
		cmocka_unit_test(xml_is_found_by_path),
		cmocka_unit_test(a_mark_comes_back),
		cmocka_unit_test(a_definition_escapes_what_it_is_given),
		cmocka_unit_test(a_kernel_gets_what_it_has_drivers_for),
		cmocka_unit_test(two_machines_share_a_wire),
		cmocka_unit_test(safety_snapshots_are_known_again),
		cmocka_unit_test(safety_snapshots_keep_their_order),
		cmocka_unit_test(connections_have_their_order),
		cmocka_unit_test(parameters_are_read_from_a_uri),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
