// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What terminals are asked, and what is made of their answers: split, late,
 * wrong, none, and any bytes at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "between.h"
#include "pixel/formats.h"
#include "term/ability.h"
#include "term/input-filter.h"

static const char *environment[9]; /* name, value, name, value, NULL */

static char *find(const char *name)
{
	for (const char **at = environment; *at; at += 2)
		if (strcmp(*at, name) == 0)
			return (char *)(uintptr_t)at[1];
	return NULL;
}

#define WITH(...) \
	do { \
		const char *const given[9] = { __VA_ARGS__ }; \
		memcpy(environment, given, sizeof given); \
	} while (0)

struct line {
	struct ability ability;
	struct sequence sequence;
	struct str said;
	size_t keys; /* that came of it */
	int64_t now;
};

static void begin(struct line *line)
{
	*line = (struct line){ .now = 1000 };
	ability_begin(&line->ability, find);
	ability_ask(&line->ability, line->now, &line->said);
}

/* As term.c and talk.c do it. */
static void hear_bytes(struct line *line, const char *bytes, size_t n, int64_t gap_ms)
{
	for (size_t i = 0; i < n; i++) {
		bool waits = ability_waits(&line->ability, line->now += gap_ms);
		int key, code = (unsigned char)bytes[i];
		const struct escape *answer;

		if (code == '\033' && !sequence_in_string(&line->sequence)) {
			sequence_escape(&line->sequence, line->now);
			continue;
		}
		if (!sequence_take(&line->sequence, code, waits, line->now, &key) || key) {
			line->keys++;
			continue;
		}
		answer = sequence_whole(&line->sequence);
		if (answer)
			ability_take(&line->ability, answer, line->now, &line->said);
	}
}

static void hear(struct line *line, const char *bytes)
{
	hear_bytes(line, bytes, strlen(bytes), 1);
}

static enum pixels outcome(struct line *line)
{
	int width, height;

	return ability_pixels(&line->ability, 0, 0, &width, &height);
}

static void said(struct line *line, const char *bytes)
{
	assert_string_equal(str_text(&line->said), bytes);
	str_free(&line->said);
}

/* --- who is asked --- */

static void asked(bool expected)
{
	struct line line;

	begin(&line);
	assert_int_equal(line.said.len > 0, expected);
	str_free(&line.said);
}

static void only_who_understands_is_asked(void **state)
{
	static const char *const silent[] = { "linux", "dumb", "vt100", "vt220", "ansi", "",
					      "rxvt", "cons25", "sun", "unknown" };

	(void)state;
	for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
		WITH("TERM", silent[i]);
		asked(false);
	}
	WITH("HOME", "/");
	asked(false);
	WITH("TERM", "xterm-256color");
	asked(true);
	/* It answers with what it can, not with what the terminal around it can. */
	WITH("TERM", "tmux-256color", "TMUX", "/tmp/x,1,0");
	asked(false);
	WITH("TERM", "xterm-256color", "TMUX", "/tmp/x,1,0");
	asked(false);
	WITH("TERM", "tmux-256color", "TMUX", "/tmp/x,1,0", "IMITATION_PIXELS", "sixel");
	asked(true);
	WITH("TERM", "xterm", "STY", "1.pts");
	asked(false);
	WITH("TERM", "xterm", "NO_COLOR", "1");
	asked(false);
	WITH("TERM", "xterm", "NO_COLOR", "");
	asked(true);
	WITH("TERM", "xterm", "IMITATION_PIXELS", "none");
	asked(false);
	WITH("TERM", "xterm", "IMITATION_PIXELS", "nonsense");
	asked(true);
}

/* --- what they answer --- */

static void kitty_says_so(void **state)
{
	struct line line;

	(void)state;
	WITH("TERM", "xterm-kitty");
	begin(&line);
	said(&line, "\033[c");
	assert_true(ability_waits(&line.ability, line.now));
	hear(&line, "\033[?62;c");
	said(&line, "\033[16t" KITTY_ASK "\033[?2026$p\033[c");
	assert_int_equal(outcome(&line), PIXELS_NONE);
	hear(&line, "\033[6;20;9t\033_Gi=31;OK\033\\\033[?62;c");
	assert_int_equal(outcome(&line), PIXELS_KITTY);
	assert_int_equal(line.ability.width, 9);
	assert_int_equal(line.ability.height, 20);
	assert_false(ability_waits(&line.ability, line.now));
	said(&line, "");
	assert_int_equal(line.keys, 0);
}

static bool says_of_updates(const char *answer)
{
	struct line line;

	begin(&line);
	hear(&line, "\033[?62;c");
	hear(&line, answer);
	hear(&line, "\033[?62;c");
	assert_int_equal(line.keys, 0);
	assert_false(ability_waits(&line.ability, line.now));
	str_free(&line.said);
	return line.ability.updates;
}

