// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Checks, shell commands, labels, refusals and outcomes: all pure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lesson/pattern.h"
#include "lesson/verbs.h"
#include "vm/check.h"
#include "vm/keyboard.h"
#include "vm/outcome.h"
#include "vm/rules.h"
#include "vm/shell-command.h"

#define S(text) ((char *)(text))

static struct error why;

/* first <- second <- undo-1 (a safety snapshot, where we stand) <- third */
static struct vm_snapshot snapshots[] = {
	{ .name = (char *)"first", .state = STATE_RUNNING },
	{ .name = (char *)"second", .parent = (char *)"first", .state = STATE_PAUSED },
	{ .name = (char *)"undo-1", .parent = (char *)"second", .safety = true, .current = true },
	{ .name = (char *)"third", .parent = (char *)"undo-1" },
};
static struct vm_console_line lines[] = {
	{ .seq = 7, .text = (char *)"tick 7" },
	{ .seq = 8, .text = (char *)"tick 8  memory: HELLO" },
};

static struct vm_machine machine(void)
{
	struct vm_machine m = {
		.name = S("dreamer"), .state = STATE_RUNNING, .snapshots = snapshots, .n_snapshots = 4,
		.console = lines, .n_console = 2, .console_seq = 8, .console_ready = true,
		.console_tail = S("ti"), .console_version = 2, .can_undo = true,
	};

	return m;
}

/* What the thread that watches consoles would note. */
static struct vm_match compared(const char *text, const struct vm_machine *m)
{
	struct vm_match match = { .pattern = S(text), .version = m->console_version };
	struct pattern *pattern = pattern_new(text, &why);
	size_t i;

	for (i = 0; pattern && i < m->n_console; i++)
		if (pattern_matches(pattern, m->console[i].text))
			match.matched = m->console[i].seq;
	match.tail = pattern && pattern_matches(pattern, m->console_tail);
	pattern_free(pattern);
	return match;
}

static struct check_answer ask(struct check check, struct vm_machine m, uint64_t after)
{
	struct vm_picture picture = { .machines = &m, .n_machines = 1, .uri = S("") };
	struct vm_match match;

	if (check.console) {
		match = compared(check.console, &m);
		m.matches = &match;
		m.n_matches = 1;
	}
	if (!check.machine)
		check.machine = S("dreamer");
	return check_evaluate(&check, &picture, after);
}

/* Lines that were not compared yet neither hold nor tell that it does not. */
static void a_line_counts_once_it_is_compared(void **unused)
{
	struct check check = { .machine = S("dreamer"), .console = S("^tick") };
	struct vm_machine m = machine();
	struct vm_picture picture = { .machines = &m, .n_machines = 1, .uri = S("") };
	struct vm_match match = { .pattern = check.console };
	struct check_answer a = check_evaluate(&check, &picture, 0);

	(void)unused;
	assert_false(a.holds || a.certain); /* it is not watched for */
	m.matches = &match;
	m.n_matches = 1;
	a = check_evaluate(&check, &picture, 0);
	assert_false(a.holds || a.certain); /* not compared yet */
	match.version = 1;
	a = check_evaluate(&check, &picture, 0);
	assert_true(!a.holds && a.certain);
	match.tail = true; /* but that line has gone on since */
	assert_false(check_evaluate(&check, &picture, 0).holds);
	match.version = m.console_version;
	assert_true(check_evaluate(&check, &picture, 0).holds);
	match.tail = false;
	match.too_slow = true;
	a = check_evaluate(&check, &picture, 0);
	assert_true(!a.holds && a.certain);
	assert_non_null(strstr(a.found, "too complicated"));
}

static void takes_pattern(const char *text)
{
	struct pattern *pattern;

	error_clear(&why);
	pattern = pattern_new(text, &why);
	if (!pattern)
		fail_msg("%s: %s", text, why.message);
	pattern_free(pattern);
}

static void refuses_pattern(const char *text, const char *because)
{
	error_clear(&why);
	if (pattern_new(text, &why))
		fail_msg("%s is taken", text);
	assert_int_equal(why.kind, ERROR_INPUT);
	if (!strstr(why.message, because))
		fail_msg("%s: \"%s\" does not say \"%s\"", text, why.message, because);
}

static void patterns_are_extended_regular_expressions(void **unused)
{
	static const char *const good[] = {
		"^tick [0-9]+$", "[[:digit:]]{2,5}", ".{0,200}login:.{0,200}", "a\\{b", "[]x{]", "[^]{]+",
		"(a|b)*", "\\<word\\>", "é+", "", "[[:alpha:][:digit:]_-]", "a{,3}", "\\w+\\.",
		"(a\\\\)", "a\\)", "[)]",
	};
	static const struct {
		const char *text, *because;
	} bad[] = {
		/* libtre says so */
		{ "(", "issing" },
		{ "[a", "issing" },
		{ "a{256}", "" }, /* its words differ between versions */
		/* this program does */
		{ "a{2", "begins no bound" },
		{ "a{x}", "begins no bound" },
		{ "{~1}", "begins no bound" },
		{ "*a", "nothing before" },
		{ "a{1,+5}", "begins no bound" },
		{ "a{ 2}", "begins no bound" },
		{ "(a)\\1", "back-references" },
		{ "a\\Qb", "backslash" },
		{ "[[:alpha:x](((a{200}){200}){200})[:]", "class of characters" },
		{ "\\Q[\\E(((a{200}){200}){200})]", "backslash" },
		{ "a)", "ends no group" },
		{ "a\\\\)", "ends no group" },
		{ "[(])", "ends no group" },
		{ "a{3,2}", "" },
		{ "a{11111111111111111111111111111111111111111111,3}{,4}", "" },
	};
	size_t i;

	(void)unused;
	for (i = 0; i < ARRAY_LEN(good); i++)
		takes_pattern(good[i]);
	for (i = 0; i < ARRAY_LEN(bad); i++)
		refuses_pattern(bad[i].text, bad[i].because);
}

static void backslashes_have_a_meaning(void **unused)
{
	char text[] = "\\x";

	(void)unused;
	for (text[1] = '0'; text[1] <= 'z'; text[1]++) {
		bool digit = text[1] >= '0' && text[1] <= '9';
		bool letter = (text[1] >= 'A' && text[1] <= 'Z') || (text[1] >= 'a' && text[1] <= 'z');

		if (digit)
			refuses_pattern(text, "back-references");
		else if (letter && !strchr("wWsSdDbBtnrfae", text[1]))
			refuses_pattern(text, "backslash");
		else
			takes_pattern(text);
	}
}

static void brackets_are_passed_over(void **unused)
{
	static const char classes[] = "class of characters";

	(void)unused;
	takes_pattern("[({*+?|)]");
	takes_pattern("[]({]");
	takes_pattern("[^]({]");
	takes_pattern("[[:alpha:]({]");
	takes_pattern("[[(]");
	refuses_pattern("[[.a.]]", classes);
	refuses_pattern("[[=a=]]", classes);
	refuses_pattern("[[:alpha]]", classes);
	refuses_pattern("[[:alpha:x]]", classes);
	refuses_pattern("[[::]]", classes);
	/* nothing before them */
	refuses_pattern("a|*", "nothing before");
	refuses_pattern("(+)", "nothing before");
	refuses_pattern("?", "nothing before");
	refuses_pattern("{2}", "nothing before");
}

static void repeated(struct str *out, const char *text, int times)
{
	str_cut(out, 0);
	while (times-- > 0)
		str_add(out, text);
}

