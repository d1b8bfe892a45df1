// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is told in a class: payloads as JSON, those of liars too; the roster, and who follows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "json/json.h"
#include "room/follow.h"
#include "room/roster.h"
#include "room/wire.h"

#define S(text) ((char *)(uintptr_t)(text))
#define MINUTE_MS (60 * 1000)
#define FILES "0123456789abcdef"

static int setup(void **state)
{
	struct error err = { 0 };

	(void)state;
	if (!json_open(&err))
		fail_msg("%s", err.message);
	return 0;
}

/* ---- payloads ------------------------------------------------------------------------- */

#define PLACE \
	"{\"v\":1,\"n\":7,\"driver\":\"rosa\",\"workshop\":\"w-1\",\"files\":\"" FILES \
	"\",\"step\":\"3.2\",\"at\":1606000000,\"began\":1605999000"

static void a_place_comes_back(void **state)
{
	struct room_place place;
	char *again;

	(void)state;
	assert_true(wire_read_place(PLACE "}", strlen(PLACE "}"), &place));
	assert_int_equal(place.n, 7);
	assert_string_equal(place.driver, "rosa");
	assert_string_equal(place.step, "3.2");
	assert_int_equal(place.break_until, 0);
	assert_int_equal(place.line, -1);
	again = wire_place(&place);
	assert_string_equal(again, PLACE "}");
	free(again);
	place.line = 0;
	place.break_until = 1606000600;
	again = wire_place(&place);
	assert_string_equal(again, PLACE ",\"break_until\":1606000600,\"line\":0}");
	room_place_free(&place);
	assert_true(wire_read_place(again, strlen(again), &place));
	assert_int_equal(place.line, 0);
	assert_int_equal(place.break_until, 1606000600);
	room_place_free(&place);
	free(again);
}

static void assert_no_place(const char *bytes)
{
	struct room_place place;

	if (wire_read_place(bytes, strlen(bytes), &place))
		fail_msg("this is taken: %s", bytes);
	assert_null(place.driver);
	assert_null(place.step);
}

static void what_is_no_place_is_dropped(void **state)
{
	static const char *const wrong[] = {
		"", "{", "[]", "1", "null", "nonsense", "{}", PLACE, PLACE "}}", PLACE "}x",
		PLACE ",\"line\":-1}", PLACE ",\"line\":\"1\"}", PLACE ",\"line\":1.5}",
		PLACE ",\"break_until\":-4}", PLACE ",\"v\":2}", PLACE ",\"v\":\"1\"}", PLACE ",\"n\":-1}",
		PLACE ",\"at\":1e300}", PLACE ",\"at\":99999999999999999999}", PLACE ",\"driver\":null}",
		PLACE ",\"driver\":\"a\\u0000b\"}", PLACE ",\"driver\":\"\\ud800\"", PLACE ",\"driver\":\"\xff\"}",
		PLACE ",\"files\":\"0123456789ABCDEF\"}", PLACE ",\"files\":\"0123\"}", PLACE ",\"step\":{}}",
		PLACE ",\"x\":[[[[[[[[[[1]]]]]]]]]]}", "{'v':1}",
	};
	char *longest;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(wrong); i++)
		assert_no_place(wrong[i]);
	longest = mem_printf("%s,\"x\":\"%*s\"}", PLACE, ROOM_PAYLOAD_MAX, "");
	assert_no_place(longest);
	free(longest);
	longest = mem_printf("%s,\"driver\":\"%0*d\"}", PLACE, ROOM_NAME_MAX + 1, 0);
	assert_no_place(longest);
	free(longest);
}

static void keys_that_are_not_known_are_passed_over(void **state)
{
	static const char more[] = " \n" PLACE ",\"later\":{\"a\":[1,2,{\"b\":null}]},\"step\":\"4.1\"} \n";
	struct room_place place;

	(void)state;
	assert_true(wire_read_place(more, sizeof more - 1, &place));
	assert_string_equal(place.step, "4.1");
	room_place_free(&place);
}

