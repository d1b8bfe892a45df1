/* Escape sequences that curses does not know must not become key presses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "term/sequence.h"
#include "ui/command.h"

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
		if (!sequence_take(&sequence, *text, now, &key))
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
}

static void what_nobody_asked_for(void **state)
{
	(void)state;
	comes_to("[?1;2c", 0);
	comes_to("[<0;2;24M", 0);
	comes_to("[M !!", 0);
	comes_to("[[A", 0);
	comes_to("[200~", 0);
	comes_to("]11;rgb:0000/0000/0000\007", 0);
	comes_to("]11;rgb:1/2/3\033\\", 0);
	comes_to("P1+r544e\033\\", 0);
	comes_to("Oq", 0);
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
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_of_other_terminals),
		cmocka_unit_test(what_nobody_asked_for),
		cmocka_unit_test(ordinary_keys_after),
		cmocka_unit_test(slow_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
