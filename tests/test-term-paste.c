// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which keys are a paste, by the marks of the terminal and by how they came. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "term/input-filter.h"

/* "(" and ")" stand for the marks of a paste, "<" and ">" for those of many characters. */
static int code_of(char sign)
{
	return sign == '(' ? KEY_PASTE_ : sign == ')' ? KEY_PASTE_END_ : sign;
}

static char sign_of(int code)
{
	return code == KEY_PASTE_ ? '(' : code == KEY_PASTE_END_ ? ')' : code == KEY_MANY_ ? '<' :
	       code == KEY_MANY_END_ ? '>' : code == KEY_MOUSE_ ? 'm' : (char)code;
}

static void reads(struct paste *paste, const char *keys, int64_t now_ms, const char *expected)
{
	char got[64] = "";
	struct key key;
	size_t n = 0;

	for (; *keys; keys++)
		paste_add(paste, (struct key){ .code = code_of(*keys) });
	paste_read(paste, now_ms);
	while (paste_next(paste, &key))
		got[n++] = sign_of(key.code);
	assert_string_equal(got, expected);
}

static void marked_ones(void **state)
{
	struct paste paste = { 0 };

	(void)state;
	reads(&paste, "n(systemctl)n", 0, "n(systemctl)n");
	assert_int_equal(paste_due_ms(&paste), INT64_MAX);
	/* in pieces, of which each is short or long */
	reads(&paste, "(sys", 100, "(sys");
	reads(&paste, "temctl", 1000, "temctl");
	reads(&paste, "s)", 1900, "s)");
	/* a mark inside of a paste is none, nor is an end without a begin */
	reads(&paste, "(a(b)c)", 2000, "(ab)c");
}

static void one_that_never_ends(void **state)
{
	struct paste paste = { 0 };

	(void)state;
	reads(&paste, "(text", 100, "(text");
	assert_int_equal(paste_due_ms(&paste), 1100);
	reads(&paste, "", 1099, "");
	reads(&paste, "", 1100, ")");
	assert_int_equal(paste_due_ms(&paste), INT64_MAX);
	reads(&paste, ")q", 1200, "q"); /* the end that comes after all */
	/* and a key that comes after that time is pressed */
	reads(&paste, "(text", 2000, "(text");
	reads(&paste, "q", 3000, ")q");
}

/* A mouse that is moved does not hold up the end. */
static void the_mouse_is_no_paste(void **state)
{
	struct paste paste = { 0 };
	struct key key;

	(void)state;
	reads(&paste, "(a", 0, "(a");
	paste_add(&paste, (struct key){ .code = KEY_MOUSE_ });
	paste_read(&paste, 900);
	assert_true(paste_next(&paste, &key));
	assert_int_equal(key.code, KEY_MOUSE_);
	assert_false(paste_next(&paste, &key));
	reads(&paste, "", 1000, ")");
}

static void many_in_one_read(void **state)
{
	struct paste paste = { 0 };

	(void)state;
	reads(&paste, "abc", 0, "abc");
	reads(&paste, "abcd", 10, "<abcd");
	reads(&paste, "y\n", 60, "y\n"); /* the rest of it */
	reads(&paste, "", 160, ">");
	reads(&paste, "cd /opt; echo yes\n", 200, "<cd /opt; echo yes\n");
	reads(&paste, "q", 300, ">q");
	reads(&paste, "jjjjjjjj", 400, "jjjjjjjj"); /* a key that is held */
	reads(&paste, "\033\033\014\032", 500, "\033\033\014\032"); /* no text */
	/* beside one with marks */
	reads(&paste, "abcd(efgh)", 600, "<abcd>(efgh)");
	reads(&paste, "(efgh)abcd", 700, "(efgh)<abcd");
	reads(&paste, "", 800, ">");
}

static void more_than_there_is_room_for(void **state)
{
	struct paste paste = { 0 };
	struct key key;
	size_t n = 0;

	(void)state;
	for (int i = 0; i < PASTE_KEYS + 10; i++)
		paste_add(&paste, (struct key){ .code = 'a' + i % 26 });
	assert_false(paste_has_room(&paste));
	paste_read(&paste, 0);
	while (paste_next(&paste, &key))
		n++;
	assert_int_equal(n, PASTE_KEYS + 1); /* and the mark */
	assert_true(paste_has_room(&paste));
	reads(&paste, "y", 1, "y");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marked_ones),
		cmocka_unit_test(one_that_never_ends),
		cmocka_unit_test(the_mouse_is_no_paste),
		cmocka_unit_test(many_in_one_read),
		cmocka_unit_test(more_than_there_is_room_for),
	};

	return cmocka_run_group_tests_name("pastes", tests, NULL, NULL);
}
