// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The base layer: strings, UTF-8 width, errors, files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "base/utf8.h"

static void strings_grow(void **state)
{
	struct str s = { 0 };
	int i;
	char *text;

	(void)state;
	assert_string_equal(str_text(&s), "");
	for (i = 0; i < 1000; i++)
		str_addf(&s, "%d,", i);
	assert_int_equal(s.len, strlen(s.text));
	str_cut(&s, 4);
	assert_string_equal(str_text(&s), "0,1,");
	text = str_take(&s);
	assert_string_equal(text, "0,1,");
	assert_null(s.text);
	free(text);
	assert_true(str_starts("vm:pause", "vm:"));
	assert_true(str_ends("a.md", ".md"));
	assert_false(str_ends("d", ".md"));
}

static void arrays_grow(void **state)
{
	int *list = NULL;
	size_t n = 0;
	int i;

	(void)state;
	for (i = 0; i < 1000; i++)
		*MEM_PUSH(list, n) = i;
	assert_int_equal(n, 1000);
	for (i = 0; i < 1000; i++)
		assert_int_equal(list[i], i);
	free(list);
}

static void widths_are_columns(void **state)
{
	(void)state;
	assert_int_equal(utf8_width("abc"), 3);
	assert_int_equal(utf8_width("漢字"), 4);
	assert_int_equal(utf8_width("e\xcc\x81"), 1);
	assert_int_equal(utf8_width("قراءة"), 5);
	assert_int_equal(utf8_cp_width(0x202e), -1);
	assert_int_equal(utf8_cp_width(0x1b), -1);
	assert_int_equal(utf8_cp_width(0x9b), -1);
	assert_int_equal(utf8_fit("漢字", 3), 3);
	assert_int_equal(utf8_fit("ab", 0), 0);
}

/* Wherever the border falls, what is left is whole characters: of two, three and four
 * bytes, and one of one. */
static void cuts_are_between_characters(void **state)
{
	static const char text[] = "é漢😀a";
	static const size_t ends[] = { 0, 2, 5, 9, 10 };
	char to[sizeof text + 1];
	size_t n, i;

	(void)state;
	for (n = 0; n < sizeof text; n++) {
		for (i = 4; ends[i] > n; i--)
			;
		assert_int_equal(utf8_whole(text, n), ends[i]);
		memset(to, 'x', sizeof to);
		utf8_copy(to, n + 1, text);
		assert_int_equal(strlen(to), ends[i]);
		assert_memory_equal(to, text, ends[i]);
	}
	utf8_copy(to, sizeof to, text);
	assert_string_equal(to, text);
}

static void decoding_is_strict(void **state)
{
	uint32_t cp;
	size_t at;

	(void)state;
	assert_int_equal(utf8_decode("\xc0\xaf", 2, &cp), 1); /* overlong */
	assert_int_equal(cp, UTF8_REPLACEMENT);
	assert_int_equal(utf8_decode("\xed\xa0\x80", 3, &cp), 1); /* surrogate */
	assert_int_equal(cp, UTF8_REPLACEMENT);
	assert_int_equal(utf8_decode("\xe2\x82", 2, &cp), 1); /* cut off */
	assert_int_equal(utf8_decode("\xf0\x9f\x98\x80", 4, &cp), 4);
	assert_int_equal(cp, 0x1f600);
	assert_false(utf8_valid("ok\xff", 3, &at));
	assert_int_equal(at, 2);
	assert_true(utf8_valid("\xef\xbf\xbd", 3, NULL)); /* U+FFFD itself is fine */
}

static void cleaning_leaves_no_control(void **state)
{
	char all[256], *clean;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof all; i++)
		all[i] = (char)i;
	clean = utf8_clean(all, sizeof all);
	for (i = 0; clean[i];) {
		uint32_t cp;

		i += utf8_decode(clean + i, strlen(clean + i), &cp);
		assert_true(utf8_cp_width(cp) >= 0);
	}
	free(clean);
	clean = utf8_clean("a\xe2\x80\xae" "b\xe2\x80\x8d" "c\r\nd\te", 14);
	assert_string_equal(clean, "a\xef\xbf\xbd" "bc d e");
	free(clean);
}