static void texts_are_cleaned(void **state)
{
	static const char say[] = "{\"v\":1,\"n\":1,\"from\":\"ro\\u001b[31msa\",\"text\":\"a\\nb\\u202ec\",\"at\":5}";
	struct room_say out;

	(void)state;
	assert_true(wire_read_say(say, sizeof say - 1, &out));
	assert_null(strchr(out.from, '\033'));
	assert_null(strchr(out.text, '\n'));
	assert_null(strstr(out.text, "\xe2\x80\xae"));
	assert_int_equal(out.offer, 0);
	room_say_free(&out);
}

static void what_is_said_has_a_limit_in_characters(void **state)
{
	char *text = mem_alloc(2 * ROOM_TEXT_MAX + 3), *payload;
	struct room_say say = { .n = 1, .at = 5, .from = S("rosa"), .text = text, .offer = 7 }, out;
	int i;

	(void)state;
	for (i = 0; i < ROOM_TEXT_MAX; i++)
		memcpy(text + 2 * i, "é", 2);
	payload = wire_say(&say);
	assert_true(wire_read_say(payload, strlen(payload), &out));
	assert_string_equal(out.text, text);
	assert_int_equal(out.offer, 7);
	room_say_free(&out);
	free(payload);
	memcpy(text + 2 * i, "é", 2);
	payload = wire_say(&say);
	assert_false(wire_read_say(payload, strlen(payload), &out));
	free(payload);
	free(text);
}

static void presence_comes_back(void **state)
{
	enum room_presence presence;

	(void)state;
	for (presence = ROOM_HERE; presence <= ROOM_STOPPED; presence++) {
		struct room_here here = { presence, 1606000000, S("01234567"), S("hut") }, out;
		char *payload = wire_here(&here);

		assert_true(wire_read_here(payload, strlen(payload), &out));
		assert_int_equal(out.presence, presence);
		assert_string_equal(out.host, "hut");
		room_here_free(&out);
		free(payload);
	}
}

static struct room_state a_state(void)
{
	struct room_state state = { .step = S("3.2"), .since = 1606000000, .passed = 1, .checks = 2,
				    .n_machines = 1, .hints = 2, .follow = true, .files = S(FILES) };

	state.machines[0] = (struct room_machine){ S("dreamer"), S("running") };
	return state;
}

static void a_state_comes_back(void **state)
{
	struct room_state in = a_state(), out;
	char *payload, *again;

	(void)state;
	in.done[0] = S("1.1");
	in.done[1] = S("1.2");
	in.n_done = 2;
	payload = wire_state(&in);
	assert_string_equal(payload, "{\"v\":1,\"step\":\"3.2\",\"since\":1606000000,\"done\":[\"1.1\",\"1.2\"],"
			    "\"checks\":[1,2],\"machines\":{\"dreamer\":\"running\"},\"busy\":false,\"hand\":0,"
			    "\"hints\":2,\"follow\":true,\"files\":\"" FILES "\",\"full\":false}");
	assert_true(wire_read_state(payload, strlen(payload), &out));
	again = wire_state(&out);
	assert_string_equal(again, payload);
	room_state_free(&out);
	free(payload);
	free(again);
}

static void a_state_that_is_too_long_loses_its_last_steps(void **state)
{
	struct room_state in = a_state(), out;
	char *payload;
	size_t i;

	(void)state;
	for (i = 0; i < ROOM_STEPS_MAX; i++)
		in.done[i] = S("a-step-with-a-long-name");
	in.n_done = ROOM_STEPS_MAX;
	payload = wire_state(&in);
	assert_in_range(strlen(payload), ROOM_PAYLOAD_MAX - 40, ROOM_PAYLOAD_MAX);
	assert_true(wire_read_state(payload, strlen(payload), &out));
	assert_in_range(out.n_done, 60, ROOM_STEPS_MAX - 1);
	room_state_free(&out);
	free(payload);
}