static void patterns_have_a_limit(void **unused)
{
	static const char too_often[] = "repeats its parts too often";
	static const char *const too_large[] = {
		"(.{1,60}){60}", "((a{1,99}){1,99}){1,99}", "(((((a{255}){255}",
		"(((((a{255}){255}){255}){255}){255})", "(.{200}){10}.", "(.{200}){10}|a", "a|(.{200}){10}",
	};
	static const char *const too_loose[] = {
		"a?{40}{40}", "(a|){40}{40}", "(|a){40}{40}", "a{0,40}{40}", "(a*){500}", "((a?){43}|b){43}",
		"(((a*)*){40}){40}", "(ab?c?){1,150}", "(abc){0,150}",
		"((((((((((a{2,}){2,}){2,}){2,}){2,}){2,}){2,}){2,}){2,}){2,}",
	};
	struct str text = { 0 };
	size_t i;

	(void)unused;
	for (i = 0; i < ARRAY_LEN(too_large); i++)
		refuses_pattern(too_large[i], too_often);
	/* 2000 characters, once its parts are written out. */
	takes_pattern("(.{200}){10}");
	takes_pattern("(.{200}){9}.{200}");
	takes_pattern("(.{100}){9}(.{100}){10}.{99}.");
	/* The copies that each kind of repetition makes: {199,} is 199 and one that repeats. */
	takes_pattern("(.{200}){9}.{199,}");
	refuses_pattern("(.{200}){9}.{200,}", too_often);
	takes_pattern("(.{200}){9}.{,200}");
	refuses_pattern("(.{200}){9}.{,201}", too_often);
	takes_pattern("(.{200}){9}.{1,200}");
	takes_pattern("(.{200}){9}.{199}a*");
	refuses_pattern("(.{200}){9}.{200}a*", too_often);
	takes_pattern("(.{200}){9}.{199}a?");
	takes_pattern("(.{200}){9}.{199}|a");
	takes_pattern("(.{200}){9}.{199}a{0}"); /* as large as one */
	refuses_pattern("(.{200}){9}.{200}a{0}", too_often);
	takes_pattern("(.{200}){9}.{199}[ab]");
	refuses_pattern("(.{200}){9}.{200}[ab]", too_often);
	takes_pattern("(.{200}){9}.{199}\\w");
	refuses_pattern("(.{200}){9}.{200}\\w", too_often);
	/* Parts that may be left out cost the square of their number. */
	for (i = 0; i < ARRAY_LEN(too_loose); i++)
		refuses_pattern(too_loose[i], "may be left out");
	takes_pattern("(.{0,20}){20}");
	refuses_pattern("(.{0,20}){20}a?", "may be left out");
	takes_pattern("(a*b*){200}c+");
	refuses_pattern("(a*b*){200}c*", "may be left out");
	takes_pattern("(a{20}b?){90}|(a|b){50}");
	takes_pattern("(abc|de){200}");
	takes_pattern("(abc|d?){100}");
	refuses_pattern("(abc|d?){101}", "may be left out");
	takes_pattern("(((a?)b){200}c{1,201})");
	/* A size that does not fit a number: 255 to the power of 130. */
	repeated(&text, "(", 130);
	str_add(&text, "a");
	for (i = 0; i < 130; i++)
		str_add(&text, "){255}");
	refuses_pattern(str_text(&text), too_often);
	/* Bytes, not characters. */
	repeated(&text, "a", 1000);
	takes_pattern(str_text(&text));
	str_add(&text, "a");
	refuses_pattern(str_text(&text), "too long");
	repeated(&text, "é", 500);
	takes_pattern(str_text(&text));
	str_add(&text, "a");
	refuses_pattern(str_text(&text), "too long");
	str_free(&text);
}

static void states_are_checked(void **unused)
{
	struct check_answer a = ask((struct check){ .state = STATE_RUNNING }, machine(), 0);

	(void)unused;
	assert_true(a.holds && a.certain);
	a = ask((struct check){ .state = STATE_PAUSED }, machine(), 0);
	assert_false(a.holds);
	assert_true(a.certain);
	assert_string_equal(a.found, "expected paused, found running");
}

/* What was found goes into JSON: wherever its border falls, it is valid UTF-8. */
static void what_was_found_is_cut_between_characters(void **unused)
{
	(void)unused;
	for (size_t shift = 0; shift < 4; shift++) {
		char line[4 + 400 + 1] = "aaaa";
		struct vm_console_line one = { .seq = 8, .text = line + 4 - shift };
		struct vm_machine m = machine();
		struct check_answer a;

		for (size_t i = 0; i < 100; i++)
			memcpy(line + 4 + i * 4, "😀", 4);
		m.console = &one;
		m.n_console = 1;
		a = ask((struct check){ .console = S("never") }, m, 0);
		assert_false(a.holds);
		assert_true(strlen(a.found) > sizeof a.found - 5);
		assert_true(utf8_valid(a.found, strlen(a.found), NULL));
		assert_null(strstr(a.found, "\xef\xbf\xbd"));
	}
}

static void what_cannot_be_read_is_uncertain(void **unused)
{
	struct vm_machine m = machine();
	struct check_answer a;

	(void)unused;
	m.state = STATE_UNKNOWN;
	a = ask((struct check){ .state = STATE_PAUSED }, m, 0);
	assert_false(a.holds || a.certain);
	a = ask((struct check){ .machine = S("nobody"), .state = STATE_PAUSED }, machine(), 0);
	assert_false(a.holds || a.certain);
	m = machine();
	m.not_ours = true;
	a = ask((struct check){ .state = STATE_RUNNING }, m, 0);
	assert_false(a.holds);
}

static void snapshots_are_checked(void **unused)
{
	struct vm_machine absent = { .name = S("dreamer"), .state = STATE_ABSENT };
	struct check_answer a;

	(void)unused;
	assert_true(ask((struct check){ .snapshot = S("first") }, machine(), 0).holds);
	assert_false(ask((struct check){ .snapshot = S("fourth") }, machine(), 0).holds);
	assert_true(ask((struct check){ .no_snapshot = S("fourth") }, machine(), 0).holds);
	assert_false(ask((struct check){ .no_snapshot = S("first") }, machine(), 0).holds);
	a = ask((struct check){ .no_snapshot = S("first") }, absent, 0);
	assert_true(!a.holds && a.certain);
	assert_string_equal(a.found, "there is no such machine");
	assert_true(ask((struct check){ .snapshot = S("second"), .parent = S("first") }, machine(),
			0).holds);
	assert_false(ask((struct check){ .snapshot = S("first"), .parent = S("second") }, machine(),
			 0).holds);
}

static void safety_snapshots_are_looked_through(void **unused)
{
	(void)unused;
	assert_true(ask((struct check){ .current = S("second") }, machine(), 0).holds);
	assert_true(ask((struct check){ .current = S("undo-1") }, machine(), 0).holds);
	assert_false(ask((struct check){ .current = S("first") }, machine(), 0).holds);
	assert_true(ask((struct check){ .snapshot = S("third"), .parent = S("second") }, machine(),
			0).holds);
}

static void a_ring_of_safety_snapshots_ends(void **unused)
{
	struct vm_snapshot ring[] = {
		{ .name = S("undo-1"), .parent = S("undo-2"), .safety = true, .current = true },
		{ .name = S("undo-2"), .parent = S("undo-1"), .safety = true },
	};
	struct vm_machine m = machine();

	(void)unused;
	m.snapshots = ring;
	m.n_snapshots = 2;
	assert_false(ask((struct check){ .current = S("first") }, m, 0).holds);
}

static void console_lines_count_from_the_step_on(void **unused)
{
	struct check check = { .console = S("^tick [0-9]+$") };
	struct vm_machine m = machine();
	struct check_answer a;

	(void)unused;
	assert_true(ask(check, machine(), 6).holds);
	assert_false(ask(check, machine(), 7).holds);
	check.console = S("memory: HELLO$");
	assert_true(ask(check, machine(), 7).holds);
	assert_false(ask(check, machine(), 8).holds);
	check.console = S("(");
	assert_false(ask(check, machine(), 0).holds);
	m.console_ready = false;
	m.console_problem = S("open elsewhere");
	check.console = S("never");
	a = ask(check, m, 0);
	assert_false(a.holds || a.certain);
	assert_string_equal(a.found, "open elsewhere");
}

static void found_is_cut_at_a_character(void **unused)
{
	struct vm_console_line line = { .seq = 9 };
	struct vm_machine m = machine();
	struct str long_line = { 0 };
	struct check_answer a;
	int i;

	(void)unused;
	for (i = 0; i < 300; i++)
		str_add(&long_line, "é");
	line.text = str_take(&long_line);
	m.console = &line;
	m.n_console = 1;
	m.console_seq = 9;
	a = ask((struct check){ .console = S("never") }, m, 0);
	free(line.text);
	assert_true(strlen(a.found) < sizeof a.found);
	assert_null(strstr(a.found, "\xef\xbf\xbd"));
}

/* What does not hold is certain, and says what was found. */
static void assert_found(struct check check, struct vm_machine m, uint64_t after, bool certain,
			 const char *found)
{
	struct check_answer a = ask(check, m, after);

	assert_string_equal(a.found, found);
	assert_false(a.holds);
	assert_int_equal(a.certain, certain);
}

