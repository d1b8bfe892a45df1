// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Values of lessons: what numbers and names look like, and what reading each kind of value
 * returns, stores and says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson/load/values.h"

#define S(text) ((char *)(uintptr_t)(text))

/* ---- what words look like --------------------------------------------------------- */

static void numbers(void **state)
{
	static const struct {
		const char *text;
		int number; /* 0: it is not one from 2 to 9 */
	} rows[] = {
		{ "1", 0 }, { "2", 2 }, { "9", 9 }, { "10", 0 }, { "", 0 }, { " 2", 0 }, { "+2", 0 },
		{ "-2", 0 }, { "2 ", 0 }, { "2.0", 0 }, { "0x2", 0 }, { "002", 2 }, { "two", 0 },
		{ "99999999999999999999", 0 }, { "4294967298", 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(rows); i++) {
		int number = 77;

		assert_int_equal(number_parse(rows[i].text, 2, 9, &number), rows[i].number != 0);
		assert_int_equal(number, rows[i].number ? rows[i].number : 77);
	}
}

static void sizes(void **state)
{
	static const struct {
		const char *text;
		uint64_t bytes; /* 0: it is none */
	} rows[] = {
		{ "3", 3 }, { "3 B", 3 }, { "3K", 3 << 10 }, { "3 KiB", 3 << 10 }, { "3 kB", 3000 },
		{ "3 KB", 3000 }, { "3k", 3 << 10 }, { "3M", 3 << 20 }, { "3 MiB", 3 << 20 },
		{ "3 MB", 3000000 }, { "3G", 3ull << 30 }, { "3 GiB", 3ull << 30 },
		{ "3 GB", 3000000000 }, { "3T", 3ull << 40 }, { "3 TiB", 3ull << 40 },
		{ "3 TB", 3000000000000 }, { "3 b", 0 }, { "3  K", 3 << 10 }, { "3\tK", 0 },
		{ "12.25 K", 12544 }, { "1.", 1 }, { ".5 K", 0 }, { "0.5", 0 }, { "0.001 KB", 1 },
		{ "0.0009 KB", 0 }, { "1024 TiB", 1ull << 50 }, { "1125899906842625", 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(rows); i++) {
		uint64_t bytes = 0;

		if (size_parse(rows[i].text, &bytes) != (rows[i].bytes != 0) || bytes != rows[i].bytes)
			fail_msg("\"%s\" is %llu", rows[i].text, (unsigned long long)bytes);
	}
}

static void names_of_languages(void **state)
{
	static const char *const good[] = { "es", "gsw", "pt_BR", "zh-Hant", "es-419", "az", "zu" };
	static const char *const bad[] = {
		"", "e", "abcd", "ES", "Es", "e1", "es_", "es-", "es_B", "es_BR_x", "es.BR", "esBR",
		"pt_BR ", "es-4ü", "3x", "_es", "es__BR", "es`BR", "es,BR",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		if (!language_name_ok(good[i]))
			fail_msg("\"%s\" was refused", good[i]);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (language_name_ok(bad[i]))
			fail_msg("\"%s\" was taken", bad[i]);
}

static void names_of_machines(void **state)
{
	(void)state;
	assert_true(machine_name_ok("a-") && machine_name_ok("Az09"));
	assert_false(machine_name_ok("_a") || machine_name_ok("a_") || machine_name_ok("."));
}

/* ---- reading them ----------------------------------------------------------------- */

struct reading {
	bool ok;
	unsigned seen;
	char *said; /* the messages, a line each */
};

/* Reads a map of YAML into the object, as a workshop with the machine "box" does. */
static struct reading read_into(void *object, const struct key_rule *rules, size_t n, const char *verb,
				unsigned takes, const char *text)
{
	static struct machine_spec box = { .name = S("box"), .title = S("box") };
	static struct workshop workshop = { .machines = &box, .n_machines = 1 };
	const struct ytree_place at = { .file = "f.md", .line = 1 };
	struct diags diags = { 0 };
	const struct value_context context = { .file = "f.md", .folder = "/lessons",
					       .workshop = &workshop, .diags = &diags };
	struct ytree *tree = ytree_parse(text, strlen(text), &at, &diags);
	struct str said = { 0 };
	struct reading reading;

	reading.ok = values_read(&context, ytree_root(tree), rules, n, verb, takes, object,
				 &reading.seen);
	for (size_t i = 0; i < diags.n; i++)
		str_addf(&said, "%d:%d %s\n", diags.list[i].line, diags.list[i].column,
			 diags.list[i].message);
	reading.said = str_take(&said);
	ytree_free(tree);
	diag_free(&diags);
	return reading;
}

/* Reads a machine's values.  said: NULL if they are good, else a part of what is said. */
static struct machine_spec machine_of(const char *text, const char *said)
{
	struct machine_spec spec = { 0 };
	struct reading reading = read_into(&spec, machine_keys, n_machine_keys, NULL, 0, text);

	if (reading.ok != (said == NULL) || !strstr(reading.said, said ? said : "") ||
	    (!said && reading.said[0]))
		fail_msg("\"%s\" said \"%s\"", text, reading.said);
	free(reading.said);
	return spec;
}

static void is_file(const char *path, const char *kept)
{
	static const char wrong[] = "must be a file inside of the workshop's folder.";
	char *text = mem_printf("kernel: %s", path);
	struct machine_spec spec = machine_of(text, kept ? NULL : wrong);

	assert_true(str_eq(spec.kernel, kept));
	machine_spec_free(&spec);
	free(text);
}

static void files_stay_inside(void **state)
{
	(void)state;
	is_file("a", "/lessons/a");
	is_file("ab/c", "/lessons/ab/c");
	is_file(".a", "/lessons/.a");
	is_file("..a", "/lessons/..a");
	is_file("./a", "/lessons/./a");
	is_file("a/../b", "/lessons/a/../b");
	is_file("a/b/..", "/lessons/a/b/..");
	is_file("a//b", "/lessons/a//b");
	is_file("/a", NULL);
	is_file("..", NULL);
	is_file(".", NULL);
	is_file("a/..", NULL);
	is_file("a//../..", NULL);
	is_file("a//../../b", NULL);
	is_file("./../a", NULL);
	is_file("../a", NULL);
	is_file("a/../../lessons/b", NULL);
}

static void networks(void **state)
{
	static const char *const good[] = { "none", "user", "link:cable", "link:2" };
	static const char *const bad[] = { "None", "users", "cable", "link:", "link:a b", "link", "linkcable" };
	struct machine_spec spec;
	char *text;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		text = mem_printf("network: %s", good[i]);
		spec = machine_of(text, NULL);
		assert_string_equal(spec.network, good[i]);
		machine_spec_free(&spec);
		free(text);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		text = mem_printf("network: \"%s\"", bad[i]);
		spec = machine_of(text, "A network is none, user or link:NAME, not \"");
		assert_null(spec.network);
		machine_spec_free(&spec);
		free(text);
	}
}

static void machines(void **state)
{
	struct machine_spec spec = machine_of("{title: \"a\\tb\\e\", cpus: 512, memory: 8 MiB, "
					      "arch: s390x}", NULL);

	(void)state;
	assert_string_equal(spec.title, "a b\xef\xbf\xbd");
	assert_int_equal(spec.cpus, 512);
	assert_int_equal(spec.memory, 8 << 20);
	assert_string_equal(spec.arch, "s390x");
	machine_spec_free(&spec);
	spec = machine_of("cpus: 513", "\"513\" is not a number from 1 to 512.");
	assert_int_equal(spec.cpus, 0);
	machine_of("arch: zx81", "\"zx81\" is not an architecture, such as x86_64 or aarch64.");
	machine_of("memory: 8", "\"8\" has no unit: write 8 MiB.");
	machine_of("memory: 8.5 8", "is not a size");
}

/* ---- what is wrong with them ------------------------------------------------------ */

static void is_said(const char *text, bool ok, const char *expected)
{
	struct action action = { 0 };
	struct reading reading = read_into(&action, action_keys, n_action_keys, "type",
					   KEY_MACHINE | KEY_LABEL | KEY_TEXT, text);

	assert_string_equal(reading.said, expected);
	assert_int_equal(reading.ok, ok);
	free(reading.said);
	action_free(&action);
}

static void faults_have_their_places(void **state)
{
	(void)state;
	is_said("", true, "");
	is_said("text: ''", true, ""); /* it is used as it is */
	is_said("label: ''", false, "1:8 \"label\" has no value.\n");
	is_said("label:", false, "1:7 \"label\" has no value.\n");
	is_said("label: [a]", false, "1:8 \"label\" must be a single value, not a list or a map.\n");
	is_said("label: {a: b}", false,
		"1:8 \"label\" must be a single value, not a list or a map.\n");
	is_said("machine: nobody\nlabel: l", false, "1:10 The workshop has no machine \"nobody\".\n");
	is_said("cpus: 2", true, "1:1 \"cpus\" is not a key of type; its keys are: machine, label, "
				 "text.\n");
	is_said("label: a\nmachine: box\nlabel: b\n<<: c", true, "3:1 \"label\" is here a second time.\n");
}

static void keys_that_were_there_are_told(void **state)
{
	struct action action = { 0 };
	struct reading reading = read_into(&action, action_keys, n_action_keys, "type",
					   KEY_MACHINE | KEY_LABEL | KEY_TEXT,
					   "text: t\ncpus: 2\nmachine: box\ntext: u");

	(void)state;
	assert_int_equal(reading.seen, KEY_TEXT | KEY_MACHINE);
	assert_string_equal(action.text, "t");
	assert_string_equal(action.machine, "box");
	assert_int_equal(action.cpus, 0);
	free(reading.said);
	action_free(&action);
}

static void unknown_keys_tell_the_known_ones(void **state)
{
	struct check check = { 0 };
	struct reading reading = read_into(&check, check_keys, n_check_keys, NULL, 0, "colour: red");
	struct machine_spec spec = { 0 };

	(void)state;
	assert_true(reading.ok && reading.seen == 0);
	assert_true(str_starts(reading.said, "1:1 \"colour\" is not a key of a check; its keys are: "
					     "machine, state, snapshot, "));
	assert_true(str_ends(reading.said, ", already, label, hint.\n"));
	free(reading.said);
	reading = read_into(&spec, machine_keys, n_machine_keys, NULL, 0, "colour: red");
	assert_true(str_starts(reading.said, "1:1 \"colour\" is not a key of a machine; its keys are: "
					     "title, image, "));
	assert_true(str_ends(reading.said, ", max-cpus, arch, network.\n"));
	free(reading.said);
}

static void a_value_is_bounded(void **state)
{
	struct str text = { 0 };

	(void)state;
	str_add(&text, "label: ");
	str_fill(&text, 'x', 16384);
	is_said(str_text(&text), true, "");
	str_addc(&text, 'x');
	is_said(str_text(&text), false, "1:8 \"label\" is longer than 16384 bytes.\n");
	str_free(&text);
}

/* ---- the kinds that actions and checks have --------------------------------------- */

/* said: NULL if the value is good. */
static struct action action_of(const char *text, const char *said)
{
	struct action action = { 0 };
	struct reading reading = read_into(&action, action_keys, n_action_keys, "x", 0, text);

	assert_string_equal(reading.said, said ? said : "");
	assert_int_equal(reading.ok, said == NULL);
	free(reading.said);
	return action;
}

static void actions(void **state)
{
	struct action a = action_of("{confirm: 'yes', to: paused, size: 1536 K, format: raw, screens: 2}",
				    NULL);

	(void)state;
	assert_string_equal(a.confirm, "yes");
	assert_int_equal(a.to, STATE_PAUSED);
	assert_string_equal(a.size, "1536K");
	assert_string_equal(a.format, "raw");
	assert_int_equal(a.screens, 2);
	action_free(&a);
	a = action_of("{to: running, size: 3 GiB, format: qcow2, screens: 1}", NULL);
	assert_int_equal(a.to, STATE_RUNNING);
	assert_string_equal(a.size, "3G");
	action_free(&a);
	a = action_of("size: 1500", NULL);
	assert_string_equal(a.size, "1500");
	action_free(&a);
	a = action_of("size: 1 KiB", NULL);
	assert_string_equal(a.size, "1K");
	action_free(&a);
	a = action_of("size: 2048 GiB", NULL);
	assert_string_equal(a.size, "2T");
	action_free(&a);
}

static void wrong_actions(void **state)
{
	static const char *const bools[] = { "true", "FALSE", "yes", "No", "on", "off" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bools); i++) {
		char *text = mem_printf("confirm: %s", bools[i]);

		action_of(text, "1:10 \"confirm\" must be the question to ask, as text.\n");
		free(text);
	}
	action_of("to: saved", "1:5 A snapshot can be restored to running or to paused, not to "
			       "\"saved\".\n");
	action_of("size: big", "1:7 \"big\" is not a size, such as 4 MiB or 1 GiB.\n");
	action_of("format: vhd", "1:9 A disk's format is qcow2 or raw, not \"vhd\".\n");
	action_of("screens: 3", "1:10 A machine has 1 or 2 screens, not \"3\".\n");
	action_of("screens: 0", "1:10 A machine has 1 or 2 screens, not \"0\".\n");
}

static struct check check_of(const char *text, const char *said)
{
	struct check check = { 0 };
	struct reading reading = read_into(&check, check_keys, n_check_keys, NULL, 0, text);

	assert_string_equal(reading.said, said ? said : "");
	assert_int_equal(reading.ok, said == NULL);
	free(reading.said);
	return check;
}

static void checks(void **state)
{
	struct check c = check_of("{cable: in, already: true, state: absent, console: a+}", NULL);

	(void)state;
	assert_int_equal(c.cable, CABLE_IN);
	assert_true(c.already);
	assert_int_equal(c.state, STATE_ABSENT);
	assert_string_equal(c.console, "a+");
	check_free(&c);
	c = check_of("{cable: out, already: false}", NULL);
	assert_int_equal(c.cable, CABLE_OUT);
	assert_false(c.already);
	check_of("cable: loose", "1:8 A cable is in or out, not \"loose\".\n");
	check_of("already: yes", "1:10 This is true or false, not \"yes\".\n");
	check_of("state: unknown", "1:8 There is no state \"unknown\"; the states are running, paused, "
				   "shutoff, saved and absent.\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers),
		cmocka_unit_test(sizes),
		cmocka_unit_test(names_of_languages),
		cmocka_unit_test(names_of_machines),
		cmocka_unit_test(files_stay_inside),
		cmocka_unit_test(networks),
		cmocka_unit_test(machines),
		cmocka_unit_test(faults_have_their_places),
		cmocka_unit_test(keys_that_were_there_are_told),
		cmocka_unit_test(unknown_keys_tell_the_known_ones),
		cmocka_unit_test(a_value_is_bounded),
		cmocka_unit_test(actions),
		cmocka_unit_test(wrong_actions),
		cmocka_unit_test(checks),
	};

	return cmocka_run_group_tests_name("values", tests, NULL, NULL);
}
