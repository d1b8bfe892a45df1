// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What goes to the hypervisor and what comes from it as text: console bytes,
 * names of safety snapshots and connections.  All pure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "vm/backend.h"
#include "vm/console/echo.h"
#include "vm/console/filter.h"
#include "vm/machine.h"

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
	LINES("a\bb\b\bc\td\n", "<c d>");
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

/* Characters of three bytes, after so many of one. */
static void assert_long_line(const char *before)
{
	struct console_splitter s = { 0 };
	char *tail;
	int i;

	console_feed(&s, before, strlen(before), never_a_control_character, &(size_t){ 0 });
	for (i = 0; i < CONSOLE_LINE_MAX; i++)
		console_feed(&s, "\xe2\x82\xac", 3, never_a_control_character, &(size_t){ 0 });
	tail = console_tail(&s);
	assert_true(strlen(tail) > CONSOLE_LINE_MAX - 4);
	assert_null(strstr(tail, "\xef\xbf\xbd"));
	free(tail);
	console_free(&s);
}

static void a_long_line_is_cut_between_characters(void **unused)
{
	(void)unused;
	assert_long_line("");
	assert_long_line("a"); /* the last character fits exactly */
	assert_long_line("ab");
}

static void assert_tail(struct console_splitter *s, const char *bytes, const char *wanted)
{
	char *tail;

	console_feed(s, bytes, strlen(bytes), never_a_control_character, &(size_t){ 0 });
	tail = console_tail(s);
	assert_string_equal(tail, wanted);
	free(tail);
}

static void a_new_stream_has_nothing_of_the_one_before(void **unused)
{
	struct console_splitter s = { 0 };

	(void)unused;
	assert_tail(&s, "login: \033]0;ti", "login: ");
	console_reset(&s);
	assert_tail(&s, "", "");
	assert_tail(&s, "x\bz", "z");
	console_free(&s);
	assert_tail(&s, "y", "y");
	console_free(&s);
}

static void what_was_erased_stands_behind_the_cursor(void **unused)
{
	static const char prompt[] = "Name: \b\r\nName:  \b \b";
	struct console_splitter s = { 0 };
	char *tail, *before;

	(void)unused;
	console_feed(&s, prompt, sizeof prompt - 1, never_a_control_character, &(size_t){ 0 });
	tail = console_tail(&s);
	before = console_tail_to_cursor(&s);
	assert_true(strlen(tail) > strlen(before));
	assert_string_equal(before, "Name: ");
	free(tail);
	free(before);
	console_free(&s);
}

/* What is written is read again. */
static void assert_kept(const char *words, struct kept kept, const char *wanted)
{
	char *text = safety_description(words, &kept), *its_words;
	struct kept its = { 0 };

	assert_string_equal(text, wanted);
	assert_true(safety_parse("undo-20260101-000000", text, &its, &its_words));
	assert_int_equal(its.was, kept.was < STATE_SHUTOFF ? STATE_SHUTOFF : kept.was);
	assert_int_equal(its.paused, kept.paused);
	assert_int_equal(its.lost, kept.lost);
	assert_string_equal(its_words, words);
	free(its_words);
	free(text);
}