static void a_check_says_what_was_found(void **unused)
{
	struct vm_machine m = machine(), none = machine();
	const struct check child = { .snapshot = S("first"), .parent = S("x") };

	(void)unused;
	none.n_snapshots = 0;
	assert_found((struct check){ .snapshot = S("x") }, m, 0, true, "there is no snapshot \"x\" yet");
	assert_found((struct check){ .no_snapshot = S("first") }, m, 0, true,
		     "the snapshot \"first\" is still there");
	assert_found((struct check){ .current = S("first") }, m, 0, true,
		     "expected to stand on \"first\", found \"second\"");
	assert_found((struct check){ .current = S("first") }, none, 0, true,
		     "expected to stand on \"first\", found no snapshot");
	assert_found(child, m, 0, true, "expected \"x\" before \"first\", found nothing");
	assert_found((struct check){ .snapshot = S("third"), .parent = S("x") }, m, 0, true,
		     "expected \"x\" before \"third\", found \"second\"");
	assert_found((struct check){ .parent = S("x") }, m, 0, true, "there is no snapshot \"\" yet");
	assert_true(ask((struct check){ .snapshot = S("third"), .parent = S("undo-1") }, m, 0).holds);
	m.not_ours = true;
	assert_found((struct check){ .snapshot = S("first") }, m, 0, true,
		     "a machine of this name is there, and it is not ours");
	m = machine();
	m.state = STATE_UNKNOWN;
	assert_found((struct check){ .snapshot = S("first") }, m, 0, false,
		     "the machine has not been read yet");
	assert_found((struct check){ .machine = S("x"), .snapshot = S("first") }, m, 0, false,
		     "there is no machine \"x\" in this workshop");
	/* The first of its keys that does not hold. */
	assert_found((struct check){ .snapshot = S("first"), .state = STATE_PAUSED, .current = S("x") },
		     machine(), 0, true, "expected paused, found running");
}

static void a_console_that_does_not_say_it(void **unused)
{
	struct vm_console_line blank[] = { { 8, S("Would you?"), 10 }, { 9, S(" "), 1 } };
	const struct check check = { .console = S("never") };
	struct vm_machine m = machine();

	(void)unused;
	assert_found(check, m, 0, true, "the last line was \"tick 8  memory: HELLO\"");
	assert_found(check, m, 7, true, "the last line was \"tick 8  memory: HELLO\"");
	assert_found(check, m, 8, true, "the console has said nothing new since this step began");
	/* A game that waits for an answer ends in lines that are empty. */
	m.console = blank;
	assert_found(check, m, 7, true, "the last line was \"Would you?\"");
	assert_found(check, m, 8, true, "the console has said nothing new since this step began");
	m.n_console = 0;
	assert_found(check, m, 0, true, "the console has said nothing yet");
	m.console_version = 0; /* there was nothing to compare */
	m.console_tail = S("");
	assert_found(check, m, 0, true, "the console has said nothing yet");
	m = machine();
	m.console_ready = false;
	assert_found(check, m, 0, false, "the console is not connected");
	m.state = STATE_SHUTOFF;
	assert_found(check, m, 0, true, "it writes nothing: it is off");
	/* A paused machine has said what it has said. */
	m = machine();
	m.state = STATE_PAUSED;
	assert_found(check, m, 0, true, "the last line was \"tick 8  memory: HELLO\"");
	assert_true(ask((struct check){ .console = S("HELLO") }, m, 7).holds);
	/* The line that is being written counts if it was begun after that. */
	assert_true(ask((struct check){ .console = S("^ti$") }, m, 8).holds);
	assert_false(ask((struct check){ .console = S("^ti$") }, m, 9).holds);
}

static void what_a_simulation_cannot_answer(void **unused)
{
	(void)unused;
	assert_string_equal(check_not_simulated(&(struct check){ .console = S("x") }),
			    "the simulation has no console");
	assert_non_null(check_not_simulated(&(struct check){ .disk = S("x") }));
	assert_non_null(check_not_simulated(&(struct check){ .no_disk = S("x") }));
	assert_non_null(check_not_simulated(&(struct check){ .screens = 1 }));
	assert_non_null(check_not_simulated(&(struct check){ .cable = CABLE_OUT }));
	assert_null(check_not_simulated(&(struct check){ .state = STATE_RUNNING, .memory = 1, .cpus = 1,
							  .snapshot = S("a"), .current = S("a") }));
}

static void assert_text(struct check check, const char *text)
{
	char *made = check_text(&check, "it");

	assert_string_equal(made, text);
	free(made);
}

static void each_key_of_a_check_has_its_words(void **unused)
{
	(void)unused;
	assert_text((struct check){ .state = STATE_ABSENT }, "there is no it");
	assert_text((struct check){ .state = STATE_SHUTOFF }, "it is off");
	assert_text((struct check){ .state = STATE_RUNNING }, "it is running");
	assert_text((struct check){ .state = STATE_SAVED }, "it is saved");
	assert_text((struct check){ .state = STATE_COUNT }, "");
	assert_text((struct check){ .snapshot = S("a") }, "it has the snapshot \"a\"");
	assert_text((struct check){ .snapshot = S("a"), .parent = S("b") },
		    "it has the snapshot \"a\", taken after \"b\"");
	assert_text((struct check){ .no_snapshot = S("a") }, "it has no snapshot \"a\"");
	assert_text((struct check){ .console = S("^x") }, "the console of it says \"^x\"");
	assert_text((struct check){ .no_disk = S("d") }, "the disk \"d\" is out of it");
	assert_text((struct check){ .cable = CABLE_IN }, "the network cable of it is in");
	assert_text((struct check){ .cable = CABLE_OUT }, "the network cable of it is out");
	assert_text((struct check){ .cpus = 1, .screens = 2 },
		    "it has 1 processor, and it has 2 screens");
}

static void a_check_without_label_says_what_it_wants(void **unused)
{
	struct check check = { .state = STATE_PAUSED, .current = S("first") };
	char *text = check_text(&check, "the dreamer");

	(void)unused;
	assert_string_equal(text, "the dreamer is paused, and the dreamer stands on \"first\"");
	free(text);
	check.label = S("as I say");
	text = check_text(&check, "the dreamer");
	assert_string_equal(text, "as I say");
	free(text);
}

static const struct {
	struct action action;
	const char *text;
} commands[] = {
	{ { .verb = VERB_DEFINE }, "virsh define dreamer.xml" },
	{ { .verb = VERB_START }, "virsh start dreamer" },
	{ { .verb = VERB_PAUSE }, "virsh suspend dreamer" },
	{ { .verb = VERB_RESUME }, "virsh resume dreamer" },
	{ { .verb = VERB_SHUTDOWN }, "virsh shutdown dreamer" },
	{ { .verb = VERB_POWEROFF }, "virsh destroy dreamer" },
	{ { .verb = VERB_RESET }, "virsh reset dreamer" },
	{ { .verb = VERB_SAVE }, "virsh managedsave dreamer" },
	{ { .verb = VERB_FORGET }, "virsh managedsave-remove dreamer" },
	{ { .verb = VERB_SNAPSHOT, .name = (char *)"fresh" },
	  "virsh snapshot-create-as dreamer fresh" },
	{ { .verb = VERB_SNAPSHOT, .name = (char *)"my one", .description = (char *)"it's $HOME" },
	  "virsh snapshot-create-as dreamer 'my one' --description 'it'\\''s $HOME'" },
	{ { .verb = VERB_RESTORE, .name = (char *)"fresh" }, "virsh snapshot-revert dreamer fresh" },
	{ { .verb = VERB_RESTORE, .name = (char *)"fresh", .to = STATE_RUNNING },
	  "virsh snapshot-revert dreamer fresh --running" },
	{ { .verb = VERB_RESTORE, .name = (char *)"fresh", .to = STATE_PAUSED },
	  "virsh snapshot-revert dreamer fresh --paused" },
	{ { .verb = VERB_DELETE, .name = (char *)"fresh" }, "virsh snapshot-delete dreamer fresh" },
	{ { .verb = VERB_REMOVE }, "virsh undefine dreamer --managed-save --snapshots-metadata && rm -f dreamer.*" },
	{ { .verb = VERB_TYPE, .text = (char *)"hi 2\n" },
	  "for k in H I SPACE 2 ENTER; do virsh send-key dreamer KEY_$k; done" },
	{ { .verb = VERB_TYPE, .text = (char *)"-n hello\n", .serial = true },
	  "printf '%s\\n' '-n hello' >\"$(virsh ttyconsole dreamer)\"" },
	{ { .verb = VERB_TYPE, .text = (char *)"Hi" },
	  "virsh send-key dreamer KEY_LEFTSHIFT KEY_H && virsh send-key dreamer KEY_I" },
	{ { .verb = VERB_CLONE, .as = (char *)"twin" },
	  "qemu-img create -f qcow2 -F qcow2 -b dreamer.qcow2 twin.qcow2 && "
	  "virsh dumpxml --inactive dreamer | sed '/<uuid>/d;/<mac /d;s/ uuid=\"[^\"]*\"//;"
	  "s/\\([>/]\\|name=\"\\)dreamer\\([<.\"]\\)/\\1twin\\2/g' >twin.xml && virsh define twin.xml" },
	{ { .verb = VERB_ATTACH, .disk = (char *)"attic", .size = (char *)"1T" },
	  "{ [ -e dreamer.attic.qcow2 ] || qemu-img create -f qcow2 dreamer.attic.qcow2 1T; } && "
	  "virsh attach-disk dreamer \"$PWD\"/dreamer.attic.qcow2 vdb --subdriver qcow2 --persistent" },
	{ { .verb = VERB_DETACH, .disk = (char *)"attic", .nth = 1 },
	  "virsh detach-disk dreamer vdc --persistent" },
	{ { .verb = VERB_UNPLUG },
	  "virsh domif-setlink dreamer \"$(virsh -q domiflist dreamer | awk '{print $5; exit}')\" "
	  "down" },
	{ { .verb = VERB_SET, .memory = 8388608, .cpus = 2 },
	  "virsh setmaxmem dreamer 8MiB --config && virsh setmem dreamer 8MiB --config && "
	  "virsh setvcpus dreamer 2 --config --maximum && virsh setvcpus dreamer 2 --config" },
	{ { .verb = VERB_SNAPSHOT, .name = (char *)"fresh", .description = (char *)"" },
	  "virsh snapshot-create-as dreamer fresh" },
	{ { .verb = VERB_UNDO }, "virsh snapshot-revert dreamer undo-…" },
	{ { .verb = VERB_TYPE, .text = (char *)"a" }, "virsh send-key dreamer KEY_A" },
	{ { .verb = VERB_TYPE, .text = (char *)"ab" },
	  "for k in A B; do virsh send-key dreamer KEY_$k; done" },
	{ { .verb = VERB_TYPE, .text = (char *)"éA" }, "virsh send-key dreamer KEY_LEFTSHIFT KEY_A" },
	{ { .verb = VERB_TYPE, .text = (char *)"" }, "" },
	{ { .verb = VERB_TYPE }, "" },
	{ { .verb = VERB_ATTACH, .disk = (char *)"d", .format = (char *)"raw", .nth = 2 },
	  "{ [ -e dreamer.d.raw ] || qemu-img create -f raw dreamer.d.raw 1G; } && "
	  "virsh attach-disk dreamer \"$PWD\"/dreamer.d.raw vdd --subdriver raw --persistent" },
	{ { .verb = VERB_SET, .memory = 1572864 },
	  "virsh setmaxmem dreamer 1536KiB --config && virsh setmem dreamer 1536KiB --config" },
	{ { .verb = VERB_SET, .cpus = 2, .screens = 3 },
	  "virsh setvcpus dreamer 2 --config --maximum && virsh setvcpus dreamer 2 --config && "
	  "virsh dumpxml --inactive dreamer | sed -z 's|</video>.*</video>|</video>|;s|</devices>|"
	  "<video><model type=\"virtio\"/></video><video><model type=\"virtio\"/></video>&|' | "
	  "virsh define /dev/stdin" },
	{ { .verb = VERB_STAGE }, "" },
	{ { .verb = VERB_NONE }, "" },
	{ { .verb = VERB_COUNT }, "" },
	{ { .verb = VERB_SCREENSHOT }, "virsh screenshot dreamer dreamer.png" },
	{ { .verb = VERB_SCREENSHOT, .name = (char *)"a day" },
	  "virsh screenshot dreamer 'a day.png'" },
};

