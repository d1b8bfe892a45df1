// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Progress as data: the lines of its file, changes, and steps that have other numbers.  All
 * without a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "progress/record.h"
#include "progress/record-lines.h"
#include "progress/renumber.h"
#include "progress/step-list.h"

#define S(text) ((char *)(uintptr_t)(text))
#define HEADER "imitation-progress 1\n"

/* ---- lines ------------------------------------------------------------------------ */

static void assert_prints(const struct record *record, const char *expected)
{
	struct str out = { 0 };

	record_print(record, &out);
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
}

/* What is read of a text, printed again. */
static void assert_reads(const char *text, bool good, const char *expected)
{
	struct record record;

	if (record_parse(&record, text, strlen(text)) != good)
		fail_msg("this is %s:\n%s", good ? "refused" : "taken", text);
	assert_prints(&record, expected);
	record_free(&record);
}

static void a_whole_file_comes_back(void **state)
{
	static const char all[] = HEADER
		"epoch 3\nworkshop my%20shop-1f2e3d4c\nstep 1.1 % 5c0a1b22 91fe0c4d 00000000\n"
		"step 1.2 es 5c0a1b22 00000001 0b7725aa\nplace 1.2\nview 1.2 1830 2 console+zoom dreamer\n"
		"unfinished 1.2 dreamer snapshot before%20mess\nunfinished % kite start %\n"
		"seat 4711 85220117\nseat 4712 85220999\nseen 1.1\nseen 1.2\npassed 1.1 ab\n"
		"skipped 1.3\nmoment dreamer before%20mess 1.2 1606000000000\nlanguage es\nspent 61000\nend\n";
	struct record record, other;

	(void)state;
	assert_reads(all, true, all);
	assert_true(record_parse(&record, all, sizeof all - 1));
	assert_string_equal(record.workshop, "my shop-1f2e3d4c");
	assert_int_equal(record.epoch, 3);
	assert_int_equal(record.spent_ms, 61000);
	assert_int_equal(record.steps.n, 2);
	assert_string_equal(record.steps.list[0].language, "");
	assert_true(record.steps.list[1].lesson == 0x5c0a1b22 && record.steps.list[1].title == 1 &&
		    record.steps.list[1].content == 0x0b7725aa);
	assert_string_equal(record.view.step, "1.2");
	assert_true(record.view.offset == 1830 && record.view.hints == 2);
	assert_string_equal(record.view.pane, "console+zoom");
	assert_int_equal(record.n_unfinished, 2);
	assert_string_equal(record.unfinished[0].name, "before mess");
	assert_string_equal(record.unfinished[1].step, "");
	assert_true(record_seen(&record, "1.1") && !record_seen(&record, "1.3"));
	assert_true(record_skipped(&record, "1.3") && !record_skipped(&record, "1.1"));
	assert_true(record_passed(&record, "1.1", "ab") && !record_passed(&record, "1.1", "a"));
	assert_false(record_passed(&record, "1.2", "ab"));
	assert_int_equal(record_snapshot(&record, "dreamer", "before mess")->taken_ms, 1606000000000);
	assert_null(record_snapshot(&record, "dreamer", "before"));
	assert_null(record_snapshot(&record, "ann", "before mess"));
	assert_true(record_parse(&other, all, sizeof all - 1));
	assert_true(record_equal(&record, &other));
	other.spent_ms++;
	assert_false(record_equal(&record, &other));
	record_free(&record);
	record_free(&other);
}

#define NOTHING HEADER "epoch 0\nspent 0\nend\n"
#define ONE HEADER "epoch 0\nplace 1.1\nspent 0\nend\n"