static void safety_snapshots_are_known_again(void **unused)
{
	static const char *const others[] = {
		"x [imitation: was off] ", "x [imitation: was offline]", "my own",
		"x [imitation: was flying]", "x [imitation: was off, lost, paused]",
		"x [imitation: was off, ]", "x [imitation: was off", "x [imitation: was ]",
	};
	struct kept kept;
	char *words;
	size_t i;

	(void)unused;
	assert_kept("before it", (struct kept){ .was = STATE_SAVED }, "before it [imitation: was saved]");
	assert_kept("", (struct kept){ .was = STATE_SAVED, .paused = true },
		    " [imitation: was saved, paused]");
	assert_kept("a", (struct kept){ .was = STATE_SAVED, .paused = true, .lost = true },
		    "a [imitation: was saved, paused, lost]");
	assert_kept("a", (struct kept){ .was = STATE_RUNNING, .lost = true },
		    "a [imitation: was running, lost]");
	assert_kept("", (struct kept){ .was = STATE_PAUSED }, " [imitation: was paused]");
	assert_kept("", (struct kept){ .was = STATE_UNKNOWN }, " [imitation: was off]");
	/* The words may name a snapshot that somebody called so. */
	assert_kept("before \"a [imitation: was off]\"", (struct kept){ .was = STATE_SHUTOFF },
		    "before \"a [imitation: was off]\" [imitation: was off]");
	for (i = 0; i < ARRAY_LEN(others); i++) {
		assert_false(safety_parse("undo-x", others[i], &kept, &words));
		assert_null(words);
	}
	assert_false(safety_parse("mine", "x [imitation: was off]", &kept, NULL));
	assert_false(safety_parse("undo-mine", NULL, &kept, NULL));
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
	/* Others may have given such a name. */
	assert_next("undo-20261025-025900-0", second, "undo-20261025-025900-0-2");
	assert_next("undo-20261025-0259000", second, "undo-20261025-0259000-2");
	assert_next("undo-20261025-025900-x", second, "undo-20261025-025900-x-2");
	assert_next("undo-20261025-025900-9223372036854775807", second,
		    "undo-20261025-025900-9223372036854775807-2");
	assert_true(safety_order("undo-20260412-185105-10", "undo-20260412-185105-9") > 0);
	assert_true(safety_order("undo-20260412-091105", "undo-20260412-101105") < 0);
}

static void the_newest_safety_snapshot_is_one(void **unused)
{
	const struct vm_snapshot list[] = {
		{ .name = (char *)"undo-2", .safety = true }, { .name = (char *)"undo-10", .safety = true },
		{ .name = (char *)"undo-9", .safety = true }, { .name = (char *)"undo-99" },
	};

	(void)unused;
	assert_null(safety_newest(list, 0));
	assert_null(safety_newest(list + 3, 1));
	assert_string_equal(safety_newest(list, 1), "undo-2");
	assert_string_equal(safety_newest(list, 4), "undo-10");
}