static void ascii_keeps_width(void **state)
{
	char *plain = utf8_ascii("漢a");

	(void)state;
	assert_string_equal(plain, "??a");
	free(plain);
	/* Also in the locale C, where iconv knows none of these. */
	plain = utf8_ascii("mañana, Ångström: ÿ×÷ß");
	assert_string_equal(plain, "manana, Angstrom: yx/s");
	free(plain);
}

static void texts_are_cut_between_characters(void **state)
{
	static const char text[] = "aé€😀";
	char copy[16];
	size_t size;

	(void)state;
	for (size = 1; size < sizeof copy; size++) {
		utf8_copy(copy, size, text);
		assert_true(strlen(copy) < size && strlen(copy) + 4 >= (size < sizeof text ? size : sizeof text));
		assert_true(str_starts(text, copy) && utf8_valid(copy, strlen(copy), NULL));
	}
	assert_string_equal(copy, text);
	assert_int_equal(utf8_whole("", 0), 0);
	assert_int_equal(utf8_whole("a\xe2\x82", 3), 1);
	assert_int_equal(utf8_whole("a\xe2\x82\xac", 4), 4);
	assert_int_equal(utf8_whole("\x82\x82\x82\x82\x82", 5), 5);
}

static void errors_are_clean_and_cut(void **state)
{
	struct error err = { 0 };
	char *longer = mem_alloc(4001);
	size_t i;

	(void)state;
	assert_false(error_set(&err, ERROR_INPUT, "bad \033[31m %s", "x"));
	assert_null(strchr(err.message, '\033'));
	for (i = 0; i < 1000; i++)
		memcpy(longer + i * 4, "\xf0\x9f\x98\x80", 4);
	error_set(&err, ERROR_INPUT, "%s", longer);
	assert_true(utf8_valid(err.message, strlen(err.message), NULL));
	assert_true(strlen(err.message) < sizeof err.message);
	assert_false(error_set(NULL, ERROR_INPUT, "nobody listens"));
	free(longer);
}

static void an_error_is_said_in_other_words(void **state)
{
	struct error err;

	(void)state;
	error_set(&err, ERROR_STATE, "%s is off", "box");
	error_remedy(&err, "start %s", "box");
	assert_false(error_reword(&err, "it stays: %s, \"%s\"", "so it is", err.message));
	assert_string_equal(err.message, "it stays: so it is, \"box is off\"");
	assert_string_equal(err.remedy, "start box");
	assert_int_equal(err.kind, ERROR_STATE);
	assert_false(error_reword(NULL, "nobody listens"));
}

static void times_that_come_and_never_come(void **state)
{
	(void)state;
	clock_freeze(1000, 1000);
	assert_int_equal(clock_left_ms(1500), 500);
	assert_int_equal(clock_left_ms(1000), 0);
	assert_int_equal(clock_left_ms(0), 0);
	assert_int_equal(clock_left_ms(CLOCK_NEVER - 1), INT_MAX);
	assert_int_equal(clock_left_ms(CLOCK_NEVER), -1);
	clock_freeze(-1, -1);
	assert_int_equal(clock_sooner(CLOCK_NEVER, 7), 7);
	assert_int_equal(clock_sooner(6, 7), 6);
}

static void writing_is_all_or_nothing(void **state)
{
	char folder[] = "/tmp/test-base-XXXXXX";
	struct rlimit before, small = { 1000, 1000 };
	struct str data = { 0 }, back = { 0 };
	struct error err = { 0 };
	char *path;

	(void)state;
	assert_non_null(mkdtemp(folder));
	path = file_join(folder, "a");
	assert_true(file_write_atomic(path, "old", 3, &err));
	str_fill(&data, 'x', 100000);
	getrlimit(RLIMIT_FSIZE, &before);
	small.rlim_max = before.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	assert_false(file_write_atomic(path, data.text, data.len, &err));
	setrlimit(RLIMIT_FSIZE, &before);
	assert_true(err.message[0]);
	assert_true(file_read(path, 100, &back, &err));
	assert_string_equal(back.text, "old");
	str_free(&back);
	assert_false(file_read(path, 2, &back, &err)); /* over the limit */
	assert_false(file_read(folder, 100, &back, &err)); /* not a regular file */
	unlink(path);
	assert_int_equal(rmdir(folder), 0); /* no other file was left */
	str_free(&data);
	str_free(&back);
	free(path);
}