static void what_is_invalid_is_left_out(void **state)
{
	static const char *const bad[] = {
		"epoch", "epoch 1 2", "epoch x", "epoch -1", "epoch 1x", "epoch 9223372036854775807",
		"epoch 99999999999999999999", "spent -5", "passed 1.1", "passed 1.1 a b", "junk 1", "",
		"moment a b 1.1 x", "moment a b 1.1", "seen %4", "seen %zz", "seen %00", "seen a%", "seen %%",
		"step 1.1 es 1 2 3", "step 1.1 es 5c0a1b2x 91fe0c4d 0b7725aa", "step 1.1 es 5c0a1b22 91fe0c4d",
		"step 1.1 es 5c0a1b22 91fe0c4d 0b7725aax", "seen 1 2 3 4 5 6 7", "end",
		"view 1.1 -1 0 text %", "view 1.1 0 x text %", "view 1.1 0 0 text", "unfinished 1.1 ann start",
		"seat 1", "seat x 1", "seat 1 -2",
	};

	(void)state;
	assert_reads(NOTHING, true, NOTHING);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		char *text = mem_printf(HEADER "%s\nplace 1.1\nspent 0\nend\n", bad[i]);

		assert_reads(text, false, ONE);
		free(text);
	}
	assert_reads("", false, NOTHING);
	assert_reads("end\n", false, NOTHING);
	assert_reads("place 1.1\nend\n", false, NOTHING); /* for the first line says what it is */
	assert_reads(HEADER "place 1.1\nspent 0\nend", false, ONE);
	assert_reads(HEADER "place 1.1\nspent 0\n", false, ONE);
	assert_reads(HEADER "place 1.1\nspent 0\nend\nseen 1", false, ONE);
	assert_reads(HEADER "place 1.2\nplace 1.1\nend\n", true, ONE);
}

static void a_nul_is_no_part_of_a_record(void **state)
{
	static const char text[] = HEADER "place 1.1\n\0\nend\n";
	struct record record;

	(void)state;
	assert_false(record_parse(&record, text, sizeof text - 1));
	assert_string_equal(record.place, "1.1");
	record_free(&record);
}

static void what_is_named_twice_counts_once(void **state)
{
	(void)state;
	assert_reads(HEADER "seen 1.1\nseen 1.1\npassed 1.1 a\npassed 1.1 a\nskipped 1.2\nskipped 1.2\n"
			    "moment m a 1.1 5\nmoment m a 1.2 6\nend\n", true,
		     HEADER "epoch 0\nseen 1.1\npassed 1.1 a\nskipped 1.2\nmoment m a 1.2 6\nspent 0\nend\n");
	assert_reads(HEADER "step 1.1 % 00000001 00000002 00000003\nstep 1.1 % 00000001 00000002 00000004\nend\n",
		     false, HEADER "epoch 0\nstep 1.1 % 00000001 00000002 00000003\nspent 0\nend\n");
	/* A check that passed is not skipped. */
	assert_reads(HEADER "skipped 1.1\nskipped 1.2\npassed 1.1 a\nend\n", true,
		     HEADER "epoch 0\npassed 1.1 a\nskipped 1.2\nspent 0\nend\n");
}

static void any_text_is_a_field(void **state)
{
	static const char *const texts[] = { "", "%", " ", "a b", "\t\n\r\x01\x7f", "é%20", "~!" };
	struct record record = { 0 }, back;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct str out = { 0 };

		record_apply(&record, &(struct record_change){ .kind = CHANGE_PLACE, .step = S(texts[i]) });
		record_print(&record, &out);
		for (size_t k = 0; k < out.len; k++)
			assert_true(out.text[k] == '\n' || (unsigned char)out.text[k] >= ' ');
		assert_true(record_parse(&back, out.text, out.len));
		assert_string_equal(back.place, texts[i]);
		assert_true(record_equal(&record, &back));
		record_free(&back);
		str_free(&out);
	}
	record_free(&record);
}

/* ---- changes ---------------------------------------------------------------------- */

static void change(struct record *record, enum record_change_kind kind, const char *step, const char *name,
		   int64_t ms)
{
	record_apply(record, &(struct record_change){ .kind = kind, .step = S(step), .machine = S("m"),
						       .name = S(name), .ms = ms });
}