static void each_button_names_its_command(void **unused)
{
	size_t i;

	(void)unused;
	for (i = 0; i < ARRAY_LEN(commands); i++) {
		struct action action = commands[i].action;
		char *text;

		action.machine = S("dreamer");
		text = command_text(&action, NULL);
		assert_string_equal(text, commands[i].text);
		free(text);
	}
}

static void assert_command(struct action action, const struct vm_picture *picture,
			   const char *expected)
{
	char *text = command_text(&action, picture);

	assert_string_equal(text, expected);
	free(text);
}

/* The folder of the files, the connection, and the workshop. */
static void a_command_is_for_where_it_is_pasted(void **unused)
{
	struct action make = { .verb = VERB_DEFINE, .machine = S("dreamer") };
	struct action start = { .verb = VERB_START, .machine = S("dreamer") };
	struct action remove = { .verb = VERB_REMOVE, .machine = S("dreamer") };
	struct action cable = { .verb = VERB_PLUG, .machine = S("dreamer") };
	struct action disk = { .verb = VERB_ATTACH, .machine = S("dreamer"), .disk = S("d") };
	struct action twin = { .verb = VERB_CLONE, .machine = S("dreamer"), .as = S("twin") };
	char *text;
	struct vm_picture picture = { .uri = S("qemu:///system"), .folder = S("~/a b") };

	(void)unused;
	assert_command(make, &picture, "virsh define \"$(imitation prepare dreamer)\"");
	assert_command(remove, &picture, "virsh undefine dreamer --managed-save "
		       "--snapshots-metadata && rm -f ~/'a b/dreamer'.*");
	assert_command(disk, &picture, "(cd ~/'a b' && { [ -e dreamer.d.qcow2 ] || qemu-img create -f qcow2 "
		       "dreamer.d.qcow2 1G; } && virsh attach-disk dreamer \"$PWD\"/dreamer.d.qcow2 vdb "
		       "--subdriver qcow2 --persistent)");
	text = command_text(&twin, &picture);
	assert_true(str_starts(text, "(cd ~/'a b' && qemu-img create "));
	assert_true(str_ends(text, " >twin.xml && virsh define twin.xml)"));
	free(text);
	picture.folder = S("/d");
	assert_command(remove, &picture, "virsh undefine dreamer --managed-save "
		       "--snapshots-metadata && rm -f /d/dreamer.*");
	picture.folder = S("~/a b");
	picture.workshop = S("/my own/shop");
	assert_command(make, &picture,
		       "virsh define \"$(imitation prepare dreamer '/my own/shop')\"");
	picture.name_uri = true;
	assert_command(start, &picture, "virsh -c qemu:///system start dreamer");
	assert_command(make, &picture, "virsh -c qemu:///system define "
		       "\"$(imitation -c qemu:///system prepare dreamer '/my own/shop')\"");
	picture.uri = S("qemu:///embed?root=/a");
	assert_command(cable, &picture, "virsh -c 'qemu:///embed?root=/a' domif-setlink dreamer "
		       "\"$(virsh -c 'qemu:///embed?root=/a' -q domiflist dreamer | "
		       "awk '{print $5; exit}')\" up");
}

/* What is known of the machine: its newest safety snapshot, and that it has no screen. */
static void a_command_is_for_the_machine_as_it_is(void **unused)
{
	struct vm_snapshot undos[] = { { .name = S("undo-1"), .safety = true }, { .name = S("undo-2"), .safety = true },
				       { .name = S("undo-3") } };
	struct vm_machine m = machine();
	struct vm_picture picture = { .uri = S(""), .machines = &m, .n_machines = 1 };
	struct action undo = { .verb = VERB_UNDO, .machine = S("dreamer") };
	struct action screens = { .verb = VERB_SET, .machine = S("dreamer"), .screens = 1 };

	(void)unused;
	m.snapshots = undos;
	m.n_snapshots = 3;
	assert_command(undo, &picture, "virsh snapshot-revert dreamer undo-2");
	assert_command(screens, &picture, "virsh dumpxml --inactive dreamer | sed -z "
		       "'s|</video>.*</video>|</video>|' | virsh define /dev/stdin");
	m.next.known = true;
	assert_command(screens, &picture, "virsh dumpxml --inactive dreamer | sed -z "
		       "'s|</devices>|<video><model type=\"virtio\"/></video>&|' | virsh define /dev/stdin");
	m.next.screens = 1;
	assert_command(screens, &picture, "virsh dumpxml --inactive dreamer | sed -z "
		       "'s|</video>.*</video>|</video>|' | virsh define /dev/stdin");
}

static void every_verb_has_its_words(void **unused)
{
	int verb;

	(void)unused;
	for (verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
		struct action action = { .verb = (enum verb)verb, .machine = S("dreamer"),
					 .name = S("n") };
		char *label = action_label(&action, "the dreamer");

		assert_non_null(strstr(label, "the dreamer"));
		assert_true(strlen(verb_doing(action.verb)) > 0);
		free(label);
	}
	for (verb = 0; verb < STATE_COUNT; verb++)
		assert_true(strlen(state_word((enum machine_state)verb)) > 0);
	assert_string_equal(verb_doing(VERB_NONE), "");
	assert_string_equal(verb_doing(VERB_COUNT), "");
	assert_string_equal(state_word(STATE_COUNT), "");
}

