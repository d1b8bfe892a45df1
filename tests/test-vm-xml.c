// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* XML read and written, and hostile XML: all pure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <pthread.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "vm/libvirt/xml.h"

/* ---- reading and writing --------------------------------------------------------- */

static void assert_text(const struct xml *xml, const char *path, const char *wanted)
{
	char *text = xml_text(xml_find(xml, path));

	if (wanted)
		assert_string_equal(text, wanted);
	else
		assert_null(text);
	free(text);
}

static void assert_attribute(const struct xml *element, const char *name, const char *wanted)
{
	char *text = xml_get(element, name);

	if (wanted)
		assert_string_equal(text, wanted);
	else
		assert_null(text);
	free(text);
}

static void it_is_found_by_path(void **unused)
{
	struct xml *xml = xml_parse(
		"<?xml version='1.0'?><!-- <snap><name>no</name></snap> -->\n"
		"<snap xmlns:o='other'>\n  <empty/>\n  <o:name>theirs</o:name>\n"
		"  <parent kind=\"a&amp;b\" x='>'><name>p&#x2f;1</name></parent>\n"
		"  <name>a &lt;b&gt;</name>\n  <domain/>\n  <domain><name>other</name></domain>\n</snap>");

	(void)unused;
	assert_true(xml_is(xml, "snap"));
	assert_text(xml, "name", "a <b>");
	assert_text(xml, "parent/name", "p/1");
	assert_text(xml, "empty", "");
	assert_text(xml, "domain/name", "other");
	assert_text(xml, "nothing", NULL);
	assert_text(xml, "snap/name", NULL);
	assert_attribute(xml_find(xml, "parent"), "kind", "a&b");
	assert_attribute(xml_find(xml, "parent"), "x", ">");
	assert_attribute(xml_find(xml, "parent"), "nothing", NULL);
	assert_true(xml_get_is(xml_find(xml, "parent"), "x", ">"));
	assert_false(xml_get_is(xml_find(xml, "parent"), "y", NULL));
	assert_non_null(xml_find_in(xml, "other", "name"));
	assert_null(xml_find_in(xml, "another", "name"));
	assert_null(xml_next(xml_next(xml_find(xml, "domain"))));
	xml_free(xml);
	/* Searching in NULL finds nothing. */
	assert_false(xml_is(NULL, "snap"));
	assert_null(xml_find(NULL, "a"));
	assert_null(xml_find_in(NULL, "a", "b"));
	assert_attribute(NULL, "a", NULL);
	assert_text(NULL, "a", NULL);
	xml_remove(NULL);
	xml_free(NULL);
}

static void what_is_written_is_read_again(void **unused)
{
	static const char odd[] = "<&>\"' \xc3\xa9\n\t]]> &amp;";
	struct xml *xml = xml_new("a"), *child;
	char *text;

	(void)unused;
	xml_add(xml, "b", "one", odd, "two", "", NULL);
	xml_add_text(xml, "c", "%s", odd);
	xml_set_text(xml_find(xml, "c"), "%s %d", odd, 7);
	xml_set(xml_find(xml, "b"), "two", "%d", 2);
	xml_declare(xml, "p", "first");
	child = xml_add_in(xml, "p", "first", "d");
	xml_add_in(child, "q", "second", "e");
	xml_remove(xml_add(xml, "gone", NULL));
	text = xml_write(xml);
	assert_non_null(strstr(text, "<a xmlns:p=\"first\">"));
	assert_non_null(strstr(text, "<p:d>"));
	assert_non_null(strstr(text, "<q:e xmlns:q=\"second\"/>"));
	assert_null(strstr(text, "gone"));
	xml_free(xml);
	xml = xml_parse(text);
	assert_attribute(xml_find(xml, "b"), "one", odd);
	assert_attribute(xml_find(xml, "b"), "two", "2");
	assert_text(xml, "c", "<&>\"' \xc3\xa9\n\t]]> &amp; 7");
	assert_non_null(xml_find_in(xml_find_in(xml, "first", "d"), "second", "e"));
	xml_free(xml);
	free(text);
}

/* Else libvirt would not read what is written. */
static void what_xml_cannot_hold_is_made_fit(void **unused)
{
	struct xml *xml = xml_new("a");
	char *text;

	(void)unused;
	xml_add_text(xml, "b", "1\x01\x1b[2J\xff 2\xed\xa0\x80 3\xef\xbf\xbf 4\xc3");
	xml_set(xml, "c", "\x02\xfe");
	text = xml_write(xml);
	xml_free(xml);
	xml = xml_parse(text);
	assert_non_null(xml);
	assert_text(xml, "b", "1\xef\xbf\xbd\xef\xbf\xbd[2J\xef\xbf\xbd 2\xef\xbf\xbd\xef\xbf\xbd"
			      "\xef\xbf\xbd 3\xef\xbf\xbd 4\xef\xbf\xbd");
	assert_attribute(xml, "c", "\xef\xbf\xbd\xef\xbf\xbd");
	xml_free(xml);
	free(text);
}

/* ---- what nobody who is well-meaning sends ----------------------------------------- */