static void states_of_liars_are_dropped(void **state)
{
	static const char *const lies[] = {
		"\"checks\":[3,2]", "\"checks\":[1]", "\"checks\":[1,2,3]", "\"checks\":[-1,2]",
		"\"checks\":{}", "\"machines\":{\"a\":\"on\",\"b\":\"on\",\"c\":\"on\",\"d\":\"on\",\"e\":\"on\"}",
		"\"machines\":{\"a\":1}", "\"machines\":[]", "\"done\":[1]", "\"done\":{}", "\"hand\":-1",
		"\"hand\":true", "\"hints\":-1", "\"hints\":10000", "\"follow\":1", "\"busy\":null", "\"full\":\"no\"",
	};
	struct room_state in = a_state(), out;
	char *payload = wire_state(&in);
	size_t i;

	(void)state;
	payload[strlen(payload) - 1] = '\0';
	for (i = 0; i < ARRAY_LEN(lies); i++) {
		char *lie = mem_printf("%s,%s}", payload, lies[i]);

		if (wire_read_state(lie, strlen(lie), &out))
			fail_msg("this is taken: %s", lies[i]);
		free(lie);
	}
	free(payload);
}

static void what_is_asked_of_a_seat_comes_back(void **state)
{
	enum room_ask kind;

	(void)state;
	for (kind = ROOM_LOOK; kind <= ROOM_HAND_SEEN; kind++) {
		struct room_to to = { kind, S("rosa") }, out;
		char *payload = wire_to(&to);

		assert_true(wire_read_to(payload, strlen(payload), &out));
		assert_int_equal(out.kind, kind);
		room_to_free(&out);
		free(payload);
	}
}

static void a_screen_keeps_its_newest_lines(void **state)
{
	struct room_screen in = { .message = S("done") }, out;
	char *wide = mem_alloc(4 * 400 + 1), *payload;
	size_t i;

	(void)state;
	for (i = 0; i < 400; i++)
		memcpy(wide + 4 * i, "\xf0\x9f\x92\xa1", 4);
	for (i = 0; i < ROOM_LINES_MAX; i++)
		in.lines[i] = wide;
	in.lines[ROOM_LINES_MAX - 1] = S("tick 9");
	in.n_lines = ROOM_LINES_MAX;
	payload = wire_screen(&in);
	assert_in_range(strlen(payload), 1, ROOM_SCREEN_MAX);
	assert_true(wire_read_screen(payload, strlen(payload), &out));
	assert_in_range(out.n_lines, 2, ROOM_LINES_MAX - 1);
	assert_string_equal(out.lines[out.n_lines - 1], "tick 9");
	assert_int_equal(strlen(out.lines[0]), 4 * ROOM_COLUMNS_MAX / 2);
	room_screen_free(&out);
	free(payload);
	free(wide);
}

/* ---- the roster ---------------------------------------------------------------------------- */

static struct roster *a_roster(void)
{
	static const struct roster_step steps[] = {
		{ S("a"), S("2.3"), S("Two"), MINUTE_MS / 2 },
		{ S("b"), S("3.1"), S("Three"), 2 * MINUTE_MS },
		{ S("c"), S("3.2"), S("Freeze it"), 2 * MINUTE_MS },
	};
	struct roster *roster = roster_new(steps, ARRAY_LEN(steps));

	roster_files(roster, FILES);
	return roster;
}

static void is_here(struct roster *roster, const char *name, enum room_presence presence, int64_t since,
		    int64_t now_ms)
{
	struct room_here here = { presence, since, S("01234567"), S("hut") };
	char *payload = wire_here(&here);

	roster_heard_here(roster, name, payload, strlen(payload), false, now_ms);
	free(payload);
}

static void does(struct roster *roster, const char *name, const char *step, int64_t since, int passed,
		 int64_t hand, int64_t now_ms)
{
	struct room_state state = a_state();
	char *payload;

	state.step = S(step);
	state.since = since;
	state.passed = passed;
	state.hand = hand;
	payload = wire_state(&state);
	roster_heard_state(roster, name, payload, strlen(payload), now_ms);
	free(payload);
}

static void assert_row(const struct roster_row *row, const char *shown, enum roster_need need, int64_t need_ms)
{
	assert_string_equal(row->shown, shown);
	assert_int_equal(row->need, need);
	assert_int_equal(row->need_ms, need_ms);
}