/* In a folder to which all can write, like /var/tmp. */
static void what_a_neighbour_can_change_is_not_safe(void **state)
{
	char folder[] = "/tmp/test-base-XXXXXX";
	struct error err = { 0 };
	char *mine, *open_to_all, *link, *below;

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_true(file_is_safe_folder(folder, &err));
	assert_int_equal(chmod(folder, 01777), 0);
	mine = file_join(folder, "mine");
	open_to_all = file_join(folder, "all");
	link = file_join(folder, "link");
	below = file_join(link, "w");
	assert_true(file_is_safe_folder(mine, &err)); /* not there yet */
	assert_int_equal(mkdir(mine, 0711), 0);
	assert_true(file_is_safe_folder(mine, &err));
	assert_int_equal(mkdir(open_to_all, 0700), 0);
	assert_int_equal(chmod(open_to_all, 0777), 0);
	assert_false(file_is_safe_folder(open_to_all, &err));
	assert_int_equal(symlink(mine, link), 0);
	assert_false(file_is_safe_folder(link, &err));
	assert_false(file_is_safe_folder(below, &err));
	assert_non_null(strstr(err.message, "/link/w"));
	assert_true(err.remedy[0]);
	if (geteuid() == 0) {
		assert_int_equal(chown(mine, 65534, 65534), 0);
		assert_false(file_is_safe_folder(mine, &err));
	}
	unlink(link);
	rmdir(open_to_all);
	rmdir(mine);
	rmdir(folder);
	free(mine);
	free(open_to_all);
	free(link);
	free(below);
}

static void folders_are_made(void **state)
{
	char folder[] = "/tmp/test-base-XXXXXX";
	struct error err = { 0 };
	char *deep;

	(void)state;
	assert_non_null(mkdtemp(folder));
	deep = file_join(folder, "a/b/c");
	assert_true(file_mkdirs(deep, 0700, &err));
	assert_true(file_mkdirs(deep, 0700, &err));
	assert_true(file_is_dir(deep));
	/* The reason is that of the folder that could not be made, not that it is not there. */
	assert_false(file_mkdirs("/sys/no/folder", 0700, &err));
	assert_non_null(strstr(err.message, "/sys/no: "));
	assert_null(strstr(err.message, strerror(ENOENT)));
	assert_int_equal(rmdir(deep), 0);
	*strrchr(deep, '/') = '\0';
	rmdir(deep);
	*strrchr(deep, '/') = '\0';
	rmdir(deep);
	rmdir(folder);
	free(deep);
}

static char *pasted(void (*add)(struct str *out, const char *text), const char *text)
{
	static char kept[200];
	struct str out = { 0 };

	add(&out, text);
	snprintf(kept, sizeof kept, "%s", str_text(&out));
	str_free(&out);
	return kept;
}

static void what_is_pasted_is_quoted(void **state)
{
	(void)state;
	assert_string_equal(pasted(shell_quote_word, "before-mess"), "before-mess");
	assert_string_equal(pasted(shell_quote_word, ""), "''");
	assert_string_equal(pasted(shell_quote_word, "a b;$(c)"), "'a b;$(c)'");
	assert_string_equal(pasted(shell_quote_word, "it's"), "'it'\\''s'");
	assert_string_equal(pasted(shell_quote_word, "~/a"), "'~/a'");
	assert_string_equal(pasted(shell_quote_word, "a\nb"), "\"$(printf 'a\\nb')\"");
	assert_string_equal(pasted(shell_quote_word, "-%\033'"), "\"$(printf -- '-%%\\033'\\''')\"");
	assert_string_equal(pasted(shell_quote_path, "~/a"), "~/a");
	assert_string_equal(pasted(shell_quote_path, "~/a b"), "~/'a b'");
	assert_string_equal(pasted(shell_quote_file, "tea"), "tea");
	assert_string_equal(pasted(shell_quote_file, "~/a"), "'~/a'");
	assert_string_equal(pasted(shell_quote_file, "-dash"), "./-dash");
	assert_string_equal(pasted(shell_quote_file, "--a b"), "./'--a b'");
}

