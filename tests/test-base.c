// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The base layer: strings, UTF-8 width, errors, files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/process.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "base/utf8.h"

static int deepest;

static void note_depth(const void *node, VISIT order, int depth)
{
	(void)node;
	if (order == leaf)
		deepest = depth > deepest ? depth : deepest;
}

/* Also if they come in an order that somebody has chosen: each once, and found in few steps. */
static void chosen_names_are_found_quickly(void **state)
{
	enum { NAMES = 1 << 16 };
	struct names names = { 0 };
	char name[16], **list;
	size_t i, n;

	(void)state;
	assert_int_equal(names_find(&names, ""), 0);
	for (i = 0; i < NAMES; i++) {
		snprintf(name, sizeof name, "name %06zu", i);
		assert_int_equal(names_add(&names, name), i + 1);
		assert_int_equal(names_add(&names, name), i + 1);
	}
	assert_int_equal(names_find(&names, "name 000099"), 100);
	assert_int_equal(names_find(&names, "name"), 0);
	deepest = 0;
	twalk(names.tree, note_depth);
	assert_in_range(deepest, 15, 2 * 17);
	list = names_take(&names, &n);
	assert_int_equal(n, NAMES);
	assert_string_equal(list[NAMES - 1], name);
	assert_null(names.tree);
	for (i = 0; i < n; i++)
		free(list[i]);
	free(list);
	names_free(&names);
}

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
	assert_true(str_ends(".md", ".md"));
	assert_false(str_ends("d", ".md"));
	assert_false(str_starts(NULL, ""));
	assert_false(str_ends(NULL, ""));
	assert_true(str_eq(NULL, NULL));
	assert_false(str_eq(NULL, "") || str_eq("", NULL) || str_eq("a", "b"));
}

static void a_cut_makes_nothing_longer(void **state)
{
	struct str s = { 0 };

	(void)state;
	str_cut(&s, 3);
	assert_null(s.text);
	str_add(&s, NULL);
	assert_null(s.text);
	str_fill(&s, 'x', 3);
	str_cut(&s, 4);
	assert_int_equal(s.len, 3);
	str_cut(&s, 3);
	assert_string_equal(str_text(&s), "xxx");
	str_cut(&s, 0);
	assert_string_equal(str_text(&s), "");
	str_addc(&s, 'y');
	assert_string_equal(str_text(&s), "y");
	str_free(&s);
	assert_null(s.text);
	assert_int_equal(s.len + s.cap, 0);
}

/* The examples of RFC 4648. */
static void bytes_as_base64(void **state)
{
	static const char *const each[] = { "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=",
					    "Zm9vYmFy" };

	(void)state;
	for (size_t n = 0; n < ARRAY_LEN(each); n++) {
		struct str s = { 0 };

		str_add_base64(&s, "foobar", n);
		assert_string_equal(str_text(&s), each[n]);
		str_free(&s);
	}
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
	assert_int_equal(utf8_fit("ab", 2), 2);
	assert_int_equal(utf8_fit("a\033b", 2), 2); /* what is shown in its place has a column */
	assert_int_equal(utf8_fit("e\xcc\x81x", 1), 3);
	assert_int_equal(utf8_width("a\033b"), 3);
	assert_int_equal(utf8_width("~\xc3\xa9 \x7f"), 4);
	assert_int_equal(utf8_nwidth("abc", 2), 2);
}