/* Every seat's clock is another one. */
static void those_who_need_help_come_first(void **state)
{
	struct roster *roster = a_roster();
	const int64_t now = 100 * MINUTE_MS;
	const struct roster_row *rows;
	size_t n;

	(void)state;
	roster_seat(roster, "u1", "Ana");
	roster_seat(roster, "u2", "Ben");
	roster_seat(roster, "u3", "Lin");
	roster_seat(roster, "u4", "Tomás");
	roster_seat(roster, "u5", "Mei");
	roster_seat(roster, "u6", "Omar");
	roster_seat(roster, "u7", "Zoe");
	roster_seat(roster, "u8", "Kim");
	is_here(roster, "u1", ROOM_HERE, 50, now - MINUTE_MS);
	does(roster, "u1", "c", 60, 0, 0, now - MINUTE_MS);
	is_here(roster, "u2", ROOM_HERE, 9000000, now - MINUTE_MS);
	does(roster, "u2", "b", 9000001, 2, 0, now - MINUTE_MS);
	is_here(roster, "u3", ROOM_HERE, 70, now - 6 * MINUTE_MS);
	does(roster, "u3", "c", 70, 0, 0, now - 6 * MINUTE_MS);
	does(roster, "u3", "c", 70, 0, 310, now - 2 * MINUTE_MS);
	is_here(roster, "u4", ROOM_HERE, 1606000000, now - 9 * MINUTE_MS);
	does(roster, "u4", "a", 1606000000, 1, 0, now - 9 * MINUTE_MS);
	is_here(roster, "u5", ROOM_LOST, 80, now - 40000);
	does(roster, "u5", "b", 70, 1, 0, now - 40000);
	is_here(roster, "u6", ROOM_STOPPED, 3, now - 12000);
	is_here(roster, "u7", ROOM_HERE, 70, now - 5 * MINUTE_MS);
	does(roster, "u7", "c", 70, 0, 130, now - 4 * MINUTE_MS);
	rows = roster_rows(roster, now, &n);
	assert_int_equal(n, 8);
	assert_row(&rows[0], "Zoe", NEED_HAND, 4 * MINUTE_MS);
	assert_row(&rows[1], "Lin", NEED_HAND, 2 * MINUTE_MS);
	assert_row(&rows[2], "Tomás", NEED_STUCK, 9 * MINUTE_MS);
	assert_row(&rows[3], "Mei", NEED_LOST, 40000);
	assert_row(&rows[4], "Omar", NEED_STOPPED, 12000);
	assert_row(&rows[5], "Ben", NEED_NOTHING, MINUTE_MS);
	assert_row(&rows[6], "Ana", NEED_NOTHING, MINUTE_MS);
	assert_row(&rows[7], "Kim", NEED_AWAY, 0);
	assert_string_equal(rows[6].step->number, "3.2");
	assert_false(rows[7].is_known);
	roster_free(roster);
}

/* A step that was opened before this program listened: its writer's clock says how long. */
static void what_was_before_counts_by_its_writers_clock(void **state)
{
	struct roster *roster = a_roster();
	const struct roster_row *rows;
	size_t n;

	(void)state;
	is_here(roster, "u1", ROOM_HERE, 1000, 500);
	does(roster, "u1", "c", 400, 0, 0, 600);
	rows = roster_rows(roster, 1500, &n);
	assert_int_equal(rows[0].on_step_ms, 601000);
	assert_int_equal(rows[0].need, NEED_STUCK);
	/* The same again is no new beginning, another step is. */
	does(roster, "u1", "c", 400, 1, 0, 10000);
	rows = roster_rows(roster, 11500, &n);
	assert_int_equal(rows[0].on_step_ms, 611000);
	does(roster, "u1", "b", 1020, 1, 0, 20000);
	rows = roster_rows(roster, 21000, &n);
	assert_int_equal(rows[0].on_step_ms, 1000);
	roster_free(roster);
}

/* A clock that is turned forward or back makes no age negative. */
static void no_age_is_negative(void **state)
{
	struct roster *roster = a_roster();
	const struct roster_row *rows;
	size_t n;

	(void)state;
	is_here(roster, "u1", ROOM_HERE, 1000, 500);
	does(roster, "u1", "c", 999999, 0, 999999, 600);
	is_here(roster, "u1", ROOM_HERE, 5, 700);
	rows = roster_rows(roster, 700, &n);
	assert_true(rows[0].on_step_ms >= 0 && rows[0].need_ms >= 0);
	roster_free(roster);
}