static void changes_are_made(void **state)
{
	struct record record = { 0 };

	(void)state;
	assert_true(record_is_empty(&record));
	change(&record, CHANGE_NOTHING, "1.1", "a", 1);
	change(&record, CHANGE_SPENT, NULL, NULL, 5);
	change(&record, CHANGE_SPENT, NULL, NULL, -3);
	change(&record, CHANGE_SPENT, NULL, NULL, INT64_MAX - 5);
	assert_int_equal(record.spent_ms, 5);
	change(&record, CHANGE_LANGUAGE, NULL, "es", 0);
	assert_true(record_is_empty(&record)); /* nothing that the person did */
	change(&record, CHANGE_SKIP, "1.1", NULL, 0);
	assert_false(record_is_empty(&record));
	change(&record, CHANGE_SKIP, "1.1", NULL, 0);
	change(&record, CHANGE_SKIP, "1.2", NULL, 0);
	change(&record, CHANGE_PASS, "1.1", "a", 0);
	change(&record, CHANGE_PASS, "1.1", "a", 0);
	change(&record, CHANGE_PASS, "1.1", "b", 0);
	change(&record, CHANGE_PASS, "11.1", "a", 0);
	change(&record, CHANGE_SKIP, "11.2", NULL, 0);
	change(&record, CHANGE_PLACE, "1.2", NULL, 0);
	change(&record, CHANGE_PLACE, "1.1", NULL, 0);
	change(&record, CHANGE_PLACE, "1.2", NULL, 0);
	change(&record, CHANGE_SNAPSHOT, "1.1", "x", 7);
	change(&record, CHANGE_SNAPSHOT, "1.2", "y", 8);
	change(&record, CHANGE_SNAPSHOT, "1.2", "x", 9);
	change(&record, CHANGE_DROP_SNAPSHOT, NULL, "z", 0);
	assert_prints(&record, HEADER "epoch 0\nplace 1.2\nseen 1.2\nseen 1.1\npassed 1.1 a\npassed 1.1 b\n"
		      "passed 11.1 a\nskipped 1.2\nskipped 11.2\nmoment m y 1.2 8\nmoment m x 1.2 9\n"
		      "language es\nspent 5\nend\n");
	change(&record, CHANGE_DROP_SNAPSHOT, NULL, "y", 0);
	change(&record, CHANGE_CLEAR_LESSON, NULL, NULL, 1);
	assert_prints(&record, HEADER "epoch 0\nplace 1.2\nseen 1.2\nseen 1.1\npassed 11.1 a\nskipped 11.2\n"
		      "moment m x 1.2 9\nlanguage es\nspent 5\nend\n");
	change(&record, CHANGE_PLACE, NULL, NULL, 0);
	change(&record, CHANGE_LANGUAGE, NULL, NULL, 0);
	assert_prints(&record, HEADER "epoch 0\nseen 1.2\nseen 1.1\npassed 11.1 a\nskipped 11.2\n"
		      "moment m x 1.2 9\nspent 5\nend\n");
	change(&record, CHANGE_CLEAR, NULL, NULL, 0);
	assert_prints(&record, HEADER "epoch 1\nspent 0\nend\n");
	assert_true(record_is_empty(&record));
	record_free(&record);
}

static void seat(struct record *record, enum record_change_kind kind, int64_t pid, int64_t start)
{
	record_apply(record, &(struct record_change){ .kind = kind, .ms = pid, .more = start });
}

/* The last one has it, also after all was forgotten. */
static void seats_come_and_go(void **state)
{
	struct record record = { 0 };

	(void)state;
	seat(&record, CHANGE_SEAT, 10, 1);
	seat(&record, CHANGE_SEAT, 11, 2);
	seat(&record, CHANGE_SEAT, 10, 1);
	assert_prints(&record, HEADER "epoch 0\nseat 11 2\nseat 10 1\nspent 0\nend\n");
	assert_true(record_is_empty(&record));
	seat(&record, CHANGE_SEAT_LEFT, 10, 2); /* another process of that number */
	seat(&record, CHANGE_SEAT_LEFT, 11, 2);
	change(&record, CHANGE_CLEAR, NULL, NULL, 0);
	assert_prints(&record, HEADER "epoch 1\nseat 10 1\nspent 0\nend\n");
	for (int i = 0; i < SEATS_MOST; i++)
		seat(&record, CHANGE_SEAT, 100 + i, 1);
	assert_int_equal(record.n_seats, SEATS_MOST);
	assert_int_equal(record.seats[SEATS_MOST - 1].pid, 100 + SEATS_MOST - 1);
	record_free(&record);
}