static void a_label_names_what_the_button_takes(void **unused)
{
	static const struct {
		struct action action;
		const char *label;
	} cases[] = {
		{ { .verb = VERB_SNAPSHOT, .name = (char *)"n" }, "Take the snapshot \"n\" of it" },
		{ { .verb = VERB_RESTORE, .name = (char *)"n" }, "Take it back to \"n\"" },
		{ { .verb = VERB_DELETE, .name = (char *)"n" }, "Delete the snapshot \"n\" of it" },
		{ { .verb = VERB_CLONE, .as = (char *)"twin" }, "Clone it as twin" },
		{ { .verb = VERB_ATTACH, .disk = (char *)"d" }, "Plug the disk \"d\" into it" },
		{ { .verb = VERB_DETACH, .disk = (char *)"d" }, "Pull the disk \"d\" out of it" },
		{ { .verb = VERB_SHUTDOWN }, "Ask it to shut down" },
		{ { .verb = VERB_PLUG }, "Plug the network cable of it in" },
		{ { .verb = VERB_PAUSE, .label = (char *)"Wait" }, "Wait" },
		{ { .verb = VERB_NONE }, "" },
		{ { .verb = VERB_COUNT }, "" },
	};
	size_t i;

	(void)unused;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		char *label = action_label(&cases[i].action, "it");

		assert_string_equal(label, cases[i].label);
		free(label);
	}
}

static void a_title_with_a_percent_stays_a_title(void **unused)
{
	struct action action = { .verb = VERB_PAUSE };
	char *label = action_label(&action, "the %s%n box");

	(void)unused;
	assert_string_equal(label, "Pause the %s%n box");
	free(label);
}

static const char *may(enum verb verb, enum machine_state state, const char *name)
{
	struct action action = { .verb = verb, .machine = S("dreamer"), .name = S(name) };
	struct vm_machine m = machine();

	m.state = state;
	return action_refused(&action, &m);
}

static void buttons_are_for_their_states(void **unused)
{
	struct vm_machine m = machine();
	struct action action = { .verb = VERB_PAUSE, .machine = S("dreamer") };

	(void)unused;
	assert_null(may(VERB_DEFINE, STATE_ABSENT, NULL));
	assert_non_null(may(VERB_DEFINE, STATE_SHUTOFF, NULL));
	assert_null(may(VERB_START, STATE_SAVED, NULL));
	assert_non_null(may(VERB_START, STATE_RUNNING, NULL));
	assert_non_null(may(VERB_START, STATE_ABSENT, NULL));
	assert_non_null(may(VERB_PAUSE, STATE_PAUSED, NULL));
	assert_non_null(may(VERB_REMOVE, STATE_RUNNING, NULL));
	assert_non_null(may(VERB_SNAPSHOT, STATE_SAVED, "new"));
	assert_null(may(VERB_SNAPSHOT, STATE_RUNNING, "first")); /* it asks to replace it */
	assert_null(may(VERB_SNAPSHOT, STATE_RUNNING, "new"));
	assert_null(may(VERB_RESTORE, STATE_SAVED, "first"));
	assert_non_null(may(VERB_RESTORE, STATE_RUNNING, "fourth"));
	assert_null(may(VERB_UNDO, STATE_RUNNING, NULL));
	assert_non_null(may(VERB_CLONE, STATE_RUNNING, NULL));
	assert_null(may(VERB_CLONE, STATE_SHUTOFF, NULL));
	assert_null(may(VERB_UNPLUG, STATE_RUNNING, NULL));
	assert_non_null(may(VERB_SET, STATE_SAVED, NULL));
	assert_non_null(may(VERB_PAUSE, STATE_UNKNOWN, NULL));
	m.can_undo = false;
	action.verb = VERB_UNDO;
	assert_non_null(action_refused(&action, &m));
	action.verb = VERB_PAUSE;
	m.doing = VERB_SNAPSHOT;
	assert_non_null(action_refused(&action, &m));
	m = machine();
	m.not_ours = true;
	assert_non_null(action_refused(&action, &m));
}

static bool so_already(enum verb verb, enum machine_state state, const char *name)
{
	struct action action = { .verb = verb, .machine = S("dreamer"), .name = S(name) };
	struct vm_machine m = machine();

	m.state = state;
	return action_holds(&action, &m);
}

static void what_is_refused_may_be_so_already(void **unused)
{
	(void)unused;
	assert_true(so_already(VERB_DEFINE, STATE_SHUTOFF, NULL));
	assert_true(so_already(VERB_START, STATE_RUNNING, NULL));
	assert_false(so_already(VERB_START, STATE_ABSENT, NULL));
	assert_false(so_already(VERB_START, STATE_PAUSED, NULL));
	assert_true(so_already(VERB_PAUSE, STATE_PAUSED, NULL));
	assert_false(so_already(VERB_PAUSE, STATE_SHUTOFF, NULL));
	assert_true(so_already(VERB_POWEROFF, STATE_SAVED, NULL));
	assert_false(so_already(VERB_POWEROFF, STATE_ABSENT, NULL));
	assert_true(so_already(VERB_REMOVE, STATE_ABSENT, NULL));
	assert_true(so_already(VERB_FORGET, STATE_RUNNING, NULL));
	assert_false(so_already(VERB_FORGET, STATE_ABSENT, NULL));
	assert_true(so_already(VERB_SNAPSHOT, STATE_SAVED, "first"));
	assert_false(so_already(VERB_SNAPSHOT, STATE_SAVED, "new"));
	assert_true(so_already(VERB_DELETE, STATE_RUNNING, "fourth"));
	assert_false(so_already(VERB_DELETE, STATE_ABSENT, "fourth"));
	assert_false(so_already(VERB_RESTORE, STATE_ABSENT, "first"));
	assert_false(so_already(VERB_TYPE, STATE_SHUTOFF, NULL));
}

/* Verbs in machines that are absent, off, running, paused and saved: + it is allowed, = it is
 * so already, - it is refused; and in which of these states it may leave the machine, which
 * was running before. */
static const struct {
	enum verb verb;
	const char *may, *leaves;
	bool writes; /* to the disk */
} rules[] = {
	{ VERB_DEFINE, "+====", "-++++", false },   { VERB_START, "-+=-+", "--+--", true },
	{ VERB_PAUSE, "--+=-", "---+-", false },    { VERB_RESUME, "--=+-", "--+--", false },
	{ VERB_SHUTDOWN, "-=+-=", "+++++", false }, { VERB_POWEROFF, "-=++=", "-+---", false },
	{ VERB_RESET, "--++-", "+++++", false },    { VERB_SAVE, "--++=", "----+", false },
	{ VERB_FORGET, "-===+", "-+---", false },   { VERB_SNAPSHOT, "=+++=", "+++++", true },
	{ VERB_RESTORE, "-++++", "--+--", true },   { VERB_DELETE, "-++++", "-----", true },
	{ VERB_CLONE, "-+---", "-+---", false },    { VERB_REMOVE, "=+--+", "+----", true },
	{ VERB_ATTACH, "-+++-", "+++++", false },   { VERB_DETACH, "-+++-", "+++++", false },
	{ VERB_PLUG, "-+++-", "+++++", false },     { VERB_UNPLUG, "-+++-", "+++++", false },
	{ VERB_TYPE, "--+--", "+++++", false },     { VERB_SET, "-+++-", "+++++", false },
	{ VERB_SCREENSHOT, "--++-", "+++++", false }, { VERB_STAGE, "+++++", "--+--", false },
	{ VERB_UNDO, "-++++", "+++++", true },
};

/* "first" is a snapshot that was running, and here the current one. */
static struct vm_machine in_state(enum machine_state state, struct vm_snapshot *room)
{
	struct vm_machine m = machine();

	*room = (struct vm_snapshot){ .name = S("first"), .state = STATE_RUNNING, .current = true };
	m.snapshots = room;
	m.n_snapshots = 1;
	m.state = state;
	return m;
}

static void a_rule_for_every_verb_and_state(void **unused)
{
	struct vm_snapshot room;
	size_t i;
	int state;

	(void)unused;
	assert_int_equal(ARRAY_LEN(rules), VERB_COUNT - VERB_NONE - 1);
	for (i = 0; i < ARRAY_LEN(rules); i++)
		for (state = STATE_ABSENT; state < STATE_COUNT; state++) {
			struct vm_machine m = in_state((enum machine_state)state, &room);
			struct vm_request request = { .action = { .verb = rules[i].verb, .name = S("first") },
						      .stage_to = STATE_RUNNING };
			bool allowed = !action_refused(&request.action, &m);
			bool already = action_holds(&request.action, &m);
			int at = state - STATE_ABSENT;

			assert_int_equal(rules[i].may[at], allowed ? '+' : already ? '=' : '-');
			assert_int_equal(rules[i].leaves[at],
					 outcome_kept(&request, STATE_RUNNING, &m, NULL) ? '+' : '-');
			m.is_base = true; /* only what writes is refused in addition */
			assert_int_equal(!action_refused(&request.action, &m), allowed && !rules[i].writes);
		}
}

static void a_disk_that_clones_build_on_is_at_risk_while_it_runs(void **unused)
{
	struct vm_machine m = machine();
	int state;

	(void)unused;
	for (state = STATE_UNKNOWN; state < STATE_COUNT; state++) {
		m.state = (enum machine_state)state;
		m.is_base = false;
		assert_null(machine_at_risk(&m));
		m.is_base = true;
		assert_int_equal(machine_at_risk(&m) != NULL,
				 state == STATE_RUNNING || state == STATE_PAUSED);
	}
	assert_null(verb_refused_to_base(VERB_COUNT));
}