/* The first of those whose states were lost, else the newest. */
static void what_was_lost_first_comes_back_first(void **unused)
{
	struct vm_snapshot list[] = {
		{ .name = (char *)"undo-2", .safety = true }, { .name = (char *)"undo-10", .safety = true },
		{ .name = (char *)"undo-9", .safety = true }, { .name = (char *)"undo-99" },
	};

	(void)unused;
	assert_null(safety_for_undo(list, 0));
	assert_null(safety_for_undo(list + 3, 1));
	assert_ptr_equal(safety_for_undo(list, 4), &list[1]);
	list[2].kept.lost = true;
	assert_ptr_equal(safety_for_undo(list, 4), &list[2]);
	list[1].kept.lost = true;
	assert_ptr_equal(safety_for_undo(list, 4), &list[2]);
	list[0].kept.lost = true;
	assert_ptr_equal(safety_for_undo(list, 4), &list[0]);
	list[0].kept.lost = list[2].kept.lost = false;
	assert_ptr_equal(safety_for_undo(list, 4), &list[1]);
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

static void a_uri_says_whose_qemu_it_is(void **unused)
{
	bool root = geteuid() == 0;

	(void)unused;
	assert_true(uri_is_local_qemu("qemu+unix:///system"));
	assert_false(uri_is_local_qemu("qemu+ssh://host/system"));
	assert_false(uri_is_local_qemu("test:///default"));
	assert_true(uri_is_embedded("qemu:///embed?root=/system"));
	assert_false(uri_is_embedded("qemu:///embedded"));
	assert_false(uri_is_embedded("qemu:///session?socket=/embed"));
	assert_true(uri_is_system("qemu:///system"));
	assert_true(uri_is_system("qemu+ssh://host/system?keyfile=k"));
	assert_false(uri_is_system("qemu:///session?socket=/system"));
	assert_false(uri_is_system("qemu:"));
	assert_true(uri_is_own_session("qemu:///session") == !root);
	assert_true(uri_is_own_session("qemu+unix:///session?mode=direct") == !root);
	assert_false(uri_is_own_session("qemu:///session?socket=/run/s"));
	assert_false(uri_is_own_session("qemu+ssh://host/session"));
	assert_true(uri_is_for_daemon("qemu:///system"));
	assert_true(uri_is_for_daemon("qemu:///session") == root);
	assert_false(uri_is_for_daemon("qemu:///embed?root=/system"));
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

/* ---- the echo of what is typed ---------------------------------------------------------- */

#define WHOLE "........................................" /* as wide as a terminal, at least */

static struct echo echo;

static void typed(const char *text, const char *tail, uint64_t number)
{
	echo_typed(&echo, text, strlen(text), tail, number, 0);
}

/* Each: a line of output, a second after it was typed, with a | where its echo begins.
 * Every beginning of it was written before it, and the rest of an echo is never shown. */
static void shown_at(const char *line, uint64_t number, int64_t now_ms)
{
	const char *bar = strchr(line, '|');
	char *text = bar ? mem_printf("%.*s%s", (int)(bar - line), line, bar + 1) : mem_dup(line);
	size_t said = bar ? (size_t)(bar - line) : strlen(line), n;

	for (n = 0; bar && n <= strlen(text); n++) {
		char *tail = mem_printf("%.*s", (int)n, text);

		assert_int_equal(echo_tail(&echo, tail, number, now_ms), n < said ? n : said);
		free(tail);
	}
	assert_int_equal(echo_ended(&echo, text, number, now_ms), said);
	free(text);
}

static void shown(const char *line, uint64_t number)
{
	shown_at(line, number, 1000);
}

static void an_echo_is_known_by_its_place(void **unused)
{
	(void)unused;
	typed("echo DONE\n", "crane# ", 7);
	shown("crane# |echo DONE", 7);
	shown("DONE", 8);
	/* The same words again are the machine's. */
	shown("crane# echo DONE", 9);
	/* What reads lines without a prompt shows them twice, and the second is its answer. */
	typed("hello\n", "", 10);
	shown("|hello", 10);
	shown("hello", 11);
	/* Output was under way when it was typed. */
	typed("ls\n", "64 by", 12);
	shown("64 bytes from ann", 12);
	shown("ann# |ls", 13);
	/* A paste is shown as if it was typed. */
	echo_clear(&echo);
	typed("\033[200~make || echo DONE\033[201~\n", "crane# ", 20);
	shown("crane# |make || echo DONE", 20);
	/* A machine that does not echo: its answer is not taken for one. */
	echo_clear(&echo);
	typed("tulip\n", "Passphrase: ", 20);
	shown("Passphrase: ", 20);
	shown("tulip", 21);
	/* Without Enter, only where it was typed. */
	typed(" awake", "tick 7", 22);
	shown("tick 7", 22);
	shown("tick 8  memory: awake", 23);
	echo_clear(&echo);
}

static void an_echo_is_known_in_pieces(void **unused)
{
	(void)unused;
	/* A shell that breaks its lines. */
	typed("echo one " WHOLE " && echo two\n", "keeper# ", 1);
	shown("keeper# |echo one " WHOLE, 1);
	shown("| && echo two", 2);
	shown("one " WHOLE " two", 3);
	/* Key by key, with one that was wrong. */
	typed("l", "keeper# ", 4);
	assert_int_equal(echo_tail(&echo, "keeper# l", 4, 0), 8);
	typed("a", "keeper# l", 4);
	typed("\177", "keeper# la", 4);
	typed("s", "keeper# l", 4);
	typed("\r", "keeper# ls", 4);
	shown("keeper# |ls", 4);
	typed("\r", "keeper# ", 6);
	shown("keeper# ", 6);
	assert_int_equal(echo.n, 0);
	echo_clear(&echo);
}

/* What asks for a name reads whole characters, and knows no keys but Backspace. */
static void what_is_erased_is_not_echoed(void **unused)
{
	(void)unused;
	typed("anm\177n\b\bna\n", "Name: ", 1);
	shown("Name: |ana", 1);
	typed("añ\177漢\177😀\177b\n", "Name: ", 2);
	shown("Name: |ab", 2);
	typed("\177\177x\n", "Name: ", 3); /* more than there is */
	shown("Name: |x", 3);
	assert_int_equal(echo.n, 0);
	/* Enter on a line of which nothing is left. */
	typed("a\177\r", "Name: ", 4);
	assert_int_equal(echo.n, 0);
	typed("\r\n", "Name: ", 4);
	assert_int_equal(echo.n, 0);
	/* The marks of a paste are no keys. */
	typed("\033[200~tulip\033[201~\n", "Name: ", 5);
	shown("Name: |tulip", 5);
	assert_int_equal(echo.n, 0);
	/* Without Enter, all of it was shown in a line that ended. */
	typed("ab", "Name: ", 6);
	shown("Name: |ab", 6);
	assert_int_equal(echo.n, 0);
	typed("ab", "", 6);
	shown("|ab", 6);
	assert_int_equal(echo.n, 0);
	/* Where the second line is shown is not known before the first was. */
	typed("one\ntwo\n", "Name: ", 6);
	shown("Name: two", 6);
	echo_clear(&echo);
	/* Keys that move make the rest unknown, up to Enter. */
	typed("ab\033[Dc\n", "Name: ", 6);
	shown("Name: acb", 6);
	assert_int_equal(echo.n, 0);
	typed("d\n", "Name: ", 7);
	shown("Name: |d", 7);
	echo_clear(&echo);
}

static void an_echo_comes_soon(void **unused)
{
	(void)unused;
	typed("one\n", "> ", 1);
	shown("> |one", 1);
	typed("two\n", "", 2);
	shown("64 bytes from ann", 2);
	shown_at("|two", 3, 4999);
	typed("three\n", "", 4);
	shown("64 bytes from ann", 4);
	shown_at("three", 5, 5000);
	echo_typed(&echo, "four\n", 5, "", 6, 100000);
	shown("64 bytes from ann", 6);
	shown_at("|four", 7, 104999);
	echo_clear(&echo);
	assert_int_equal(echo.n, 0);
	/* However late, the lines behind one that was seen. */
	typed("one\ntwo\nthree\n", "> ", 1);
	shown_at("> |one", 1, 9000);
	shown_at("|two", 2, 20000);
	shown_at("|three", 3, 90000);
	echo_clear(&echo);
	/* Nothing was echoed before: whole lines may be the machine's own. */
	typed("two\n", "64 by", 4);
	shown("two", 5);
	shown("$ |two", 6);
	/* A prompt, with a blank behind it or none, and what is none. */
	typed("ls\n", "64 by", 7);
	shown("a) ls", 8);
	shown("$  ls", 8);
	shown("a> |ls", 8);
	typed("ls\n", "64 by", 7);
	shown("a%|ls", 8);
	typed("ls\n", "64 by", 7);
	shown("#|ls", 8);
	echo_clear(&echo);
}

/* Whatever a shell makes of keys that edit its line. */
static void what_is_edited_at_a_prompt_is_an_echo(void **unused)
{
	(void)unused;
	typed("abc\033[Dx\r", "keeper# ", 5);
	shown("keeper# |abxc", 5);
	shown("abxc", 6);
	shown("keeper# abxc", 7);
	/* A command of before. */
	typed("\033[A", "keeper# ", 8);
	assert_int_equal(echo_tail(&echo, "keeper# make || echo DONE", 8, 0), 8);
	typed("\033[A", "keeper# make || echo DONE", 8);
	assert_int_equal(echo_tail(&echo, "keeper# lske || echo DONE", 8, 0), 8);
	typed("\r", "keeper# lske || echo DONE", 8);
	shown("keeper# |lske || echo DONE", 8);
	shown("DONE", 9);
	/* Names that complete a word, which are the machine's own. */
	typed("cat D\t", "keeper# ", 10);
	shown("keeper# |cat D", 10);
	shown("DONE  DATA", 11);
	assert_int_equal(echo_tail(&echo, "keeper# cat D", 12, 0), 8);
	typed("O\t\r", "keeper# cat D", 12);
	shown("keeper# |cat DONE", 12);
	shown("keeper# DONE", 13);
	/* The last character was erased, and a blank is in its place, or it still stands there. */
	typed("echo DONE\177\r", "keeper# ", 14);
	shown("keeper# |echo DONE", 14);
	/* A line that was given up, and what a button types then. */
	typed("half\003", "keeper# ", 15);
	shown("keeper# |half^C", 15);
	typed("echo DONE\n", "keeper# ", 16);
	shown("keeper# |echo DONE", 16);
	assert_int_equal(echo.n, 0);
	echo_clear(&echo);
}

static void an_edited_line_goes_on_where_it_is_broken(void **unused)
{
	(void)unused;
	typed("\033[A", "keeper# ", 1);
	shown("keeper# |" WHOLE "................................", 1);
	assert_int_equal(echo_tail(&echo, " && echo DONE", 2, 0), 0);
	typed("\r", " && echo DONE", 2);
	shown("| && echo DONE", 2);
	shown("DONE", 3);
	typed("\033[A\r", "keeper# ", 4);
	shown("keeper# |" WHOLE "................................", 4);
	shown("| && echo DONE", 5);
	shown("DONE", 6);
	assert_int_equal(echo.n, 0);
	echo_clear(&echo);
}

/* Where no prompt was, anything may be the machine's own. */
static void what_is_edited_elsewhere_is_not_known(void **unused)
{
	(void)unused;
	typed("\033[A\r", "Loading", 1);
	shown("Loading: DONE", 1);
	typed("\003", "64 bytes from ann", 2);
	shown("64 bytes from ann^C", 2);
	typed("echo DONE\n", "", 3);
	shown("keeper# |echo DONE", 3);
	echo_clear(&echo);
}

static void lines_that_are_typed_ahead_are_known_twice(void **unused)
{
	(void)unused;
	typed("in\ntake lamp\ninventory\n", "> ", 1);
	shown("> |in", 1);
	shown("|take lamp", 2);
	shown("|inventory", 3);
	shown("You are inside a building.", 4);
	shown("inventory", 5); /* in the game's own words */
	/* A shell shows what the terminal has shown before. */
	typed("uname\n", "", 6);
	shown("64 bytes from ann", 6);
	shown("|uname", 7);
	shown("uname", 8);
	shown("keeper# |uname", 9);
	shown("keeper# uname", 10);
	/* Later than that it is no echo. */
	typed("uname\n", "", 11);
	shown("64 bytes from ann", 11);
	shown_at("uname", 12, 9000);
	echo_clear(&echo);
}

static void what_is_typed_stays_bounded(void **unused)
{
	int i;

	(void)unused;
	for (i = 0; i < 2 * ECHO_LINES; i++) {
		char *line = mem_printf("line %d\n", i);

		typed(line, "", 1);
		free(line);
	}
	assert_int_equal(echo.n, ECHO_LINES);
	shown("> line 0", 2);
	shown("> |line 63", 3);
	assert_int_equal(echo.n, 0);
	for (i = 0; i < 10000; i++)
		typed("abc", "", 4);
	assert_true(echo.lines[0].text.len <= 4096);
	echo_clear(&echo);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_split),
		cmocka_unit_test(escape_sequences_are_dropped),
		cmocka_unit_test(what_is_not_text_is_made_fit),
		cmocka_unit_test(random_bytes_stay_bounded),
		cmocka_unit_test(a_long_line_is_cut_between_characters),
		cmocka_unit_test(a_new_stream_has_nothing_of_the_one_before),
		cmocka_unit_test(an_echo_is_known_by_its_place),
		cmocka_unit_test(an_echo_is_known_in_pieces),
		cmocka_unit_test(what_is_erased_is_not_echoed),
		cmocka_unit_test(an_echo_comes_soon),
		cmocka_unit_test(what_is_edited_at_a_prompt_is_an_echo),
		cmocka_unit_test(an_edited_line_goes_on_where_it_is_broken),
		cmocka_unit_test(what_is_edited_elsewhere_is_not_known),
		cmocka_unit_test(lines_that_are_typed_ahead_are_known_twice),
		cmocka_unit_test(what_is_typed_stays_bounded),
		cmocka_unit_test(what_was_erased_stands_behind_the_cursor),
		cmocka_unit_test(safety_snapshots_are_known_again),
		cmocka_unit_test(safety_snapshots_keep_their_order),
		cmocka_unit_test(the_newest_safety_snapshot_is_one),
		cmocka_unit_test(what_was_lost_first_comes_back_first),
		cmocka_unit_test(connections_have_their_order),
		cmocka_unit_test(a_uri_says_whose_qemu_it_is),
		cmocka_unit_test(parameters_are_read_from_a_uri),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
