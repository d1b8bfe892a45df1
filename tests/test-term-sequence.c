// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Escape sequences that curses does not know must not become key presses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "term/input-filter.h"
#include "ui/input/command.h"

/* Feeds what follows an escape, gap_ms apart; the keys that come of it, the
 * ordinary ones too. */
static size_t feed(const char *text, int64_t gap_ms, int keys[64])
{
	struct sequence sequence = { 0 };
	int64_t now = 5000;
	size_t n = 0;

	sequence_escape(&sequence, now);
	for (; *text; text++) {
		int key;

		now += gap_ms;
		if (!sequence_take(&sequence, *text, false, now, &key))
			keys[n++] = *text;
		else if (key)
			keys[n++] = key;
	}
	return n;
}

static void comes_to(const char *text, int key)
{
	int keys[64] = { 0 };

	assert_int_equal(feed(text, 10, keys), key ? 1 : 0);
	if (key)
		assert_int_equal(keys[0], key);
}

static void keys_of_other_terminals(void **state)
{
	(void)state;
	comes_to("[1~", KEY_HOME_);
	comes_to("[7~", KEY_HOME_);
	comes_to("[4~", KEY_END_);
	comes_to("[5~", KEY_PGUP_);
	comes_to("[6~", KEY_PGDN_);
	comes_to("[H", KEY_HOME_);
	comes_to("OF", KEY_END_);
	comes_to("OA", KEY_UP_);
	comes_to("[B", KEY_DOWN_);
	comes_to("[1;2B", KEY_DOWN_);
	comes_to("[Z", KEY_BTAB_);
	comes_to("[200~", KEY_PASTE_);
	comes_to("[201~", KEY_PASTE_END_);
}

static void the_numeric_keypad(void **state)
{
	(void)state;
	for (int digit = 0; digit <= 9; digit++)
		comes_to((char[]){ 'O', (char)('p' + digit), '\0' }, '0' + digit);
	comes_to("OM", KEY_ENTER_);
	comes_to("Oo", '/');
	comes_to("OX", '=');
	comes_to("Oz", 0);
	/* These are the mouse of rxvt, and nothing that is known. */
	comes_to("[32;10;10M", 0);
	comes_to("[1q", 0);
}

static void what_nobody_asked_for(void **state)
{
	(void)state;
	comes_to("[?1;2c", 0);
	comes_to("[<0;2;24M", 0);
	comes_to("[M !!", 0);
	comes_to("[[A", 0);
	comes_to("]11;rgb:0000/0000/0000\007", 0);
	comes_to("]11;rgb:1/2/3\033\\", 0);
	comes_to("P1+r544e\033\\", 0);
}

static void ordinary_keys_after(void **state)
{
	int keys[64] = { 0 };

	(void)state;
	assert_int_equal(feed("n", 10, keys), 1); /* Esc, then n */
	assert_int_equal(keys[0], 'n');
	assert_int_equal(feed("[6~1", 10, keys), 2);
	assert_int_equal(keys[1], '1');
	assert_int_equal(feed("[M !!1", 10, keys), 1);
	assert_int_equal(keys[0], '1');
	assert_int_equal(feed("n[", 10, keys), 2); /* no sequence follows */
	assert_int_equal(feed(" q", 10, keys), 2);
	/* what is none of a sequence is a key even in the middle of one */
	assert_int_equal(feed("[\r", 10, keys), 1);
	assert_int_equal(keys[0], '\r');
	assert_int_equal(feed("[\177", 10, keys), 1);
}