static void a_refusal_says_what_is_so(void **unused)
{
	static const struct {
		enum verb verb;
		enum machine_state state;
		const char *why;
	} cases[] = {
		{ VERB_DEFINE, STATE_SHUTOFF, "The machine is there already." },
		{ VERB_START, STATE_ABSENT, "There is no such machine yet: make it first." },
		{ VERB_START, STATE_RUNNING, "The machine is running already." },
		{ VERB_START, STATE_PAUSED, "The machine is paused: resume it first." },
		{ VERB_RESUME, STATE_RUNNING, "The machine is running already." },
		{ VERB_RESUME, STATE_SHUTOFF, "The machine is off: start it first." },
		{ VERB_PAUSE, STATE_PAUSED, "The machine is paused already." },
		{ VERB_PAUSE, STATE_SAVED, "The machine is saved: start it first." },
		{ VERB_REMOVE, STATE_RUNNING, "The machine is running: cut its power first." },
		{ VERB_REMOVE, STATE_PAUSED, "The machine is paused: cut its power first." },
		{ VERB_FORGET, STATE_RUNNING, "The machine has no saved state." },
		{ VERB_CLONE, STATE_RUNNING, "The machine is running." },
		{ VERB_SHUTDOWN, STATE_SHUTOFF, "The machine is off already." },
		{ VERB_SHUTDOWN, STATE_SAVED, "The machine is off already, with its state saved." },
		{ VERB_SHUTDOWN, STATE_PAUSED, "The machine is paused: resume it first." },
		{ VERB_POWEROFF, STATE_SHUTOFF, "The machine is off already." },
		{ VERB_POWEROFF, STATE_SAVED, "The machine is off already, with its state saved." },
		{ VERB_RESET, STATE_SHUTOFF, "The machine is off: start it first." },
		{ VERB_RESET, STATE_SAVED, "The machine is saved: start it first." },
		{ VERB_TYPE, STATE_PAUSED, "The machine is paused: resume it first." },
		{ VERB_NONE, STATE_RUNNING, "There is nothing to do here." },
		{ VERB_COUNT, STATE_RUNNING, "There is nothing to do here." },
	};
	size_t i;

	(void)unused;
	for (i = 0; i < ARRAY_LEN(cases); i++)
		assert_string_equal(verb_refused(cases[i].verb, cases[i].state), cases[i].why);
	/* What was not read yet refuses nothing by itself. */
	assert_null(verb_refused(VERB_PAUSE, STATE_UNKNOWN));
	assert_null(verb_refused(VERB_PAUSE, STATE_COUNT));
}

static bool kept(enum verb verb, const char *name, enum machine_state to, enum machine_state is)
{
	struct vm_request request = { .action = { .verb = verb, .name = S(name), .to = to } };
	struct vm_machine m = machine();
	struct error err;

	request.stage_to = to;
	m.state = is;
	return outcome_kept(&request, STATE_RUNNING, &m, &err);
}

static void success_is_what_was_read(void **unused)
{
	(void)unused;
	assert_true(kept(VERB_PAUSE, NULL, 0, STATE_PAUSED));
	assert_false(kept(VERB_PAUSE, NULL, 0, STATE_RUNNING));
	assert_true(kept(VERB_SNAPSHOT, "first", 0, STATE_RUNNING));
	assert_false(kept(VERB_SNAPSHOT, "fourth", 0, STATE_RUNNING));
	assert_true(kept(VERB_DELETE, "fourth", 0, STATE_RUNNING));
	assert_false(kept(VERB_DELETE, "first", 0, STATE_RUNNING));
	assert_true(kept(VERB_RESTORE, "undo-1", STATE_RUNNING, STATE_RUNNING));
	assert_false(kept(VERB_RESTORE, "undo-1", STATE_PAUSED, STATE_RUNNING));
	assert_false(kept(VERB_RESTORE, "first", STATE_RUNNING, STATE_RUNNING));
	assert_true(kept(VERB_STAGE, NULL, STATE_SAVED, STATE_SAVED));
	assert_false(kept(VERB_STAGE, NULL, STATE_SAVED, STATE_RUNNING));
	assert_false(kept(VERB_REMOVE, NULL, 0, STATE_SHUTOFF));
	assert_false(kept(VERB_START, NULL, 0, STATE_PAUSED));
}

static void a_restore_leaves_the_state_that_was_taken(void **unused)
{
	struct vm_snapshot room;
	struct vm_machine m = in_state(STATE_RUNNING, &room);
	struct vm_request request = { .action = { .verb = VERB_RESTORE, .name = S("first") } };
	struct error err = { 0 };

	(void)unused;
	assert_true(outcome_kept(&request, STATE_SHUTOFF, &m, &err));
	room.state = STATE_PAUSED; /* when it was taken */
	assert_false(outcome_kept(&request, STATE_SHUTOFF, &m, &err));
	assert_string_equal(err.message, "dreamer should be paused now, but it is running.");
	assert_string_equal(err.remedy, ""); /* none: it is in no trouble */
	request.action.to = STATE_RUNNING;
	assert_true(outcome_kept(&request, STATE_SHUTOFF, &m, &err));
	room.current = false;
	assert_false(outcome_kept(&request, STATE_SHUTOFF, &m, &err));
	assert_string_equal(err.message, "The current snapshot of dreamer is not \"first\".");
	request.action.name = S("fourth");
	assert_false(outcome_kept(&request, STATE_SHUTOFF, &m, &err));
}

static void what_a_verb_is_meant_to_do_depends_on_before(void **unused)
{
	struct vm_machine m = machine();
	struct vm_request request = { .action = { .verb = VERB_START } };
	struct outcome_past past = { 0 };

	(void)unused;
	/* What was paused when it was saved comes back paused. */
	m.state = STATE_PAUSED;
	assert_true(outcome_kept(&request, STATE_SAVED, &m, NULL));
	assert_false(outcome_kept(&request, STATE_SHUTOFF, &m, NULL));
	m.state = STATE_SHUTOFF;
	assert_false(outcome_kept(&request, STATE_SAVED, &m, NULL));
	/* Files without a machine. */
	request.action.verb = VERB_DEFINE;
	m.state = STATE_ABSENT;
	assert_false(outcome_kept(&request, STATE_ABSENT, &m, NULL));
	request.files_only = true;
	assert_true(outcome_kept(&request, STATE_ABSENT, &m, NULL));
	/* A machine that was not there. */
	outcome_remember(&past, &request, NULL);
	assert_int_equal(past.state, STATE_UNKNOWN);
	assert_null(past.safety);
	assert_int_equal(past.named_ms, -1);
}

static void the_state_tells_of_some_verbs(void **unused)
{
	static const enum verb silent[] = { VERB_SHUTDOWN, VERB_RESET, VERB_CLONE, VERB_TYPE,
					    VERB_SET, VERB_SCREENSHOT };

	(void)unused;
	for (int verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
		bool shows = true;

		for (size_t i = 0; i < ARRAY_LEN(silent); i++)
			shows = shows && silent[i] != (enum verb)verb;
		assert_int_equal(outcome_shows((enum verb)verb), shows);
	}
}

static void disks_are_plugged_in_one_after_the_other(void **unused)
{
	(void)unused;
	assert_string_equal(disk_target(0), "vdb");
	assert_string_equal(disk_target(1), "vdc");
	assert_string_equal(disk_target(23), "vdy");
	assert_string_equal(disk_target(24), "vdb");
}

/* ---- machines in trouble --------------------------------------------------------- */

static const struct {
	enum trouble trouble;
	enum machine_state state;
	const char *name; /* in status --json, as imitation(1) lists it */
} in_trouble[] = {
	{ TROUBLE_DISK_FULL, STATE_PAUSED, "disk-full" },
	{ TROUBLE_DISK_ERROR, STATE_PAUSED, "disk-error" },
	{ TROUBLE_WATCHDOG, STATE_PAUSED, "watchdog" },
	{ TROUBLE_CRASHED, STATE_PAUSED, "crashed" },
	{ TROUBLE_STUCK, STATE_PAUSED, "stuck" },
	{ TROUBLE_ASLEEP, STATE_PAUSED, "asleep" },
	{ TROUBLE_MOVING, STATE_PAUSED, "moving" },
	{ TROUBLE_SAVING, STATE_RUNNING, "saving" },
	{ TROUBLE_ENDED, STATE_SHUTOFF, "ended" },
	{ TROUBLE_UNREAD, STATE_UNKNOWN, "unread" },
};

static struct vm_machine troubled(enum trouble trouble)
{
	struct vm_machine m = machine();
	size_t i;