static void who_is_long_gone_needs_nothing(void **state)
{
	struct roster *roster = a_roster();
	const struct roster_row *rows;
	size_t n;

	(void)state;
	is_here(roster, "u1", ROOM_LOST, 80, 1000);
	rows = roster_rows(roster, 9 * MINUTE_MS, &n);
	assert_int_equal(rows[0].need, NEED_LOST);
	rows = roster_rows(roster, 1000 + 10 * MINUTE_MS, &n);
	assert_int_equal(rows[0].need, NEED_AWAY);
	roster_free(roster);
}

/* An end of this morning, which the broker still has, is no news. */
static void an_end_that_was_kept_is_old(void **state)
{
	struct roster *roster = a_roster();
	struct room_here here = { ROOM_STOPPED, 80, S("01234567"), S("hut") };
	char *payload = wire_here(&here);
	const struct roster_row *rows;
	size_t n;

	(void)state;
	roster_heard_here(roster, "u1", payload, strlen(payload), true, 1000);
	rows = roster_rows(roster, 1000, &n);
	assert_int_equal(rows[0].need, NEED_AWAY);
	is_here(roster, "u1", ROOM_HERE, 90, 2000);
	is_here(roster, "u1", ROOM_STOPPED, 90, 3000);
	rows = roster_rows(roster, 4000, &n);
	assert_row(&rows[0], "u1", NEED_STOPPED, 1000);
	roster_free(roster);
	free(payload);
}

static void what_cannot_be_read_is_counted(void **state)
{
	struct roster *roster = a_roster();
	const struct roster_row *rows;
	size_t n;

	(void)state;
	is_here(roster, "u1", ROOM_HERE, 80, 1000);
	does(roster, "u1", "c", 80, 0, 0, 1000);
	roster_heard_state(roster, "u1", "{", 1, 2000);
	roster_heard_here(roster, "u1", "x", 1, false, 2000);
	roster_heard_state(roster, "u1", "[]", 2, 2000);
	rows = roster_rows(roster, 3000, &n);
	assert_int_equal(rows[0].unreadable, 3);
	assert_int_equal(rows[0].presence, ROOM_HERE);
	assert_string_equal(rows[0].step->number, "3.2");
	/* Somebody who wants to be private takes it away. */
	roster_heard_state(roster, "u1", "", 0, 4000);
	rows = roster_rows(roster, 4000, &n);
	assert_null(rows[0].state);
	assert_int_equal(rows[0].unreadable, 3);
	roster_free(roster);
}

static void the_room_is_counted(void **state)
{
	struct roster *roster = a_roster();
	struct roster_count count;
	int at[3], not_done[3];
	size_t n;

	(void)state;
	is_here(roster, "u1", ROOM_HERE, 80, 1000);
	is_here(roster, "u2", ROOM_HERE, 80, 1000);
	is_here(roster, "u3", ROOM_LOST, 80, 1000);
	is_here(roster, "u4", ROOM_STOPPED, 80, 1000);
	is_here(roster, "u5", ROOM_QUIT, 80, 1000);
	is_here(roster, "u6", ROOM_PRIVATE, 80, 1000);
	roster_seat(roster, "u7", NULL);
	does(roster, "u1", "c", 80, 1, 0, 1000);
	does(roster, "u2", "c", 80, 2, 0, 1000);
	does(roster, "u3", "c", 80, 2, 0, 1000);
	count = roster_count(roster);
	assert_int_equal(count.here, 2);
	assert_int_equal(count.lost, 1);
	assert_int_equal(count.stopped, 1);
	assert_int_equal(count.quit, 2);
	roster_places(roster, at, not_done);
	assert_int_equal(at[2], 2);
	assert_int_equal(not_done[2], 1);
	assert_int_equal(at[0] + at[1], 0);
	/* Other lessons are said, and so is a step that is none of ours. */
	roster_files(roster, "fedcba9876543210");
	assert_true(roster_rows(roster, 1000, &n)[0].other_files);
	does(roster, "u1", "elsewhere", 80, 1, 0, 1000);
	roster_places(roster, at, not_done);
	assert_int_equal(at[2], 1);
	roster_free(roster);
}

