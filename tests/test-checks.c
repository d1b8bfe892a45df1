// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The checks of the step that is open: what they say, which of them passed before, and which
 * may pass now. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "session/checks.h"

#define S(text) ((char *)(uintptr_t)(text))

/* ---- what is on disk: here it is in memory ---------------------------------------- */

struct progress {
	const char *passed; /* the key of the check that passed in step 1.1 */
	bool skipped;       /* was step 1.1? */
};

bool progress_passed(const struct progress *progress, const char *step, const char *check_key)
{
	return str_eq(step, "1.1") && str_eq(check_key, progress->passed);
}

bool progress_step_skipped(const struct progress *progress, const char *step)
{
	return str_eq(step, "1.1") && progress->skipped;
}

/* ---- a step of a lamp that runs, has a snapshot, and writes ----------------------- */

static struct check lamp_checks[] = {
	{ .key = S("runs"), .machine = S("lamp"), .state = STATE_RUNNING },
	{ .key = S("kept"), .machine = S("lamp"), .snapshot = S("lit"), .after = 1 },
	{ .key = S("says"), .machine = S("lamp"), .console = S("hello"), .after = 2 },
};

struct room {
	struct machine_spec spec;
	struct step step;
	struct lesson lesson;
	struct workshop workshop;
	struct session_place place;
	struct progress progress;
	struct vm_match match;
	struct vm_machine lamp;
	struct vm_picture picture;
	struct checks checks;
};

static struct room *lit(struct room *room)
{
	*room = (struct room){ 0 };
	room->spec = (struct machine_spec){ .name = S("lamp"), .title = S("The lamp") };
	room->step = (struct step){ .id = S("1.1"), .n_actions = 2, .checks = lamp_checks,
				    .n_checks = ARRAY_LEN(lamp_checks) };
	room->lesson = (struct lesson){ .steps = &room->step, .n_steps = 1 };
	room->workshop = (struct workshop){ .machines = &room->spec, .n_machines = 1,
					    .lessons = &room->lesson, .n_lessons = 1 };
	room->place.workshop = &room->workshop;
	place_open(&room->place, 0, 0);
	room->match = (struct vm_match){ .pattern = S("hello") };
	room->lamp = (struct vm_machine){ .name = S("lamp"), .state = STATE_RUNNING,
					  .console_tail = S(""), .console_ready = true,
					  .matches = &room->match, .n_matches = 1 };
	room->picture = (struct vm_picture){ .link = VM_ALIVE, .machines = &room->lamp,
					     .n_machines = 1 };
	return room;
}

static void leave(struct room *room)
{
	checks_clear(&room->checks);
	place_clear(&room->place);
}

static bool may_pass(struct room *room, size_t i, bool is_skipping)
{
	return checks_may_pass(&room->checks, i, &room->place, &room->picture, &room->progress,
			       is_skipping);
}

/* ---- what they are ---------------------------------------------------------------- */

static void they_are_those_of_the_step(void **state)
{
	struct room room;
	struct checks *checks = &lit(&room)->checks;
	size_t i;

	(void)state;
	room.progress.passed = "kept";
	checks_open(checks, &room.place, &room.progress);
	assert_int_equal(checks->n, 3);
	for (i = 0; i < checks->n; i++)
		assert_ptr_equal(checks->list[i].check, &lamp_checks[i]);
	assert_string_equal(checks->list[0].text, "The lamp is running");
	assert_false(checks->list[0].passed || checks->list[2].passed);
	assert_true(checks->list[1].passed);
	room.workshop.n_lessons = 0;
	checks_open(checks, &room.place, &room.progress);
	assert_int_equal(checks->n, 0);
	checks_take_passed(checks, &room.place, &room.progress);
	leave(&room);
}

static void what_has_passed_stays_so(void **state)
{
	struct room room;
	struct checks *checks = &lit(&room)->checks;

	(void)state;
	checks_open(checks, &room.place, &room.progress);
	checks->list[0].passed = true;
	room.progress.passed = "says";
	checks_take_passed(checks, &room.place, &room.progress);
	assert_true(checks->list[0].passed && checks->list[2].passed);
	assert_false(checks->list[1].passed);
	leave(&room);
}

/* ---- which may pass --------------------------------------------------------------- */

static void what_was_seen_not_to_hold_is_remembered(void **state)
{
	struct room room;
	struct checks *checks = &lit(&room)->checks;

	(void)state;
	checks_open(checks, &room.place, &room.progress);
	room.lamp.state = STATE_UNKNOWN;
	assert_false(may_pass(&room, 0, false));
	assert_false(checks->list[0].seen_open); /* it is not certain */
	room.lamp.state = STATE_PAUSED;
	assert_false(may_pass(&room, 0, false));
	assert_true(checks->list[0].seen_open);
	assert_string_equal(checks->list[0].answer.found, "expected running, found paused");
	room.lamp.state = STATE_UNKNOWN;
	assert_false(may_pass(&room, 0, false));
	assert_true(checks->list[0].seen_open);
	room.lamp.state = STATE_RUNNING;
	assert_true(may_pass(&room, 0, false));
	leave(&room);
}