	for (i = 0; i < ARRAY_LEN(in_trouble); i++)
		if (in_trouble[i].trouble == trouble)
			m.state = in_trouble[i].state;
	m.trouble = trouble;
	return m;
}

static const char *troubled_may(enum verb verb, enum trouble trouble)
{
	struct action action = { .verb = verb, .machine = S("dreamer"), .name = S("first") };
	struct vm_machine m = troubled(trouble);

	return action_refused(&action, &m);
}

static void a_trouble_passes_no_check(void **unused)
{
	size_t i;
	int state;

	(void)unused;
	assert_int_equal(ARRAY_LEN(in_trouble), TROUBLE_COUNT - 1);
	for (i = 0; i < ARRAY_LEN(in_trouble); i++)
		for (state = STATE_ABSENT; state < STATE_COUNT; state++) {
			struct check check = { .state = (enum machine_state)state };

			assert_false(ask(check, troubled(in_trouble[i].trouble), 0).holds);
		}
	assert_string_equal(ask((struct check){ .state = STATE_PAUSED },
				troubled(TROUBLE_DISK_FULL), 0).found,
			    "expected paused, found stopped: this computer's disk is full");
	assert_string_equal(ask((struct check){ .state = STATE_SHUTOFF },
				troubled(TROUBLE_ENDED), 0).found,
			    "expected off, found off, because it crashed");
	/* Of anything but its state, checks hold as before. */
	assert_true(ask((struct check){ .snapshot = S("first") }, troubled(TROUBLE_DISK_FULL), 0).holds);
}

static void every_trouble_has_its_words(void **unused)
{
	struct vm_machine m = machine();
	size_t i;

	(void)unused;
	assert_string_equal(machine_word(&m), "running");
	assert_string_equal(machine_condition(&m), "running");
	assert_null(machine_remedy(&m));
	assert_null(machine_trouble(&m));
	assert_null(trouble_name(TROUBLE_NONE));
	for (i = 0; i < ARRAY_LEN(in_trouble); i++) {
		m = troubled(in_trouble[i].trouble);
		assert_true(strlen(machine_word(&m)) > 0 && strlen(machine_word(&m)) <= 12);
		assert_string_not_equal(machine_word(&m), state_word(m.state));
		assert_true(strlen(machine_condition(&m)) > 0);
		assert_true(strlen(machine_remedy(&m)) > 0);
		assert_string_equal(trouble_name(m.trouble), in_trouble[i].name);
	}
}

static void what_helps_is_allowed(void **unused)
{
	(void)unused;
	assert_null(troubled_may(VERB_RESUME, TROUBLE_DISK_FULL));
	assert_null(troubled_may(VERB_RESUME, TROUBLE_ASLEEP));
	assert_null(troubled_may(VERB_RESUME, TROUBLE_STUCK));
	assert_null(troubled_may(VERB_RESET, TROUBLE_WATCHDOG));
	assert_null(troubled_may(VERB_POWEROFF, TROUBLE_CRASHED));
	assert_null(troubled_may(VERB_POWEROFF, TROUBLE_SAVING));
	assert_null(troubled_may(VERB_START, TROUBLE_ENDED));
	assert_null(troubled_may(VERB_STAGE, TROUBLE_MOVING));
	assert_string_equal(troubled_may(VERB_RESUME, TROUBLE_CRASHED),
			    "Cut the power of the machine, then start it.");
	assert_string_equal(troubled_may(VERB_PAUSE, TROUBLE_ASLEEP),
			    "Resume the machine: that wakes it.");
	assert_string_equal(troubled_may(VERB_SNAPSHOT, TROUBLE_ASLEEP),
			    "Resume the machine: that wakes it.");
	assert_string_equal(troubled_may(VERB_REMOVE, TROUBLE_DISK_FULL),
			    "Cut the power of the machine first.");
	assert_string_equal(troubled_may(VERB_DEFINE, TROUBLE_DISK_FULL),
			    "The machine is there already.");
	assert_non_null(troubled_may(VERB_PAUSE, TROUBLE_SAVING));
	assert_non_null(troubled_may(VERB_SNAPSHOT, TROUBLE_MOVING));
}

/* Which verbs a trouble bars that the machine's state would allow, by their names in lessons. */
static void a_trouble_bars_only_what_it_harms(void **unused)
{
	static const char unbusy[] = "pause resume shutdown reset save snapshot restore delete attach "
				     "detach plug unplug type set undo ";
	static const struct {
		enum trouble trouble;
		const char *bars;
	} cases[] = {
		{ TROUBLE_DISK_FULL, "" }, { TROUBLE_DISK_ERROR, "" }, { TROUBLE_WATCHDOG, "" },
		{ TROUBLE_CRASHED, "resume save snapshot " }, { TROUBLE_STUCK, "" },
		{ TROUBLE_ASLEEP, "save snapshot restore undo " }, { TROUBLE_MOVING, unbusy },
		{ TROUBLE_SAVING, unbusy }, { TROUBLE_ENDED, "" },
		{ TROUBLE_UNREAD, "define start pause resume shutdown reset save forget snapshot restore "
				  "delete clone remove attach detach plug unplug type set screenshot undo " },
	};
	size_t i;

	(void)unused;
	assert_int_equal(ARRAY_LEN(cases), TROUBLE_COUNT - 1);
	for (i = 0; i < ARRAY_LEN(cases); i++)
		for (int verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
			struct vm_machine m = troubled(cases[i].trouble);
			struct action action = { .verb = (enum verb)verb, .name = S("first") };
			char *word = mem_printf("%s ", verb == VERB_UNDO ? "undo" :
						verb == VERB_STAGE ? "stage" : verb_name(action.verb));

			if (!verb_refused(action.verb, m.state))
				assert_int_equal(action_refused(&action, &m) != NULL,
						 strstr(cases[i].bars, word) != NULL);
			free(word);
		}
}

static void a_machine_that_is_silent(void **unused)
{
	struct error err = { 0 };

	(void)unused;
	assert_false(error_silent(&err, "dreamer"));
	assert_int_equal(err.kind, ERROR_STATE);
	assert_string_equal(err.message, "dreamer does not answer.");
	assert_string_equal(err.remedy, "Wait, or cut its power: that reaches it.");
}

static void a_trouble_is_nothing_that_was_asked_for(void **unused)
{
	struct action pause = { .verb = VERB_PAUSE }, off = { .verb = VERB_POWEROFF };
	struct vm_machine m = troubled(TROUBLE_DISK_ERROR);

	(void)unused;
	assert_false(action_holds(&pause, &m));
	m = troubled(TROUBLE_ENDED);
	assert_false(action_holds(&off, &m));
}

static bool kept_in(enum verb verb, enum machine_state to, enum trouble trouble, struct error *err)
{
	struct vm_request request = { .action = { .verb = verb }, .stage_to = to };
	struct vm_machine m = troubled(trouble);

	return outcome_kept(&request, STATE_PAUSED, &m, err);
}

static void an_outcome_tells_the_trouble(void **unused)
{
	struct error err;

	(void)unused;
	assert_false(kept_in(VERB_RESUME, 0, TROUBLE_DISK_FULL, &err));
	assert_string_equal(err.message,
			    "It was tried, but dreamer is stopped: this computer's disk is full.");
	assert_string_equal(err.remedy, "Make room on this computer's disk, then resume the machine: "
					"it goes on where it stopped.");
	assert_false(kept_in(VERB_PAUSE, 0, TROUBLE_DISK_FULL, &err));
	assert_false(kept_in(VERB_START, 0, TROUBLE_DISK_FULL, NULL));
	assert_false(kept_in(VERB_STAGE, STATE_PAUSED, TROUBLE_ASLEEP, &err));
	assert_string_equal(err.remedy, "Resume the machine: that wakes it.");
	/* It is off, which is all that a stage asks for. */
	assert_true(kept_in(VERB_STAGE, STATE_SHUTOFF, TROUBLE_ENDED, &err));
	assert_true(kept_in(VERB_RESUME, 0, TROUBLE_SAVING, &err));
}

struct snapshots {
	const char *safety; /* the newest */
	const char *current;
	int64_t a_ms; /* when "a" was made, -1: there is none */
};

static struct vm_machine as_read(const struct snapshots *from, struct vm_snapshot *room)
{
	struct vm_machine m = { .name = S("dreamer"), .state = STATE_RUNNING, .snapshots = room };
	size_t i;

	if (from->a_ms >= 0)
		room[m.n_snapshots++] = (struct vm_snapshot){ .name = S("a"), .state = STATE_RUNNING,
							  .created_ms = from->a_ms };
	room[m.n_snapshots++] = (struct vm_snapshot){ .name = S("undo-1"), .safety = true };
	if (strcmp(from->safety, "undo-1") != 0)
		room[m.n_snapshots++] = (struct vm_snapshot){ .name = S(from->safety), .safety = true };
	for (i = 0; i < m.n_snapshots; i++)
		room[i].current = strcmp(room[i].name, from->current) == 0;
	return m;
}