static void each_deed_is_something(void **state)
{
	static const enum record_change_kind deeds[] = { CHANGE_PLACE, CHANGE_PASS, CHANGE_SKIP, CHANGE_SNAPSHOT };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(deeds); i++) {
		struct record record = { 0 };

		change(&record, deeds[i], "1.1", "a", 1);
		assert_false(record_is_empty(&record));
		for (size_t k = 0; k < ARRAY_LEN(deeds); k++) {
			change(&record, deeds[k], "1.2", "b", 1);
			assert_false(record_is_empty(&record));
		}
		record_free(&record);
		assert_true(record_is_empty(&record));
	}
}

/* ---- which step is which ------------------------------------------------------------ */

/* Each: LESSON TITLE CONTENT LANGUAGE, one letter each, "-" for none; the first is 1.1. */
static struct step_list steps_of(const char *text)
{
	struct step_list steps = { 0 };

	for (size_t i = 0; text[0]; i++) {
		char *id = mem_printf("1.%zu", i + 1);
		char language[] = { text[3] == '-' ? '\0' : text[3], '\0' };
		struct known_step step = { .id = id, .language = language, .lesson = (uint32_t)text[0],
					   .title = (uint32_t)text[1],
					   .content = text[2] == '-' ? 0 : (uint32_t)text[2] };

		steps_add(&steps, &step);
		free(id);
		text += text[4] == ' ' ? 5 : 4;
	}
	return steps;
}

/* Where each old step is now: a digit, from 1 on, or "-". */
static void assert_match(const char *old_text, const char *now_text, const char *expected)
{
	struct step_list old = steps_of(old_text), now = steps_of(now_text);
	size_t now_at[10];

	assert_int_equal(old.n, strlen(expected));
	steps_match(&old, &now, now_at);
	for (size_t i = 0; i < old.n; i++)
		if (expected[i] != (now_at[i] == now.n ? '-' : (char)('1' + now_at[i])))
			fail_msg("step %zu of \"%s\" is at %zu of \"%s\"", i + 1, old_text, now_at[i] + 1, now_text);
	steps_free(&old);
	steps_free(&now);
}

static void steps_are_known_by_what_stays(void **state)
{
	(void)state;
	assert_match("", "aA1-", "");
	assert_match("aA1- aB2-", "", "--");
	assert_match("aA1- aB2-", "aA1- aB2-", "12");
	assert_match("aA1- aB2-", "aC3- aA1- aB2-", "23");
	assert_match("aA1- aB2-", "aB2- aA1-", "21");
	/* Its checks are others, the lesson has another title, it has another title itself. */
	assert_match("aA1- aB2-", "aX9- aA3-", "2-");
	assert_match("aA1- aB2-", "bB2- bA1-", "21");
	assert_match("aA1- aB2-", "aX2- aY1-", "21");
	/* In another lesson, where its buttons are those of others, too. */
	assert_match("aA1- aB1-", "bB1- bA1-", "21");
	assert_match("aA1- aB1- aC2-", "bX2- bB1- bA9-", "-21");
	/* Others of the same title are told apart by their order. */
	assert_match("aA1- aA2-", "aA3- aA4-", "12");
	/* Nothing of it stays. */
	assert_match("aA1- aB2-", "aC3- aD4-", "--");
	assert_match("aA-- aB--", "aC-- aD--", "--"); /* no content is nothing in common */
	/* The surest wins: one that is the same in all, then by title, then by content. */
	assert_match("aA1- aA2-", "aA2- aA1-", "21");
	assert_match("aA1-", "aA2- aA1-", "2");
	assert_match("aA1-", "aX1- aA2-", "2");
	assert_match("aA1- aA1-", "aA1- aA1-", "12"); /* in their order */
	assert_match("aA1- aA1-", "aA1-", "1-");
}

static void a_guess_is_no_match(void **state)
{
	(void)state;
	/* Two new steps, or two old ones, could be meant. */
	assert_match("aA1-", "bA1- cA1-", "-");
	assert_match("aA1- bA1-", "cA1-", "--");
	assert_match("aA1-", "bX1- bY1-", "-");
	assert_match("aA1- aB1-", "bX1-", "--");
	/* But not one that is known already. */
	assert_match("aA1- bA1-", "bA1- cA1-", "21");
	assert_match("aA1-", "bX1- bY2-", "1");
}