static void names_of_a_liar_do_not_fill_the_memory(void **state)
{
	struct roster *roster = a_roster();
	char name[16];
	size_t n;
	int i;

	(void)state;
	for (i = 0; i < 3000; i++) {
		snprintf(name, sizeof name, "u%d", i);
		is_here(roster, name, ROOM_HERE, 80, 1000);
	}
	roster_rows(roster, 1000, &n);
	assert_in_range(n, 200, 1000);
	roster_free(roster);
}

/* ---- following ------------------------------------------------------------------------------ */

static const struct follow_busy free_to_go = { 0 };

static void following_is_off_at_first(void **state)
{
	struct follow follow = { 0 };

	(void)state;
	assert_false(follow_tells(&follow, false));
	assert_true(follow_heard(&follow, 7));
	assert_true(follow_tells(&follow, false));
	assert_false(follow_tells(&follow, true));
	assert_false(follow_goes(&follow, &free_to_go, false));
	follow_start(&follow);
	assert_true(follow_goes(&follow, &free_to_go, false));
	follow_went(&follow);
	assert_false(follow_goes(&follow, &free_to_go, false));
	assert_true(follow_heard(&follow, 8));
	assert_true(follow_goes(&follow, &free_to_go, false));
}

static void nobody_is_dragged_out_of_anything(void **state)
{
	struct follow_busy busy[5] = { { .check = true }, { .typing = true }, { .asked = true },
				       { .search = true }, { .waiting = true } };
	struct follow follow = { 0 };
	size_t i;

	(void)state;
	follow_start(&follow);
	follow_went(&follow);
	for (i = 0; i < ARRAY_LEN(busy); i++) {
		assert_true(follow_heard(&follow, (int64_t)i));
		assert_false(follow_goes(&follow, &busy[i], false));
		assert_true(follow_tells(&follow, false));
		/* It comes by itself when that is over. */
		assert_true(follow_goes(&follow, &free_to_go, false));
	}
}

static void who_moves_looks_around(void **state)
{
	struct follow follow = { 0 };

	(void)state;
	follow_start(&follow);
	follow_heard(&follow, 1);
	follow_went(&follow);
	follow_own_move(&follow);
	assert_true(follow_tells(&follow, false));
	follow_heard(&follow, 2);
	assert_false(follow_goes(&follow, &free_to_go, false));
	follow_start(&follow);
	assert_true(follow_goes(&follow, &free_to_go, false));
}

static void old_places_are_passed_over(void **state)
{
	struct follow follow = { 0 };

	(void)state;
	assert_true(follow_heard(&follow, 5));
	assert_false(follow_heard(&follow, 5));
	assert_false(follow_heard(&follow, 4));
	/* A class that was opened anew counts from the beginning. */
	follow_lost(&follow);
	assert_true(follow_heard(&follow, 1));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_place_comes_back),
		cmocka_unit_test(what_is_no_place_is_dropped),
		cmocka_unit_test(keys_that_are_not_known_are_passed_over),
		cmocka_unit_test(texts_are_cleaned),
		cmocka_unit_test(what_is_said_has_a_limit_in_characters),
		cmocka_unit_test(presence_comes_back),
		cmocka_unit_test(a_state_comes_back),
		cmocka_unit_test(a_state_that_is_too_long_loses_its_last_steps),
		cmocka_unit_test(states_of_liars_are_dropped),
		cmocka_unit_test(what_is_asked_of_a_seat_comes_back),
		cmocka_unit_test(a_screen_keeps_its_newest_lines),
		cmocka_unit_test(those_who_need_help_come_first),
		cmocka_unit_test(what_was_before_counts_by_its_writers_clock),
		cmocka_unit_test(no_age_is_negative),
		cmocka_unit_test(who_is_long_gone_needs_nothing),
		cmocka_unit_test(an_end_that_was_kept_is_old),
		cmocka_unit_test(what_cannot_be_read_is_counted),
		cmocka_unit_test(the_room_is_counted),
		cmocka_unit_test(names_of_a_liar_do_not_fill_the_memory),
		cmocka_unit_test(following_is_off_at_first),
		cmocka_unit_test(nobody_is_dragged_out_of_anything),
		cmocka_unit_test(who_moves_looks_around),
		cmocka_unit_test(old_places_are_passed_over),
	};

	return cmocka_run_group_tests_name("the room", tests, setup, NULL);
}