static bool was_done(enum verb verb, struct snapshots before, struct snapshots after)
{
	struct vm_request request = { .action = { .verb = verb } };
	struct vm_snapshot old[3], new[3];
	struct vm_machine was = as_read(&before, old), is = as_read(&after, new);
	struct outcome_past past = { 0 };
	bool done;

	if (verb != VERB_UNDO)
		request.action.name = S("a");
	outcome_remember(&past, &request, &was);
	done = outcome_done(&request, &past, &is);
	outcome_forget(&past);
	assert_null(past.safety);
	return done;
}

/* An action that a lost daemon interrupted: what was so before it proves nothing. */
static void an_action_cut_short_is_told_from_what_was(void **unused)
{
	const struct snapshots on_a = { "undo-1", "a", 1000 };

	(void)unused;
	assert_false(was_done(VERB_RESTORE, on_a, on_a));
	assert_false(was_done(VERB_RESTORE, on_a, (struct snapshots){ "undo-2", "undo-2", 1000 }));
	assert_true(was_done(VERB_RESTORE, on_a, (struct snapshots){ "undo-2", "a", 1000 }));
	assert_false(was_done(VERB_SNAPSHOT, on_a, on_a));
	assert_false(was_done(VERB_SNAPSHOT, on_a, (struct snapshots){ "undo-1", "undo-1", -1 }));
	assert_true(was_done(VERB_SNAPSHOT, on_a, (struct snapshots){ "undo-1", "a", 5000 }));
	assert_true(was_done(VERB_SNAPSHOT, (struct snapshots){ "undo-1", "undo-1", -1 }, on_a));
	assert_false(was_done(VERB_UNDO, on_a, on_a));
	assert_false(was_done(VERB_UNDO, on_a, (struct snapshots){ "undo-2", "undo-2", 1000 }));
	assert_true(was_done(VERB_UNDO, on_a, (struct snapshots){ "undo-2", "undo-1", 1000 }));
}

/* Does its call's failure count for nothing?  The action was done: a safety snapshot was taken,
 * and the machine is where the action takes it. */
static bool done_anyway(enum verb verb, enum machine_state before, enum machine_state after)
{
	const struct snapshots was_on = { "undo-1", "a", 1000 };
	const struct snapshots is_on = { "undo-2", verb == VERB_UNDO ? "undo-1" : "a", 1000 };
	struct vm_request request = { .action = { .verb = verb, .name = S("a") },
				      .stage_to = after };
	struct vm_snapshot old[3], new[3];
	struct vm_machine was = as_read(&was_on, old), is = as_read(&is_on, new);
	struct outcome_past past = { 0 };
	bool anyway;

	was.state = before;
	is.state = new[0].state = after;
	outcome_remember(&past, &request, &was);
	assert_true(outcome_done(&request, &past, &is));
	anyway = outcome_done_anyway(&request, &past, &is);
	outcome_forget(&past);
	return anyway;
}

static void a_call_that_failed_may_have_done_it(void **unused)
{
	(void)unused;
	assert_true(done_anyway(VERB_PAUSE, STATE_RUNNING, STATE_PAUSED));
	assert_false(done_anyway(VERB_PAUSE, STATE_PAUSED, STATE_PAUSED));
	assert_true(done_anyway(VERB_START, STATE_SHUTOFF, STATE_RUNNING));
	assert_true(done_anyway(VERB_START, STATE_SAVED, STATE_RUNNING));
	assert_false(done_anyway(VERB_START, STATE_SAVED, STATE_PAUSED));
	/* The state tells nothing of the memory, or of the steps that are left. */
	assert_false(done_anyway(VERB_RESTORE, STATE_RUNNING, STATE_PAUSED));
	assert_false(done_anyway(VERB_UNDO, STATE_RUNNING, STATE_PAUSED));
	assert_false(done_anyway(VERB_STAGE, STATE_RUNNING, STATE_PAUSED));
}

static void ascii_has_keys(void **unused)
{
	struct key key;
	int c;

	(void)unused;
	for (c = 0x20; c < 0x7f; c++)
		assert_true(key_for((unsigned char)c, &key));
	assert_true(key_for('A', &key) && key.shift && key.code == 30);
	assert_true(key_for('a', &key) && !key.shift);
	assert_false(key_for(0, &key));
	assert_false(key_for(0xc3, &key));
}

/* The rows of a US keyboard, from the codes of their first keys on. */
static void keys_lie_in_rows(void **unused)
{
	static const struct {
		const char *plain, *shifted;
		unsigned first;
	} rows[] = {
		{ "1234567890-=", "!@#$%^&*()_+", 2 }, { "qwertyuiop[]", "QWERTYUIOP{}", 16 },
		{ "asdfghjkl;'`", "ASDFGHJKL:\"~", 30 }, { "\\zxcvbnm,./", "|ZXCVBNM<>?", 43 },
	};
	static const struct {
		unsigned char c;
		unsigned code;
	} others[] = { { '\n', 28 }, { '\r', 28 }, { '\t', 15 }, { '\b', 14 }, { 27, 1 }, { ' ', 57 } };
	struct key key;

	(void)unused;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (unsigned k = 0; rows[i].plain[k]; k++) {
			assert_true(key_for((unsigned char)rows[i].plain[k], &key));
			assert_int_equal(key.code, rows[i].first + k);
			assert_false(key.shift);
			assert_true(key_for((unsigned char)rows[i].shifted[k], &key));
			assert_int_equal(key.code, rows[i].first + k);
			assert_true(key.shift);
		}
	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		assert_true(key_for(others[i].c, &key));
		assert_int_equal(key.code, others[i].code);
		assert_false(key.shift);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(states_are_checked),
		cmocka_unit_test(what_was_found_is_cut_between_characters),
		cmocka_unit_test(what_cannot_be_read_is_uncertain),
		cmocka_unit_test(snapshots_are_checked),
		cmocka_unit_test(safety_snapshots_are_looked_through),
		cmocka_unit_test(a_ring_of_safety_snapshots_ends),
		cmocka_unit_test(console_lines_count_from_the_step_on),
		cmocka_unit_test(a_line_counts_once_it_is_compared),
		cmocka_unit_test(patterns_are_extended_regular_expressions),
		cmocka_unit_test(backslashes_have_a_meaning),
		cmocka_unit_test(brackets_are_passed_over),
		cmocka_unit_test(patterns_have_a_limit),
		cmocka_unit_test(found_is_cut_at_a_character),
		cmocka_unit_test(a_check_says_what_was_found),
		cmocka_unit_test(a_console_that_does_not_say_it),
		cmocka_unit_test(what_a_simulation_cannot_answer),
		cmocka_unit_test(each_key_of_a_check_has_its_words),
		cmocka_unit_test(a_check_without_label_says_what_it_wants),
		cmocka_unit_test(each_button_names_its_command),
		cmocka_unit_test(a_command_is_for_where_it_is_pasted),
		cmocka_unit_test(a_command_is_for_the_machine_as_it_is),
		cmocka_unit_test(every_verb_has_its_words),
		cmocka_unit_test(a_label_names_what_the_button_takes),
		cmocka_unit_test(a_title_with_a_percent_stays_a_title),
		cmocka_unit_test(buttons_are_for_their_states),
		cmocka_unit_test(what_is_refused_may_be_so_already),
		cmocka_unit_test(a_rule_for_every_verb_and_state),
		cmocka_unit_test(a_disk_that_clones_build_on_is_at_risk_while_it_runs),
		cmocka_unit_test(a_refusal_says_what_is_so),
		cmocka_unit_test(success_is_what_was_read),
		cmocka_unit_test(a_restore_leaves_the_state_that_was_taken),
		cmocka_unit_test(what_a_verb_is_meant_to_do_depends_on_before),
		cmocka_unit_test(the_state_tells_of_some_verbs),
		cmocka_unit_test(disks_are_plugged_in_one_after_the_other),
		cmocka_unit_test(a_trouble_passes_no_check),
		cmocka_unit_test(every_trouble_has_its_words),
		cmocka_unit_test(what_helps_is_allowed),
		cmocka_unit_test(a_trouble_bars_only_what_it_harms),
		cmocka_unit_test(a_machine_that_is_silent),
		cmocka_unit_test(a_trouble_is_nothing_that_was_asked_for),
		cmocka_unit_test(an_outcome_tells_the_trouble),
		cmocka_unit_test(an_action_cut_short_is_told_from_what_was),
		cmocka_unit_test(a_call_that_failed_may_have_done_it),
		cmocka_unit_test(ascii_has_keys),
		cmocka_unit_test(keys_lie_in_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