/* Who does not know the mode says 0, and who cannot change it 3 or 4. */
static void updates_are_synchronized_where_it_says_so(void **state)
{
	(void)state;
	WITH("TERM", "xterm-kitty");
	assert_true(says_of_updates("\033[?2026;2$y"));
	assert_true(says_of_updates("\033[?2026;1$y"));
	assert_false(says_of_updates(""));
	assert_false(says_of_updates("\033[?2026;0$y"));
	assert_false(says_of_updates("\033[?2026;3$y"));
	assert_false(says_of_updates("\033[?2026;4$y"));
	assert_false(says_of_updates("\033[?2027;2$y"));
	assert_false(says_of_updates("\033[2026;2$y"));
	assert_false(says_of_updates("\033[?2026;2y"));
	assert_false(says_of_updates("\033[?2026;22$y"));
	WITH("TERM", "linux");
	assert_false(says_of_updates("\033[?2026;2$y"));
	WITH("TERM", "tmux-256color", "TMUX", "/tmp/x,1,0");
	assert_false(says_of_updates("\033[?2026;2$y"));
}

static void sixel_says_so(void **state)
{
	struct line line;

	(void)state;
	WITH("TERM", "xterm-256color");
	begin(&line);
	hear(&line, "\033[?63;1;2;4;6c");
	assert_int_equal(outcome(&line), PIXELS_NONE); /* no size of a cell yet */
	hear(&line, "\033[6;16;8t\033[?63;1;2;4;6c");
	assert_int_equal(outcome(&line), sixel_can() ? PIXELS_SIXEL : PIXELS_NONE);
	assert_int_equal(line.keys, 0);
	str_free(&line.said);
}

static void the_line_knows_cells_too(void **state)
{
	struct line line;
	int width, height;

	(void)state;
	WITH("TERM", "xterm-256color");
	begin(&line);
	hear(&line, "\033[?63;4c\033[?63;4c");
	assert_int_equal(ability_pixels(&line.ability, 7, 15, &width, &height),
			 sixel_can() ? PIXELS_SIXEL : PIXELS_NONE);
	assert_int_equal(width, 7);
	assert_int_equal(height, 15);
	str_free(&line.said);
}

static void old_ones_are_asked_no_more(void **state)
{
	struct line line;

	(void)state;
	WITH("TERM", "xterm");
	begin(&line);
	said(&line, "\033[c");
	hear(&line, "\033[?6c"); /* PuTTY */
	said(&line, "");
	assert_false(ability_waits(&line.ability, line.now));
	assert_int_equal(outcome(&line), PIXELS_NONE);
	begin(&line);
	hear(&line, "\033[?1;2c");
	said(&line, "\033[c");
}

static void tmux_is_not_asked_for_kitty(void **state)
{
	struct line line;

	(void)state;
	WITH("TERM", "tmux-256color", "TMUX", "/tmp/x,1,0");
	begin(&line);
	hear(&line, "\033[?1;2;4c");
	said(&line, "");
	assert_int_equal(outcome(&line), PIXELS_NONE);
	WITH("TERM", "tmux-256color", "TMUX", "/tmp/x,1,0", "IMITATION_PIXELS", "sixel");
	begin(&line);
	hear(&line, "\033[?1;2;4c");
	said(&line, "\033[c\033[16t\033[c");
	hear(&line, "\033[6;16;8t\033[?1;2;4c");
	assert_int_equal(outcome(&line), sixel_can() ? PIXELS_SIXEL : PIXELS_NONE);
}

static void silence_ends(void **state)
{
	struct line line;

	(void)state;
	WITH("TERM", "xterm");
	begin(&line);
	assert_true(ability_waits(&line.ability, line.now + 9000));
	assert_false(ability_waits(&line.ability, line.now + 11000));
	assert_int_equal(outcome(&line), PIXELS_NONE);
	/* a late answer is one */
	line.now += 60000;
	hear(&line, "\033[?62;4c\033[6;16;8t");
	assert_int_equal(outcome(&line), sixel_can() ? PIXELS_SIXEL : PIXELS_NONE);
	assert_int_equal(line.keys, 0);
	str_free(&line.said);
}

static void slow_answers_are_no_keys(void **state)
{
	static const char bytes[] = "\033[?62;c\033[6;20;9t\033_Gi=31;OK\033\\\033[?62;c";
	struct line line;

	(void)state;
	WITH("TERM", "xterm-kitty");
	begin(&line);
	hear_bytes(&line, bytes, sizeof bytes - 1, 950);
	assert_int_equal(outcome(&line), PIXELS_KITTY);
	assert_int_equal(line.keys, 0);
	str_free(&line.said);
}