static void slow_lines(void **state)
{
	int keys[64] = { 0 };

	(void)state;
	/* the halves of a key, most of a second apart */
	assert_int_equal(feed("[1~", 900, keys), 1);
	assert_int_equal(keys[0], KEY_HOME_);
	/* a person who presses Esc and, later, a key */
	assert_int_equal(feed("O1", 1100, keys), 2);
	/* the last bytes of a paste's mark, whose digits would press buttons */
	for (size_t cut = 2; cut < 5; cut++) {
		struct sequence sequence = { 0 };
		int key = 0;

		sequence_escape(&sequence, 0);
		for (size_t i = 0; i < 5; i++)
			assert_true(sequence_take(&sequence, "[201~"[i], false, i < cut ? 0 : 5000,
						  &key));
		assert_int_equal(key, KEY_PASTE_END_);
		/* and another key instead of them */
		sequence_escape(&sequence, 0);
		for (size_t i = 0; i < cut; i++)
			assert_true(sequence_take(&sequence, "[201~"[i], false, 0, &key));
		assert_false(sequence_take(&sequence, 'q', false, 5000, &key));
	}
}

/* --- what is told of a whole sequence --- */

static size_t keys_while_awaited(const char *text, int64_t gap_ms, struct sequence *sequence)
{
	int64_t now = 5000;
	size_t n = 0;

	sequence_escape(sequence, now);
	for (; *text; text++) {
		int key;

		now += gap_ms;
		n += !sequence_take(sequence, *text, true, now, &key) || key != 0;
	}
	return n;
}

static void told(const char *bytes, int kind, int marker, const char *text)
{
	struct sequence sequence;
	const struct escape *whole;

	assert_int_equal(keys_while_awaited(bytes, 10, &sequence), 0);
	whole = sequence_whole(&sequence);
	assert_non_null(whole);
	assert_string_equal(whole->text, text);
	assert_int_equal(whole->kind, kind);
	assert_int_equal(whole->marker, marker);
}

static void whole_sequences_are_told(void **state)
{
	struct sequence sequence;

	(void)state;
	told("[?62;4;22c", '[', '?', "62;4;22");
	told("[?2026;2$y", '[', '?', "2026;2");
	told("[6;16;8t", '[', 0, "6;16;8");
	told("_Gi=31;OK\033\\", '_', 0, "Gi=31;OK");
	told("_Gi=31;OK\007", '_', 0, "Gi=31;OK");
	keys_while_awaited("[?62;4", 10, &sequence);
	assert_null(sequence_whole(&sequence));
	keys_while_awaited("_Gi=31;OK\033", 10, &sequence);
	assert_null(sequence_whole(&sequence));
	assert_true(sequence_in_string(&sequence));
	/* and only once */
	keys_while_awaited("[?62cn", 10, &sequence);
	assert_null(sequence_whole(&sequence));
}

static void long_ones_are_not(void **state)
{
	struct sequence sequence;
	char text[300];

	(void)state;
	memset(text, 'x', sizeof text);
	memcpy(text, "_G", 2);
	strcpy(text + sizeof text - 3, "\033\\");
	assert_int_equal(keys_while_awaited(text, 1, &sequence), 0);
	assert_null(sequence_whole(&sequence));
	assert_false(sequence_in_string(&sequence));
}

static void answers_have_more_time(void **state)
{
	struct sequence sequence;

	(void)state;
	assert_int_equal(keys_while_awaited("[?62;4c", 900, &sequence), 0);
	/* the line stood still in the middle of it */
	sequence_escape(&sequence, 0);
	for (const char *at = "[?62"; *at; at++) {
		int key;

		assert_true(sequence_take(&sequence, *at, true, 100, &key));
	}
	for (const char *at = ";4c"; *at; at++) {
		int key;

		assert_true(sequence_take(&sequence, *at, true, 5000, &key));
		assert_int_equal(key, 0);
	}
	/* but Esc, and [ a while later, are a person's */
	assert_int_equal(keys_while_awaited("[", 1100, &sequence), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_sequences_are_told),
		cmocka_unit_test(long_ones_are_not),
		cmocka_unit_test(answers_have_more_time),
		cmocka_unit_test(keys_of_other_terminals),
		cmocka_unit_test(the_numeric_keypad),
		cmocka_unit_test(what_nobody_asked_for),
		cmocka_unit_test(ordinary_keys_after),
		cmocka_unit_test(slow_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