static void translations_have_the_same_numbers(void **state)
{
	(void)state;
	assert_match("aA1- aB2-", "xX1e xY2e", "12");
	assert_match("aA1- aB1-", "xX1e xY1e", "12"); /* by their numbers */
	assert_match("aA1- aB2-", "xX3e xY4e", "12"); /* a translation may be behind */
	assert_match("aA1- aB2-", "xX2e xY1e", "21");
	assert_match("aA1- aB2-", "xX3- xY4-", "--"); /* which is no translation */
	assert_match("aA1e aB2e", "xX3e xY4e", "--");
}

static void lists_of_steps(void **state)
{
	struct step_list steps = steps_of("aA1- aB2-"), one = steps_of("aA1-"), none = { 0 }, copy = { 0 };
	static const char *const others[] = { "bA1-", "aB1-", "aA2-", "aA1e" };

	(void)state;
	assert_true(steps_begin_with(&steps, &none));
	assert_true(steps_begin_with(&steps, &one));
	assert_true(steps_begin_with(&steps, &steps));
	assert_false(steps_begin_with(&one, &steps));
	assert_false(steps_begin_with(&none, &one));
	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		struct step_list other = steps_of(others[i]);

		assert_false(steps_begin_with(&steps, &other));
		steps_free(&other);
	}
	free(one.list[0].id);
	one.list[0].id = mem_dup("1.9");
	assert_false(steps_begin_with(&steps, &one));
	assert_int_equal(steps_find(&steps, "1.2"), 1);
	assert_int_equal(steps_find(&steps, "1.3"), 2);
	steps_copy(&copy, &steps);
	assert_true(steps_begin_with(&copy, &steps) && copy.n == 2 && copy.list[0].id != steps.list[0].id);
	steps_free(&copy);
	steps_free(&one);
	steps_free(&steps);
	assert_int_equal(steps.n, 0);
}

/* ---- other numbers ------------------------------------------------------------------ */

/* The lines that have numbers, after the workshop has these steps instead. */
static void assert_follows(const char *old, const char *now_text, const char *lines, const char *expected)
{
	struct step_list now = steps_of(now_text);
	char *text = mem_printf(HEADER "%send\n", lines), *wanted = mem_printf("%sspent 0\nend\n", expected);
	struct record record;
	struct str out = { 0 };

	assert_true(record_parse(&record, text, strlen(text)));
	record.steps = steps_of(old);
	record_follow(&record, &now, "w");
	assert_string_equal(record.workshop, "w");
	assert_true(steps_begin_with(&record.steps, &now));
	for (size_t i = now.n; i < record.steps.n; i++)
		str_addf(&out, "%s ", record.steps.list[i].id);
	steps_free(&record.steps);
	free(record.workshop);
	record.workshop = NULL;
	record_print(&record, &out);
	if (!str_ends(str_text(&out), wanted) || strchr(str_text(&out), HEADER[0]) == NULL)
		fail_msg("it is\n%sinstead of\n%s", str_text(&out), wanted);
	str_free(&out);
	record_free(&record);
	steps_free(&now);
	free(wanted);
	free(text);
}

static void a_record_follows_its_steps(void **state)
{
	static const char lines[] = "place 1.1\nseen 1.1\nseen 1.2\npassed 1.2 a\nskipped 1.1\nmoment m s 1.2 5\n";

	(void)state;
	assert_follows("aA1- aB2-", "aA1- aB2-", lines,
		       "epoch 0\nplace 1.1\nseen 1.1\nseen 1.2\npassed 1.2 a\nskipped 1.1\nmoment m s 1.2 5\n");
	assert_follows("aA1- aB2-", "aC3- aA1- aB2-", lines,
		       "epoch 0\nplace 1.2\nseen 1.2\nseen 1.3\npassed 1.3 a\nskipped 1.2\nmoment m s 1.3 5\n");
	/* A step that is gone gives its number to none; the place stays where it is. */
	assert_follows("aA1- aB2-", "aB2- aC3-", lines,
		       "epoch 0\nplace 1.1\nseen 1.1~\nseen 1.1\npassed 1.1 a\nskipped 1.1~\nmoment m s 1.1 5\n");
	/* Numbers of which nothing is known stay as they are. */
	assert_follows("aA1-", "aC3- aA1-", "place 7.7\nseen 7.7\nseen 1.1\n",
		       "epoch 0\nplace 7.7\nseen 7.7\nseen 1.2\n");
	assert_follows("aA1-", "aC3- aA1-", "seen 1.1\n", "epoch 0\nseen 1.2\n");
}