static void wrong_answers_are_none(void **state)
{
	static const char *const wrong[] = {
		"\033[?62;4x", "\033[?c", "\033[62;4c", "\033[?62;4$c", "\033_Gi=31;ENOTSUP\033\\",
		"\033_Gi=32;OK\033\\", "\033_i=31;OK\033\\", "\033[6;0;8t", "\033[6;16t",
		"\033[6;9999;9999t", "\033[6;-16;8t", "\033[4;400;800t", "\033[?99999999999999999;4",
	};

	(void)state;
	WITH("TERM", "xterm");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct line line;

		begin(&line);
		hear(&line, wrong[i]);
		assert_int_equal(outcome(&line), PIXELS_NONE);
		assert_int_equal(line.ability.width, 0);
		assert_int_equal(line.keys, 0);
		str_free(&line.said);
	}
}

static void who_was_not_asked_is_not_believed(void **state)
{
	struct line line;

	(void)state;
	WITH("TERM", "linux");
	begin(&line);
	hear(&line, "\033[?62;4c\033[6;16;8t\033_Gi=31;OK\033\\");
	assert_int_equal(outcome(&line), PIXELS_NONE);
	said(&line, "");
}

static void a_person_decides(void **state)
{
	struct line line;
	int width, height;

	(void)state;
	WITH("TERM", "linux", "IMITATION_PIXELS", "kitty");
	begin(&line);
	assert_int_equal(outcome(&line), PIXELS_KITTY);
	said(&line, "");
	WITH("TERM", "xterm", "IMITATION_PIXELS", "sixel", "NO_COLOR", "1");
	begin(&line);
	hear(&line, "\033[?62;c\033_Gi=31;OK\033\\");
	assert_int_equal(ability_pixels(&line.ability, 0, 0, &width, &height),
			 sixel_can() ? PIXELS_SIXEL : PIXELS_NONE);
	assert_int_equal(width, 10);
	str_free(&line.said);
	WITH("TERM", "xterm-kitty", "IMITATION_PIXELS", "none");
	begin(&line);
	hear(&line, "\033[?62;c\033_Gi=31;OK\033\\");
	assert_int_equal(outcome(&line), PIXELS_NONE);
	str_free(&line.said);
}

static void another_size_is_asked_again(void **state)
{
	struct line line;

	(void)state;
	WITH("TERM", "xterm");
	begin(&line);
	hear(&line, "\033[?62;4c\033[6;16;8t\033[?62;4c");
	str_free(&line.said);
	ability_resized(&line.ability, &line.said);
	said(&line, "\033[16t");
	hear(&line, "\033[6;20;10t");
	assert_int_equal(line.ability.height, 20);
}

/* Any bytes, and bytes that are nearly answers: nothing worse than keys. */
static void random_bytes(void **state)
{
	static const char alphabet[] = "\033[]_PG?;:0123456789ctMi=OK\\\007 nq1";
	unsigned seed = 7;

	(void)state;
	WITH("TERM", "xterm");
	for (int round = 0; round < 3000; round++) {
		struct line line;
		char bytes[64];

		begin(&line);
		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1103515245 + 12345;
			bytes[i] = round % 3 == 0 ? (char)(seed >> 24)
						  : alphabet[(seed >> 16) % (sizeof alphabet - 1)];
		}
		hear_bytes(&line, bytes, sizeof bytes, seed >> 20 & 255);
		assert_between(line.ability.width, 0, 512);
		assert_true(line.ability.open >= 0);
		assert_true(line.said.len < 64); /* two questions at most, and a size */
		/* and what comes next, later, is a key again */
		line.keys = 0;
		line.now += 20000;
		hear(&line, "n");
		assert_int_equal(line.keys, 1);
		str_free(&line.said);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_who_understands_is_asked),
		cmocka_unit_test(kitty_says_so),
		cmocka_unit_test(updates_are_synchronized_where_it_says_so),
		cmocka_unit_test(sixel_says_so),
		cmocka_unit_test(the_line_knows_cells_too),
		cmocka_unit_test(old_ones_are_asked_no_more),
		cmocka_unit_test(tmux_is_not_asked_for_kitty),
		cmocka_unit_test(silence_ends),
		cmocka_unit_test(slow_answers_are_no_keys),
		cmocka_unit_test(wrong_answers_are_none),
		cmocka_unit_test(who_was_not_asked_is_not_believed),
		cmocka_unit_test(a_person_decides),
		cmocka_unit_test(another_size_is_asked_again),
		cmocka_unit_test(random_bytes),
	};

	return cmocka_run_group_tests_name("what the terminal can", tests, NULL, NULL);
}