static void what_a_skip_did_does_not_pass(void **state)
{
	static const struct {
		bool skipped, seen_open, pressed, is_skipping;
		size_t n_actions;
		bool may;
	} rows[] = {
		{ false, false, false, false, 2, true },
		{ false, false, false, true, 2, true },
		{ true, false, false, false, 2, false },
		{ true, false, false, false, 1, false },
		{ true, false, false, false, 0, true }, /* no button does it once more */
		{ true, false, false, true, 0, false },
		{ true, true, false, false, 2, true },
		{ true, true, false, true, 2, false },
		{ true, false, true, false, 2, true },
		{ true, false, true, true, 2, true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(rows); i++) {
		struct room room;
		struct session_check *check;

		lit(&room);
		room.progress.skipped = rows[i].skipped;
		room.place.pressed[2] = rows[i].pressed;
		room.step.n_actions = rows[i].n_actions;
		checks_open(&room.checks, &room.place, &room.progress);
		check = &room.checks.list[0];
		check->seen_open = rows[i].seen_open;
		assert_int_equal(may_pass(&room, 0, rows[i].is_skipping), rows[i].may);
		assert_true(check->answer.holds);
		assert_string_equal(check->answer.found, rows[i].may ? "" :
				    "it is so, as this step was skipped: its buttons do it once more");
		leave(&room);
	}
}

static void a_skip_sees_nothing(void **state)
{
	struct session_check list[3] = { { .seen_open = true }, { .seen_open = true },
					 { .seen_open = true } };
	struct checks two = { .list = list, .n = 2 };

	(void)state;
	checks_forget_seen(&two);
	assert_false(list[0].seen_open || list[1].seen_open);
	assert_true(list[2].seen_open); /* it is another's */
}

/* ---- several of them -------------------------------------------------------------- */

/* A button waits for those that stand right before it: each that has not passed must hold. */
static void a_button_waits_for_those_before_it(void **state)
{
	struct check first = { .after = 0 }, second = { .after = 1 };
	struct session_check list[] = { { .check = &first }, { .check = &second },
					{ .check = &second }, { .check = &first } };
	struct checks three = { .list = list, .n = 3 };

	(void)state;
	list[0].answer.holds = true;
	assert_true(checks_hold_before(&three, 1));
	assert_false(checks_hold_before(&three, 2));
	assert_true(checks_hold_before(&three, 3));
	list[1].passed = true;
	assert_false(checks_hold_before(&three, 2));
	list[2].answer.holds = true;
	assert_true(checks_hold_before(&three, 2));
	list[0].answer.holds = false;
	assert_false(checks_hold_before(&three, 1));
}

static void all_must_hold(void **state)
{
	struct room room;
	struct checks *checks = &lit(&room)->checks;
	struct vm_snapshot snapshot = { .name = S("lit") };

	(void)state;
	assert_false(checks_hold_all(checks, &room.picture)); /* there are none */
	checks_open(checks, &room.place, &room.progress);
	checks->n = 1;
	assert_true(checks_hold_all(checks, &room.picture));
	checks->n = 2;
	assert_false(checks_hold_all(checks, &room.picture));
	room.lamp.snapshots = &snapshot;
	room.lamp.n_snapshots = 1;
	assert_true(checks_hold_all(checks, &room.picture));
	room.lamp.state = STATE_PAUSED;
	assert_false(checks_hold_all(checks, &room.picture));
	room.picture.n_machines = 0;
	assert_false(checks_hold_all(checks, &room.picture));
	checks->n = 3;
	leave(&room);
}

/* Of the console the last line counts, and the one that is being written. */
static void all_hold_by_the_last_line(void **state)
{
	static const struct {
		uint64_t seq, matched;
		bool tail, hold;
	} rows[] = {
		{ 0, 0, false, false }, { 0, 0, true, true }, { 1, 1, false, true },
		{ 5, 5, false, true }, { 5, 4, false, false }, { 5, 0, true, true },
	};
	struct room room;
	struct checks says = { .list = &(struct session_check){ .check = &lamp_checks[2] }, .n = 1 };
	size_t i;

	(void)state;
	lit(&room);
	for (i = 0; i < ARRAY_LEN(rows); i++) {
		room.lamp.console_seq = rows[i].seq;
		room.match.matched = rows[i].matched;
		room.match.tail = rows[i].tail;
		assert_int_equal(checks_hold_all(&says, &room.picture), rows[i].hold);
	}
	leave(&room);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(they_are_those_of_the_step),
		cmocka_unit_test(what_has_passed_stays_so),
		cmocka_unit_test(what_was_seen_not_to_hold_is_remembered),
		cmocka_unit_test(what_a_skip_did_does_not_pass),
		cmocka_unit_test(a_skip_sees_nothing),
		cmocka_unit_test(a_button_waits_for_those_before_it),
		cmocka_unit_test(all_must_hold),
		cmocka_unit_test(all_hold_by_the_last_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