/* Each range of characters by its first and its last, and those beside them. */
static void widths_of_single_characters(void **state)
{
	static const struct {
		uint32_t cp;
		int width;
	} cases[] = {
		{ 0, -1 },	  { 0x1f, -1 },	   { ' ', 1 },	    { '~', 1 },	     { 0x7f, -1 },
		{ 0x9f, -1 },	  { 0xa0, 1 },	   { 0xac, 1 },	    { 0xad, 0 },     { 0xae, 1 },
		{ 0x61c, 0 },	  { 0x200b, 0 },   { 0x200d, 0 },   { 0x200f, 0 },   { 0x2010, 1 },
		{ 0x2027, 1 },	  { 0x2028, -1 },  { 0x2029, -1 },  { 0x202a, -1 },  { 0x202e, -1 },
		{ 0x202f, 1 },	  { 0x2060, 0 },   { 0x2066, -1 },  { 0x2067, -1 },  { 0x2069, -1 },
		{ 0x20ac, 1 },	  { 0x6f22, 2 },   { 0xe000, 1 },   { 0xf8ff, 1 },   { 0xfeff, 0 },
		{ 0x1f600, 2 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (utf8_cp_width(cases[i].cp) != cases[i].width)
			fail_msg("U+%04X has the width %d", (unsigned)cases[i].cp,
				 utf8_cp_width(cases[i].cp));
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

/* The first and the last character of each length, and what has no character. */
static void encoding_and_back(void **state)
{
	static const struct {
		uint32_t cp;
		const char *bytes;
	} good[] = {
		{ 1, "\x01" },		       { 0x7f, "\x7f" },
		{ 0x80, "\xc2\x80" },	       { 0x7ff, "\xdf\xbf" },
		{ 0x800, "\xe0\xa0\x80" },    { 0xd7ff, "\xed\x9f\xbf" },
		{ 0xe000, "\xee\x80\x80" },   { 0xffff, "\xef\xbf\xbf" },
		{ 0x10000, "\xf0\x90\x80\x80" }, { 0x10ffff, "\xf4\x8f\xbf\xbf" },
	};
	static const char *const bad[] = {
		"\x80", "\xbf", "\xc1\xbf", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf", "\xed\xa0\x80",
		"\xed\xbf\xbf", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xff", "\xc3\x28",
		"\xe2\x82\x28", "\xe2\x28\x82", "\xf0\x9f\x98\x28",
	};
	uint32_t cp;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		size_t n = strlen(good[i].bytes);
		char bytes[4];

		assert_int_equal(utf8_encode(good[i].cp, bytes), n);
		assert_memory_equal(bytes, good[i].bytes, n);
		assert_int_equal(utf8_decode(good[i].bytes, n, &cp), n);
		assert_int_equal(cp, good[i].cp);
		assert_true(utf8_valid(good[i].bytes, n, NULL));
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &cp), 1);
		assert_int_equal(cp, UTF8_REPLACEMENT);
		assert_false(utf8_valid(bad[i], strlen(bad[i]), NULL));
	}
}

static void assert_clean(const char *text, const char *line, const char *lines)
{
	char *clean = utf8_clean(text, strlen(text));

	assert_string_equal(clean, line);
	free(clean);
	clean = utf8_clean_lines(text, strlen(text));
	assert_string_equal(clean, lines);
	free(clean);
}

static void documents_keep_joiners(void **state)
{
	char *clean = utf8_clean_prose("a\u200d\tb\ufe0f\n\ufeff\U000e0041\u202e", 20);

	(void)state;
	assert_string_equal(clean, "a\u200d b\ufe0f \ufffd");
	assert_true(utf8_has_joiners(clean));
	free(clean);
	clean = utf8_clean_code("a\u200c\t\r\nb\x1b", 9);
	assert_string_equal(clean, "a\u200c\t\nb\ufffd");
	free(clean);
	assert_true(utf8_has_joiners("é\u00ad"));
	assert_true(utf8_has_joiners("\u061c"));
	assert_false(utf8_has_joiners("é “è” ل \xe2"));
	assert_false(utf8_has_joiners(""));
}