static void a_word_is_near_another(void **state)
{
	static const char *const words[] = { "status", "do", "new", "lint", "reset" };
	static const char *const none[] = { "tea", "sta", "x", "", "do-it", "1-boot.md", "workshop",
		"a-name-much-longer-than-the-words-that-are-compared" };
	size_t i;

	(void)state;
	assert_int_equal(edit_distance("status", "status"), 0);
	assert_int_equal(edit_distance("stauts", "status"), 1);
	assert_int_equal(edit_distance("tatus", "status"), 1);
	assert_int_equal(edit_distance("sttatuss", "status"), 2);
	assert_int_equal(edit_distance("", "do"), 2);
	assert_int_equal(edit_distance("kitten", "sitting"), 3);
	assert_int_equal(edit_nearest("stauts", words, 5), 0);
	assert_int_equal(edit_nearest("od", words, 5), 1);
	assert_int_equal(edit_nearest("nwe", words, 5), 2);
	assert_int_equal(edit_nearest("list", words, 5), 3);
	assert_int_equal(edit_nearest("rest", words, 5), 4);
	for (i = 0; i < ARRAY_LEN(none); i++)
		assert_int_equal(edit_nearest(none[i], words, 5), 5);
}

/* By its name where the shell finds this very file, by its path elsewhere. */
static void it_knows_how_it_is_called(void **state)
{
	char folder[] = "/tmp/im-paste-XXXXXX", *program, *other, *path = mem_dup(getenv("PATH"));

	(void)state;
	assert_non_null(mkdtemp(folder));
	program = file_join(folder, "imitation");
	other = mem_printf("%s/an other", folder);
	assert_true(file_write_atomic(program, "#!/bin/sh\n", 10, NULL));
	assert_int_equal(chmod(program, 0755), 0);
	setenv("HOME", "/nonexistent", 1);
	setenv("PATH", folder, 1);
	shell_set_self("imitation");
	assert_string_equal(shell_self(), "imitation");
	shell_set_self(program);
	assert_string_equal(shell_self(), "imitation");
	setenv("PATH", "/usr/bin:/bin", 1);
	shell_set_self(program);
	assert_string_equal(shell_self(), program);
	assert_int_equal(link(program, other), 0);
	setenv("HOME", folder, 1);
	shell_set_self(other);
	assert_string_equal(shell_self(), "~/'an other'");
	setenv("PATH", path, 1);
	unlink(program);
	unlink(other);
	rmdir(folder);
	free(program);
	free(other);
	free(path);
}

/* People's ids, places and progress depend on these values. */
static void hashes_are_those_of_the_book(void **state)
{
	(void)state;
	assert_int_equal(hash32(HASH32, "", 0), 0x811c9dc5);
	assert_int_equal(hash32(HASH32, "foobar", 6), 0xbf9cf968);
	assert_int_equal(hash32(hash32(HASH32, "foo", 3), "bar", 3), 0xbf9cf968);
	assert_true(hash64(HASH64, "", 0) == UINT64_C(0xcbf29ce484222325));
	assert_true(hash64(HASH64, "foobar", 6) == UINT64_C(0x85944171f73967e8));
	assert_true(hash64(hash64(HASH64, "foo", 3), "bar", 3) == UINT64_C(0x85944171f73967e8));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_grow),
		cmocka_unit_test(what_is_pasted_is_quoted),
		cmocka_unit_test(a_word_is_near_another),
		cmocka_unit_test(it_knows_how_it_is_called),
		cmocka_unit_test(arrays_grow),
		cmocka_unit_test(widths_are_columns),
		cmocka_unit_test(cuts_are_between_characters),
		cmocka_unit_test(decoding_is_strict),
		cmocka_unit_test(cleaning_leaves_no_control),
		cmocka_unit_test(ascii_keeps_width),
		cmocka_unit_test(texts_are_cut_between_characters),
		cmocka_unit_test(errors_are_clean_and_cut),
		cmocka_unit_test(an_error_is_said_in_other_words),
		cmocka_unit_test(times_that_come_and_never_come),
		cmocka_unit_test(writing_is_all_or_nothing),
		cmocka_unit_test(folders_are_made),
		cmocka_unit_test(what_a_neighbour_can_change_is_not_safe),
		cmocka_unit_test(hashes_are_those_of_the_book),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