/* The names of the steps that are kept though they are gone. */
static void assert_keeps(const char *lines, const char *expected)
{
	struct step_list now = steps_of("aC3-");
	char *text = mem_printf(HEADER "%send\n", lines);
	struct record record;
	struct str kept = { 0 };

	assert_true(record_parse(&record, text, strlen(text)));
	record.steps = steps_of("aA1- aB2-");
	record_follow(&record, &now, "w");
	for (size_t i = now.n; i < record.steps.n; i++)
		str_addf(&kept, "%s ", record.steps.list[i].id);
	assert_string_equal(str_text(&kept), expected);
	str_free(&kept);
	record_free(&record);
	steps_free(&now);
	free(text);
}

static void a_step_is_kept_if_the_record_tells_of_it(void **state)
{
	(void)state;
	assert_keeps("", "");
	assert_keeps("place 1.1\n", "");
	assert_keeps("seen 1.1\n", "1.1~ ");
	assert_keeps("skipped 1.2\n", "1.2 ");
	assert_keeps("passed 1.2 a\n", "1.2 ");
	assert_keeps("moment m s 1.1 5\n", "1.1~ ");
	assert_keeps("seen 1.1\nseen 1.2\n", "1.1~ 1.2 ");
}

/* The step of a change, after the workshop has these steps instead; "-": it is withdrawn. */
static void assert_changed(const char *old_text, const char *now_text, enum record_change_kind kind,
			   const char *step, const char *expected)
{
	struct step_list old = steps_of(old_text), now = steps_of(now_text);
	struct record_change change = { .kind = kind, .step = mem_dup(step), .name = mem_dup("a") };

	changes_follow(&change, 1, &old, &now);
	assert_string_equal(change.kind == CHANGE_NOTHING ? "-" : change.step ? change.step : "none", expected);
	if (change.kind != CHANGE_NOTHING)
		assert_int_equal(change.kind, kind);
	record_change_free(&change);
	assert_int_equal(change.kind, CHANGE_NOTHING);
	steps_free(&old);
	steps_free(&now);
}

static void changes_follow_their_steps(void **state)
{
	(void)state;
	assert_changed("aA1- aB2-", "aC3- aA1- aB2-", CHANGE_PASS, "1.2", "1.3");
	assert_changed("aA1- aB2-", "aC3- aA1- aB2-", CHANGE_PLACE, "1.1", "1.2");
	assert_changed("aA1- aB2-", "aC3- aA1- aB2-", CHANGE_PLACE, "7.7", "7.7");
	assert_changed("aA1- aB2-", "aC3- aA1- aB2-", CHANGE_LANGUAGE, NULL, "none");
	/* It is gone: a check that passed may come back, unless its number is another's. */
	assert_changed("aA1- aB2-", "aA1-", CHANGE_PLACE, "1.2", "-");
	assert_changed("aA1- aB2-", "aA1-", CHANGE_PASS, "1.2", "1.2");
	assert_changed("aA1- aB2-", "aB2-", CHANGE_PASS, "1.1", "-");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_file_comes_back),
		cmocka_unit_test(what_is_invalid_is_left_out),
		cmocka_unit_test(a_nul_is_no_part_of_a_record),
		cmocka_unit_test(what_is_named_twice_counts_once),
		cmocka_unit_test(any_text_is_a_field),
		cmocka_unit_test(changes_are_made),
		cmocka_unit_test(seats_come_and_go),
		cmocka_unit_test(each_deed_is_something),
		cmocka_unit_test(steps_are_known_by_what_stays),
		cmocka_unit_test(a_guess_is_no_match),
		cmocka_unit_test(translations_have_the_same_numbers),
		cmocka_unit_test(lists_of_steps),
		cmocka_unit_test(a_record_follows_its_steps),
		cmocka_unit_test(a_step_is_kept_if_the_record_tells_of_it),
		cmocka_unit_test(changes_follow_their_steps),
	};

	return cmocka_run_group_tests_name("records of progress", tests, NULL, NULL);
}