static void lines_are_kept_where_they_may_be(void **state)
{
	(void)state;
	assert_clean("a\nb\tc", "a b c", "a\nb c");
	assert_clean("a\r\nb", "a b", "a\nb");
	assert_clean("a\rb\r", "a\xef\xbf\xbd" "b\xef\xbf\xbd", "a\xef\xbf\xbd" "b\xef\xbf\xbd");
	/* What terminals treat differently: marks of direction, joiners, variations, tags. */
	assert_clean("\xc2\xad" "a\xd8\x9c" "b\xe2\x80\x8b\xe2\x80\x8f" "c\xe2\x81\xa0\xef\xbb\xbf" "d"
		     "\xef\xb8\x80\xef\xb8\x8f" "e\xf3\xa0\x80\x80\xf3\xa0\xbf\xbf" "f", "abcdef", "abcdef");
	assert_clean("\xef\xbf\xbd\xff", "\xef\xbf\xbd\xef\xbf\xbd", "\xef\xbf\xbd\xef\xbf\xbd");
	assert_clean("\x7f ~", "\xef\xbf\xbd ~", "\xef\xbf\xbd ~");
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
	plain = utf8_ascii("a…b\xc2\x80" "c");
	assert_string_equal(plain, "a...bc");
	free(plain);
	plain = utf8_ascii("À\x7f e\xcc\x81 \xff");
	assert_true(str_starts(plain, "A\x7f e"));
	assert_true(str_ends(plain, " ?"));
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
	assert_int_equal(utf8_whole(&"\xe2\x82"[1], 1), 1); /* what is before it is not looked at */
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
	error_remedy(NULL, "nobody listens");
	error_clear(NULL);
	/* A remedy is that of its message. */
	error_remedy(&err, "do %s", "this");
	assert_string_equal(err.remedy, "do this");
	errno = ENOENT;
	assert_false(error_errno(&err, "a\tb"));
	assert_int_equal(err.kind, ERROR_SYSTEM);
	assert_true(str_starts(err.message, "a b: ") && str_ends(err.message, strerror(ENOENT)));
	assert_string_equal(err.remedy, "");
	error_clear(&err);
	assert_int_equal(err.kind, 0);
	assert_string_equal(err.message, "");
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

/* Of a size that nobody knows before, and the size that is the limit. */
static void files_are_read_to_their_end(void **state)
{
	char path[] = "/tmp/test-base-XXXXXX";
	struct str data = { 0 }, back = { 0 };
	struct error err = { 0 };
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_true(file_read(path, 100, &back, &err)); /* empty */
	assert_int_equal(back.len, 0);
	assert_string_equal(str_text(&back), "");
	str_fill(&data, 'x', 10000);
	assert_true(file_write_fd(fd, data.text, data.len));
	close(fd);
	assert_false(file_read(path, 9999, &back, &err));
	str_free(&back);
	assert_true(file_read(path, 10000, &back, &err));
	assert_string_equal(back.text, data.text);
	str_free(&back);
	assert_true(file_read("/proc/self/smaps", 10 << 20, &back, &err));
	assert_true(back.len > 10000);
	assert_int_equal(strlen(back.text), back.len);
	unlink(path);
	str_free(&data);
	str_free(&back);
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
	assert_string_equal(pasted(shell_quote_word, "="), "'='"); /* zsh replaces it */
	assert_string_equal(pasted(shell_quote_word, "a=b"), "a=b");
	assert_string_equal(pasted(shell_quote_word, "\\%!\n"), "\"$(printf '\\\\%%\\041\\n')\"");
	assert_string_equal(pasted(shell_quote_word, "\\%!"), "'\\%!'");
	assert_string_equal(pasted(shell_quote_word, "é\xff"), "\"$(printf 'é\\377')\"");
	assert_string_equal(pasted(shell_quote_word, "\xc2\x9b"), "\"$(printf '\\302\\233')\"");
	assert_string_equal(pasted(shell_quote_path, "~a"), "'~a'");
	assert_string_equal(pasted(shell_quote_path, "~/a"), "~/a");
	assert_string_equal(pasted(shell_quote_path, "~/a b"), "~/'a b'");
	assert_string_equal(pasted(shell_quote_file, "tea"), "tea");
	assert_string_equal(pasted(shell_quote_file, "~/a"), "'~/a'");
	assert_string_equal(pasted(shell_quote_file, "-dash"), "./-dash");
	assert_string_equal(pasted(shell_quote_file, "--a b"), "./'--a b'");
}

static void assert_printed(const char *text, const char *expected)
{
	struct shell_argv argv = { 0 };
	char *command;

	shell_args_print(&argv, text);
	command = shell_command(&argv);
	assert_string_equal(command, expected);
	assert_int_equal(argv.n, 0);
	free(command);
}

static void a_command_is_made_of_its_arguments(void **state)
{
	struct shell_argv argv = { 0 };
	char *command;

	(void)state;
	shell_args(&argv, "rm", "-f", "a b", NULL);
	shell_arg_file(&argv, "-x");
	shell_arg_file(&argv, "x");
	shell_arg_path(&argv, "~/my own");
	shell_arg_path(&argv, "/tmp");
	shell_arg_output(&argv, "pwd");
	shell_arg_between(&argv, "\"$PWD\"/", "c d", ".*");
	command = shell_command(&argv);
	assert_string_equal(command, "rm -f 'a b' ./-x x ~/'my own' /tmp \"$(pwd)\" \"$PWD\"/'c d'.*");
	free(command);
	shell_arg(&argv, "next"); /* it is empty, and can be used again */
	command = shell_command(&argv);
	assert_string_equal(command, "next");
	free(command);
	/* Its format says how lines end; with the last line's end one is enough. */
	assert_printed("a\n\nb\nc", "printf '%s\\n%s\\n%s\\n%s' a '' b c");
	assert_printed("one", "printf %s one");
	assert_printed("one\n", "printf '%s\\n' one");
	assert_printed("one\n-two", "printf '%s\\n%s' one -two");
	assert_printed("one\n\ntwo%\n", "printf '%s\\n' one '' two%");
	assert_printed("", "printf %s ''");
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
	assert_int_equal(edit_distance("ab", "ba"), 1);
	assert_int_equal(edit_distance("abc", "cba"), 2);
	assert_int_equal(edit_distance("aab", "aba"), 1);
	assert_int_equal(edit_distance("ab", "xa"), 2); /* half a swap is none */
	assert_int_equal(edit_distance("ab", "bx"), 2);
	assert_int_equal(edit_distance("", ""), 0);
	/* As long as words are that are compared, and longer ones, which are as far as can be. */
	assert_int_equal(edit_distance("1234567890123456789012345678901", "x234567890123456789012345678901"), 1);
	assert_int_equal(edit_distance("12345678901234567890123456789012", "12345678901234567890123456789012"), 32);
	assert_int_equal(edit_distance("a", "12345678901234567890123456789012"), 32);
	assert_int_equal(edit_distance("12345678901234567890123456789012", "a"), 32);
	/* The first of those that are as near; never more than half of a word. */
	assert_int_equal(edit_nearest("dx", (const char *const[]){ "ax", "do", "ox" }, 3), 0);
	assert_int_equal(edit_nearest("xyst", (const char *const[]){ "list", "xist" }, 2), 1);
	assert_int_equal(edit_nearest("lint", words, 0), 0);
	assert_int_equal(edit_nearest("zone", (const char *const[]){ "tone", "bane" }, 2), 0);
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

/* A folder of PATH is looked for where the program was started; an empty one is that place. */
static void path_may_have_folders_without_a_slash(void **state)
{
	char folder[] = "/tmp/im-paste-XXXXXX", *program, *inner, *path = mem_dup(getenv("PATH"));
	int here = open(".", O_RDONLY | O_DIRECTORY);

	(void)state;
	assert_true(here >= 0 && mkdtemp(folder));
	inner = file_join(folder, "b");
	program = file_join(inner, "imitation");
	assert_int_equal(mkdir(inner, 0755), 0);
	assert_true(file_write_atomic(program, "#!/bin/sh\n", 10, NULL));
	assert_int_equal(chmod(program, 0755), 0);
	setenv("HOME", "/nonexistent", 1);
	assert_int_equal(chdir(folder), 0);
	setenv("PATH", ":/usr/bin", 1);
	shell_set_self(program);
	assert_string_equal(shell_self(), program);
	setenv("PATH", "b", 1);
	shell_set_self(program);
	assert_string_equal(shell_self(), "imitation");
	assert_int_equal(chdir(inner), 0);
	shell_set_self(program);
	assert_string_equal(shell_self(), program);
	setenv("PATH", ":/usr/bin", 1);
	shell_set_self(program);
	assert_string_equal(shell_self(), "imitation");
	assert_int_equal(fchdir(here), 0);
	close(here);
	setenv("PATH", path, 1);
	unlink(program);
	rmdir(inner);
	rmdir(folder);
	free(program);
	free(inner);
	free(path);
}

static void times_can_stand_still(void **state)
{
	struct timespec at, now;
	int64_t before = clock_mono_ms(), later;

	(void)state;
	clock_freeze(0, 5);
	assert_int_equal(clock_mono_ms(), 0);
	assert_int_equal(clock_wall_ms(), 5);
	clock_freeze(-1, -1);
	clock_nap(3);
	later = clock_mono_ms();
	assert_true(later >= before + 3);
	assert_true(clock_wall_ms() / 1000 >= (int64_t)time(NULL) - 1);
	/* A deadline is a time, whatever the fractions add up to. */
	for (int ms = 0; ms < 4000; ms += 333) {
		int64_t left;

		clock_gettime(CLOCK_MONOTONIC, &now);
		at = thread_deadline(ms);
		left = (at.tv_sec - now.tv_sec) * 1000000000LL + at.tv_nsec - now.tv_nsec;
		assert_true(at.tv_nsec >= 0 && at.tv_nsec < 1000000000L);
		assert_true(left >= ms * 1000000LL && left < (ms + 900) * 1000000LL);
	}
}

/* By the clock of the deadline, which nobody sets. */
static void waiting_ends_at_its_deadline(void **state)
{
	pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	struct timespec at = thread_deadline(40);
	int64_t began = clock_mono_ms();
	pthread_cond_t cond;

	(void)state;
	thread_cond_init(&cond);
	pthread_mutex_lock(&lock);
	while (pthread_cond_timedwait(&cond, &lock, &at) == 0)
		;
	pthread_mutex_unlock(&lock);
	pthread_cond_destroy(&cond);
	assert_true(clock_mono_ms() - began >= 39);
}

static void *note_mask(void *mask)
{
	pthread_sigmask(SIG_BLOCK, NULL, mask);
	return mask;
}

/* Signals are for the thread that has asked for them. */
static void threads_take_no_signals(void **state)
{
	static const int signals[] = { SIGTERM, SIGINT, SIGWINCH, SIGCHLD, SIGUSR1 };
	sigset_t before, after, within;
	pthread_t thread;
	void *came = NULL;

	(void)state;
	sigemptyset(&within);
	pthread_sigmask(SIG_BLOCK, NULL, &before);
	assert_int_equal(thread_start(&thread, note_mask, &within), 0);
	assert_int_equal(pthread_join(thread, &came), 0);
	assert_ptr_equal(came, &within);
	pthread_sigmask(SIG_BLOCK, NULL, &after);
	for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
		assert_int_equal(sigismember(&within, signals[i]), 1);
		assert_int_equal(sigismember(&after, signals[i]), sigismember(&before, signals[i]));
	}
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

/* A number is used again by another process, which must not be taken for the first. */
static void processes_are_known_by_their_start(void **state)
{
	siginfo_t info;
	int64_t start;
	pid_t pid = fork();

	(void)state;
	if (pid == 0)
		for (;;)
			pause();
	start = process_start(pid);
	assert_true(start > 0);
	assert_true(process_start(getpid()) > 0 && process_start(getpid()) <= start);
	assert_true(process_runs(pid, start));
	assert_false(process_runs(pid, start + 1));
	assert_false(process_runs(1, process_start(1)));
	assert_false(process_runs(-1, start) || process_runs(INT64_MAX, start));
	process_signal(pid, start + 1, SIGKILL);
	process_signal(pid, start, SIGTERM);
	assert_int_equal(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
	assert_int_equal(info.si_status, SIGTERM);
	assert_false(process_runs(pid, start)); /* nobody has looked yet */
	assert_false(process_runs(pid, -1));
	waitpid(pid, NULL, 0);
	assert_int_equal(process_start(pid), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_grow),
		cmocka_unit_test(a_cut_makes_nothing_longer),
		cmocka_unit_test(bytes_as_base64),
		cmocka_unit_test(widths_of_single_characters),
		cmocka_unit_test(encoding_and_back),
		cmocka_unit_test(documents_keep_joiners),
		cmocka_unit_test(lines_are_kept_where_they_may_be),
		cmocka_unit_test(a_command_is_made_of_its_arguments),
		cmocka_unit_test(what_is_pasted_is_quoted),
		cmocka_unit_test(a_word_is_near_another),
		cmocka_unit_test(it_knows_how_it_is_called),
		cmocka_unit_test(path_may_have_folders_without_a_slash),
		cmocka_unit_test(arrays_grow),
		cmocka_unit_test(times_can_stand_still),
		cmocka_unit_test(waiting_ends_at_its_deadline),
		cmocka_unit_test(threads_take_no_signals),
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
		cmocka_unit_test(files_are_read_to_their_end),
		cmocka_unit_test(folders_are_made),
		cmocka_unit_test(what_a_neighbour_can_change_is_not_safe),
		cmocka_unit_test(hashes_are_those_of_the_book),
		cmocka_unit_test(chosen_names_are_found_quickly),
		cmocka_unit_test(processes_are_known_by_their_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