static void what_is_no_xml_is_nothing(void **unused)
{
	static const char *const texts[] = {
		"", " ", "<", "a", "<a", "<a>", "<a></b>", "<a/><b/>", "<a b/>", "<a b='1' b='2'/>",
		"<a>&nothing;</a>", "<a>&#0;</a>", "<a>&#x110000;</a>", "<a>\x01</a>", "<a>\xff</a>",
		"<a b='\xc3'/>", "<a>\xed\xa0\x80</a>", "<\xff/>", "<?xml version='1.0'?>",
		"<a><![CDATA[</a>", "<a><!-- </a>", "\xef\xbb\xbf", "\xff\xfe<\0a\0/\0>\0",
	};
	size_t i;

	(void)unused;
	for (i = 0; i < ARRAY_LEN(texts); i++) {
		struct xml *xml = xml_parse(texts[i]);

		if (xml)
			print_error("read: %s\n", texts[i]);
		assert_null(xml);
	}
}

/* Anybody may put that into the metadata of a machine of theirs. */
static void a_prefix_need_not_be_known(void **unused)
{
	struct xml *xml = xml_parse("<a><m><x:b/><y:c z:d='1'/></m><name>n</name></a>");

	(void)unused;
	assert_text(xml, "name", "n");
	xml_free(xml);
}

static void a_document_type_is_refused(void **unused)
{
	static const char *const texts[] = {
		"<!DOCTYPE a><a/>",
		"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
		"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>",
		"<!DOCTYPE a [<!ENTITY e 'text'>]><a>&e;</a>",
		"<!DOCTYPE a [<!ENTITY e 'text'>]><a b='&e;'/>",
		"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
		"<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><a/>",
		"<!DOCTYPE a [<!ATTLIST a b CDATA 'given'>]><a/>",
		"<!DOCTYPE a [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><a>&a;</a>",
		/* Nested entities ("a billion laughs"). */
		"<!DOCTYPE a [<!ENTITY a 'haha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
		"<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
		"<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>"
		"<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>"
		"<!ENTITY i '&h;&h;&h;&h;&h;&h;&h;&h;&h;&h;'>]><a b='&i;'>&i;</a>",
	};
	size_t i;

	(void)unused;
	alarm(60);
	for (i = 0; i < ARRAY_LEN(texts); i++)
		assert_null(xml_parse(texts[i]));
	alarm(0);
}

static char *nested(size_t levels)
{
	struct str text = { 0 };
	size_t i;

	for (i = 0; i < levels; i++)
		str_add(&text, "<a>");
	for (i = 0; i < levels; i++)
		str_add(&text, "</a>");
	return str_take(&text);
}

static void depth_has_an_end(void **unused)
{
	char *text = nested(100), *again;
	struct xml *xml = xml_parse(text);

	(void)unused;
	assert_text(xml, "a/a/a", "");
	again = xml_write(xml);
	xml_free(xml);
	free(again);
	free(text);
	text = nested(1000 * 1000);
	assert_null(xml_parse(text));
	free(text);
}

static void long_texts_have_an_end(void **unused)
{
	const size_t n = 64 * 1024 * 1024;
	char *text = mem_alloc(n + 1);
	size_t i;

	(void)unused;
	memset(text, 'x', n);
	memcpy(text, "<a>", 3);
	memcpy(text + n - 4, "</a>", 4);
	assert_null(xml_parse(text));
	/* One that is only long is read. */
	text[1024 * 1024] = '\0';
	memcpy(text + 1024 * 1024 - 4, "</a>", 4);
	xml_free(xml_parse(text));
	memset(text, 'x', n);
	memcpy(text, "<a b='", 6);
	memcpy(text + n - 3, "'/>", 3);
	assert_null(xml_parse(text));
	/* A name without an end, and a comment full of faults. */
	memset(text, 'x', n);
	text[0] = '<';
	assert_null(xml_parse(text));
	for (i = 0; i < n; i++)
		text[i] = "<!--"[i % 4];
	assert_null(xml_parse(text));
	free(text);
}

static void *read_often(void *unused)
{
	int i;

	(void)unused;
	for (i = 0; i < 2000; i++) {
		struct xml *xml = xml_parse("<a><b c='d'>\xc3\xa9</b></a>"), *other = xml_new("o");
		char *text = xml_write(xml);

		xml_parse("<a><b>");
		xml_parse("<!DOCTYPE a><a/>");
		xml_add_text(other, "p", "%s", text);
		free(text);
		text = xml_write(other);
		if (!xml_get_is(xml_find(xml, "b"), "c", "d") || !strstr(text, "&lt;b"))
			abort();
		free(text);
		xml_free(xml);
		xml_free(other);
	}
	return NULL;
}

static void threads_do_not_meet(void **unused)
{
	pthread_t threads[4];
	size_t i;

	(void)unused;
	for (i = 0; i < ARRAY_LEN(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, read_often, NULL), 0);
	for (i = 0; i < ARRAY_LEN(threads); i++)
		pthread_join(threads[i], NULL);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_found_by_path),
		cmocka_unit_test(what_is_written_is_read_again),
		cmocka_unit_test(what_xml_cannot_hold_is_made_fit),
		cmocka_unit_test(what_is_no_xml_is_nothing),
		cmocka_unit_test(a_prefix_need_not_be_known),
		cmocka_unit_test(a_document_type_is_refused),
		cmocka_unit_test(depth_has_an_end),
		cmocka_unit_test(long_texts_have_an_end),
		cmocka_unit_test(threads_do_not_meet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
