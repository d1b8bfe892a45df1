// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Is a guest ready for keys: how long a job waits, what it asks, what is an answer, and what
 * counts as a start.  By a clock that stands still, without a hypervisor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "vm/core/exchange.h"
#include "vm/core/guest-ready.h"

#define S(text) ((char *)(uintptr_t)(text))

enum {
	NEVER = 1000000, /* when to ask again, if nothing says otherwise */
	STARTED = 10000,
	ASKED = 20000, /* when the job came */
};

static struct vm_machine machine;
static struct core_machine extra;
static struct vm vm;
static struct core_job job;

/* A machine that runs, and a job that types into its console. */
static int set_up(void **state)
{
	(void)state;
	machine = (struct vm_machine){ .name = S("m"), .state = STATE_RUNNING, .since_ms = STARTED,
				       .console_ready = true, .console_tail = S(""), .console_version = 1 };
	str_free(&extra.typed);
	extra = (struct core_machine){ .heard = true };
	vm = (struct vm){ .truth = { .machines = &machine, .n_machines = 1 }, .extra = &extra,
			  .changed = true };
	job = (struct core_job){ .submitted_ms = ASKED };
	job.request.action = (struct action){ .verb = VERB_TYPE, .machine = S("m"), .text = S("x") };
	return 0;
}

static int clean_up(void **state)
{
	(void)state;
	clock_freeze(-1, -1);
	str_free(&extra.typed);
	return 0;
}

static bool ready_at(int64_t now, int64_t *again)
{
	*again = NEVER;
	clock_freeze(now, now);
	return guest_is_ready(&vm, &job, again);
}

/* It is not ready before this time, is asked again then, and is ready. */
static void assert_ready_from(int64_t from)
{
	int64_t again;

	assert_false(ready_at(ASKED, &again));
	assert_int_equal(again, from);
	assert_false(ready_at(from - 1, &again));
	assert_int_equal(again, from);
	assert_true(ready_at(from, &again));
}

static void assert_ready(void)
{
	int64_t again;

	assert_true(ready_at(ASKED, &again));
	assert_int_equal(again, NEVER);
}

static void most_jobs_wait_for_nothing(void **state)
{
	(void)state;
	extra.heard = false;
	extra.booting = true;
	for (int verb = VERB_NONE; verb < VERB_COUNT; verb++) {
		int64_t again;

		job.request.action.verb = (enum verb)verb;
		machine.since_ms = ASKED;
		assert_int_equal(ready_at(ASKED, &again), verb != VERB_TYPE && verb != VERB_SHUTDOWN);
	}
	job.request.action.verb = VERB_TYPE;
	job.reset = true;
	assert_ready();
	job.reset = false;
	vm.truth.simulated = true;
	assert_ready();
	vm.truth.simulated = false;
	job.request.action.machine = S("another");
	assert_ready();
	job.request.action.machine = S("m");
	machine.state = STATE_PAUSED;
	assert_ready();
	assert_false(machine.waking);
}

static void a_shutdown_waits_for_the_first_output(void **state)
{
	(void)state;
	job.request.action.verb = VERB_SHUTDOWN;
	assert_ready(); /* it has said something */
	extra.heard = false;
	machine.since_ms = ASKED;
	assert_ready_from(ASKED + 3000);
	assert_false(machine.waking);
	/* Also if it was started a while before. */
	machine.since_ms = ASKED - 1000;
	assert_ready_from(ASKED + 2000);
	machine.since_ms = STARTED;
	assert_ready();
	/* Its console is not there yet, or will not be. */
	machine.console_ready = false;
	assert_ready_from(ASKED + 10000);
	machine.console_problem = S("elsewhere");
	assert_ready();
}

static void keys_wait_for_the_firmware(void **state)
{
	int64_t again;

	(void)state;
	extra.heard = false;
	extra.booting = true;
	machine.since_ms = ASKED - 1000;
	assert_false(ready_at(ASKED, &again));
	assert_int_equal(again, ASKED - 1000 + GUEST_WORDS_MS);
	assert_true(machine.waking); /* which is told */
	assert_ready_from(ASKED - 1000 + GUEST_WORDS_MS);
	extra.heard = true;
	assert_ready();
	assert_false(machine.waking);
	/* Nobody knows since when it runs. */
	extra.heard = extra.booting = false;
	machine.since_ms = 0;
	assert_ready_from(ASKED + 3000);
	extra.listens = true;
	assert_ready();
}

/* Where it writes, it has to write once. */
static void keys_wait_after_a_restore(void **state)
{
	(void)state;
	extra.back_ms = ASKED - 1000;
	extra.said_ms = ASKED - 1200;
	assert_ready_from(ASKED - 1000 + 3000);
	extra.said_ms = ASKED - 700; /* it may be of before */
	assert_ready_from(ASKED - 1000 + 3000);
	extra.said_ms = ASKED - 699;
	assert_ready();
	extra.said_ms = ASKED - 1200;
	extra.heard = false; /* its console is another one since */
	assert_ready_from(ASKED - 1000 + 3000);
	extra.heard = true;
	machine.state = STATE_PAUSED; /* it takes no keys anyway, which is said elsewhere */
	assert_ready();
	machine.state = STATE_RUNNING;
	extra.back_ms = ASKED - 5000;
	extra.said_ms = 0;
	assert_ready();
}

static void typing_on_a_console_needs_one(void **state)
{
	struct error err = { 0 };

	(void)state;
	job.request.action.serial = true;
	machine.console_ready = false;
	assert_ready_from(ASKED + 10000);
	assert_false(guest_ready_in_time(&vm, &job, &err));
	assert_string_equal(err.message, "Nothing was typed: the console of m is not connected.");
	assert_string_equal(err.remedy, "Wait a moment, and try again.");
	machine.console_problem = S("it is open elsewhere.");
	assert_ready_from(ASKED + 3000);
	assert_false(guest_ready_in_time(&vm, &job, &err));
	assert_string_equal(err.message, "Nothing was typed: it is open elsewhere.");
	assert_non_null(strstr(err.remedy, "that has it open"));
}

/* ---- asking --------------------------------------------------------------------------- */

/* Is it asked at this time? */
static bool is_asked_at(int64_t now, int64_t *again)
{
	bool asked;

	str_cut(&extra.typed, 0);
	assert_false(ready_at(now, again));
	asked = extra.typed.len > 0;
	if (asked)
		assert_string_equal(str_text(&extra.typed), " \177");
	str_cut(&extra.typed, 0);
	return asked;
}

static void it_is_asked_again_and_again(void **state)
{
	static const int pauses[] = { 1000, 2000, 4000, 8000, 8000 };
	int64_t again, at = STARTED + 500 + 200;

	(void)state;
	job.request.action.serial = true;
	job.submitted_ms = STARTED;
	extra.heard = false; /* since it was started: it is waited for longer then */
	extra.said_ms = STARTED + 500;
	assert_false(is_asked_at(at - 1, &again)); /* it may be about to write more */
	assert_int_equal(again, at);
	for (size_t i = 0; i < ARRAY_LEN(pauses); i++) {
		assert_true(is_asked_at(at, &again));
		assert_int_equal(again, at);
		assert_false(is_asked_at(at + pauses[i] - 1, &again));
		at += pauses[i];
	}
	assert_true(machine.waking);
	/* Not while a question waits to be sent, or without a console. */
	str_add(&extra.typed, "y");
	assert_false(ready_at(at, &again));
	assert_string_equal(str_text(&extra.typed), "y");
}

static void one_that_ran_before_must_be_calm(void **state)
{
	int64_t again;

	(void)state;
	job.request.action.serial = true;
	machine.since_ms = 0;
	extra.said_ms = ASKED - 500;
	assert_false(is_asked_at(ASKED + 1499, &again));
	assert_true(is_asked_at(ASKED + 1500, &again));
	extra.asked = (struct asked){ .answer = ANSWER_NONE };
	extra.said_ms = ASKED + 400;
	assert_false(is_asked_at(ASKED + 1899, &again));
	assert_int_equal(again, ASKED + 1900);
	assert_true(is_asked_at(ASKED + 1900, &again));
}

static void an_answer_is_enough(void **state)
{
	int64_t again;

	(void)state;
	job.request.action.serial = true;
	extra.asked.answer = ANSWER_EDITOR;
	assert_ready();
	assert_true(extra.listens);
	assert_int_equal(extra.woken_ms, ASKED);
	/* It writes and does not answer: it may show no keys.  One that never wrote may be late. */
	set_up(NULL);
	job.request.action.serial = true;
	assert_false(ready_at(ASKED + 2999, &again));
	assert_true(ready_at(ASKED + 3000, &again));
	set_up(NULL);
	job.request.action.serial = true;
	extra.heard = false;
	assert_false(ready_at(ASKED + GUEST_WORDS_MS - 1, &again));
	assert_true(ready_at(ASKED + GUEST_WORDS_MS, &again));
}

static void a_prompt_comes_after_the_lines(void **state)
{
	int64_t again;

	(void)state;
	job.request.action.serial = true;
	job.request.action.after = S("login:");
	extra.asked.answer = ANSWER_LINES;
	extra.said_ms = ASKED - 1000;
	assert_false(ready_at(ASKED + 6999, &again));
	assert_int_equal(again, ASKED + 7000);
	assert_false(machine.waking); /* it has answered */
	assert_true(ready_at(ASKED + 7000, &again));
	assert_true(extra.listens);
	/* Without such a text the answer is enough. */
	set_up(NULL);
	job.request.action.serial = true;
	extra.asked.answer = ANSWER_LINES;
	assert_ready();
}

/* ---- the text that a lesson waits for --------------------------------------------------- */

static void the_text_is_waited_for(void **state)
{
	struct vm_match match = { .pattern = S("login:"), .version = 1 };
	int64_t again;

	(void)state;
	machine.matches = &match;
	machine.n_matches = 1;
	job.request.action.after = S("login:");
	extra.booting = true;
	extra.boot_seq = 5;
	match.matched = 5; /* of before the start */
	assert_false(ready_at(ASKED, &again));
	assert_int_equal(again, ASKED + GUEST_WORDS_MS);
	match.matched = 6;
	extra.said_ms = ASKED + 100;
	assert_false(ready_at(ASKED + 50, &again)); /* it has only just come */
	assert_true(extra.listens && !extra.booting);
	assert_int_equal(extra.woken_ms, ASKED + 50);
	assert_int_equal(again, ASKED + 300);
	assert_false(ready_at(ASKED + 299, &again));
	assert_true(ready_at(ASKED + 300, &again));
	/* Something waits to be sent, and one that never stops writing is not waited for. */
	str_add(&extra.typed, "y");
	assert_false(ready_at(ASKED + 2049, &again));
	assert_int_equal(again, ASKED + 2050);
	assert_true(ready_at(ASKED + 2050, &again));
	/* Once per start. */
	match.matched = 0;
	str_cut(&extra.typed, 0);
	assert_true(ready_at(ASKED + 5000, &again));
}

static void what_never_came_is_said(void **state)
{
	struct error err = { 0 };

	(void)state;
	clock_freeze(ASKED, ASKED);
	assert_true(guest_ready_in_time(&vm, &job, &err));
	assert_true(extra.listens); /* once is enough to wait */
	job.request.action.after = S("login:");
	extra.booting = true;
	assert_false(guest_ready_in_time(&vm, &job, &err));
	assert_string_equal(err.message, "Nothing was typed: m is not listening yet.");
	job.request.action.verb = VERB_SHUTDOWN;
	assert_true(guest_ready_in_time(&vm, &job, &err));
	job.request.action.verb = VERB_TYPE;
	machine.state = STATE_SHUTOFF;
	assert_true(guest_ready_in_time(&vm, &job, &err));
	machine.state = STATE_RUNNING;
	vm.truth.simulated = true;
	assert_true(guest_ready_in_time(&vm, &job, &err));
	vm.truth.simulated = false;
	/* It has spoken after an earlier start, and says nothing after this one. */
	job.request.action.after = NULL;
	extra.spoke = true;
	extra.heard = false;
	assert_false(guest_ready_in_time(&vm, &job, &err));
	assert_string_equal(err.message, "Nothing was typed: m has said nothing since it was started.");
	assert_non_null(strstr(err.remedy, "Look at its console"));
	job.submitted_ms = STARTED + GUEST_WORDS_MS; /* it had the time */
	assert_true(guest_ready_in_time(&vm, &job, &err));
	job.submitted_ms = ASKED;
	extra.spoke = false; /* it may have nothing to say */
	assert_true(guest_ready_in_time(&vm, &job, &err));
	extra.spoke = true;
	machine.console_ready = false;
	assert_true(guest_ready_in_time(&vm, &job, &err));
	job.request.action.serial = true;
	machine.console_ready = true;
	extra.listens = extra.booting = false;
	assert_true(guest_ready_in_time(&vm, &job, &err));
	assert_false(extra.listens); /* on a console it may listen, or not */
}

/* ---- starts ---------------------------------------------------------------------------- */

/* What was read of the machine. */
static void merge(enum machine_state is, enum trouble trouble, int64_t now)
{
	struct vm_machine fresh = { .name = mem_dup("m"), .state = is, .trouble = trouble };
	static struct machine_spec spec;

	vm.specs = &spec;
	vm.n_specs = 1;
	clock_freeze(now, now);
	core_merge(&vm, &fresh, false);
	assert_null(fresh.name);
	assert_int_equal(machine.state, is);
	assert_int_equal(machine.trouble, trouble);
}

static bool booted(enum machine_state was, enum machine_state is)
{
	set_up(NULL);
	machine.state = was;
	machine.console_seq = 7;
	extra.listens = true;
	extra.asked.answer = ANSWER_EDITOR;
	merge(is, TROUBLE_NONE, ASKED);
	assert_int_equal(machine.since_ms, was == is ? STARTED : was == STATE_UNKNOWN ? 0 : ASKED);
	if (extra.booting) {
		assert_int_equal(extra.boot_seq, 7);
		assert_false(extra.listens);
		assert_int_equal(extra.asked.answer, ANSWER_NONE);
	} else {
		assert_true(extra.listens);
	}
	return extra.booting;
}

static void a_machine_that_was_off_boots(void **state)
{
	(void)state;
	for (int was = STATE_UNKNOWN; was < STATE_COUNT; was++)
		for (int is = STATE_ABSENT; is < STATE_COUNT; is++)
			assert_int_equal(booted((enum machine_state)was, (enum machine_state)is),
					 (was == STATE_SHUTOFF || was == STATE_ABSENT) && is == STATE_RUNNING);
}

static void since_when_it_is_so(void **state)
{
	(void)state;
	merge(STATE_RUNNING, TROUBLE_NONE, ASKED);
	assert_int_equal(machine.since_ms, STARTED);
	/* Its memory is written: it runs all the time. */
	merge(STATE_RUNNING, TROUBLE_SAVING, ASKED + 1);
	merge(STATE_RUNNING, TROUBLE_NONE, ASKED + 2);
	assert_int_equal(machine.since_ms, STARTED);
	merge(STATE_PAUSED, TROUBLE_NONE, ASKED + 3);
	assert_int_equal(machine.since_ms, ASKED + 3);
	merge(STATE_PAUSED, TROUBLE_DISK_FULL, ASKED + 4);
	assert_int_equal(machine.since_ms, ASKED + 4);
	merge(STATE_PAUSED, TROUBLE_DISK_FULL, ASKED + 5);
	assert_int_equal(machine.since_ms, ASKED + 4);
	merge(STATE_PAUSED, TROUBLE_NONE, ASKED + 6);
	assert_int_equal(machine.since_ms, ASKED + 6);
}

static void what_is_in_hand_is_not_read(void **state)
{
	struct vm_machine fresh = { .in_hand = true };
	static struct machine_spec spec = { .clone_of = (char *)"another" };

	(void)state;
	vm.specs = &spec;
	vm.n_specs = 1;
	machine.cpu_percent = 50;
	core_merge(&vm, &fresh, true);
	assert_int_equal(machine.state, STATE_RUNNING);
	assert_int_equal(machine.spark[VM_SPARK - 1], 50);
	machine.cpu_percent = -1;
	fresh.in_hand = true;
	core_merge(&vm, &fresh, true);
	assert_int_equal(machine.spark[VM_SPARK - 1], 255);
	assert_int_equal(machine.spark[VM_SPARK - 2], 50);
	/* A clone that is not there yet is not shown. */
	fresh = (struct vm_machine){ .state = STATE_ABSENT, .cpu_percent = 400 };
	core_merge(&vm, &fresh, true);
	assert_true(machine.not_created);
	assert_int_equal(machine.spark[VM_SPARK - 1], 100);
	fresh = (struct vm_machine){ .state = STATE_SHUTOFF };
	vm.screen_at_ms = 5;
	core_merge(&vm, &fresh, false);
	assert_false(machine.not_created);
	assert_int_equal(vm.screen_at_ms, 0); /* its screen is another */
	assert_int_equal(machine.spark[VM_SPARK - 1], 100);
	fresh = (struct vm_machine){ .state = STATE_SHUTOFF };
	vm.screen_at_ms = 5;
	core_merge(&vm, &fresh, false);
	assert_int_equal(vm.screen_at_ms, 5);
}

/* A reset begins, and this comes of it. */
static void reset(enum machine_state is, bool ok, enum error_kind kind)
{
	struct vm_request request = { .action = { .verb = VERB_RESET, .machine = S("m") } };
	struct vm_result result = { .verb = VERB_RESET, .machine = "m", .ok = ok, .error = { .kind = kind } };

	set_up(NULL);
	machine.state = is;
	extra.listens = true;
	clock_freeze(ASKED, ASKED);
	core_resets(&vm, &request);
	core_rebooted(&vm, &result, false);
	assert_false(extra.resets);
}

static void a_reset_is_a_start(void **state)
{
	struct vm_request pause = { .action = { .verb = VERB_PAUSE, .machine = S("m") } };

	(void)state;
	reset(STATE_RUNNING, true, ERROR_NONE);
	assert_true(extra.booting && !extra.listens && !extra.heard);
	assert_int_equal(machine.since_ms, ASKED);
	reset(STATE_PAUSED, true, ERROR_NONE);
	assert_true(extra.booting);
	reset(STATE_SHUTOFF, false, ERROR_STATE);
	assert_true(!extra.booting && extra.listens && extra.heard);
	/* It failed, or nobody knows. */
	reset(STATE_RUNNING, false, ERROR_FAILED);
	assert_true(!extra.booting && extra.listens && extra.heard);
	assert_int_equal(machine.since_ms, STARTED);
	reset(STATE_RUNNING, false, ERROR_CONNECTION);
	assert_true(extra.booting && !extra.listens && !extra.heard);
	set_up(NULL);
	core_resets(&vm, &pause);
	assert_false(extra.resets || extra.booting);
	pause.action.machine = S("another");
	core_resets(&vm, &pause);
}

static void going_back_leaves_open_what_listens(void **state)
{
	struct vm_result back = { .verb = VERB_RESTORE, .machine = "m", .ok = false },
			 stage = { .verb = VERB_STAGE, .machine = "m", .ok = true };

	(void)state;
	clock_freeze(ASKED, ASKED);
	extra.listens = extra.booting = true;
	machine.console_seq = 9;
	core_rebooted(&vm, &back, false); /* it may have gone back all the same */
	assert_true(!extra.listens && !extra.booting);
	assert_int_equal(extra.boot_seq, 9);
	extra.listens = true;
	back.verb = VERB_UNDO;
	core_rebooted(&vm, &back, false);
	assert_false(extra.listens);
	assert_int_equal(machine.since_ms, STARTED);
	/* A stage that restarted it. */
	extra.listens = true;
	core_rebooted(&vm, &stage, false);
	assert_true(extra.listens);
	machine.state = STATE_PAUSED;
	core_rebooted(&vm, &stage, true);
	assert_true(extra.listens);
	machine.state = STATE_RUNNING;
	stage.ok = false;
	core_rebooted(&vm, &stage, true);
	assert_true(extra.listens);
	stage.ok = true;
	core_rebooted(&vm, &stage, true);
	assert_true(extra.booting && !extra.listens);
	assert_int_equal(machine.since_ms, ASKED);
	strcpy(stage.machine, "another");
	core_rebooted(&vm, &stage, true);
}

/* ---- answers ------------------------------------------------------------------------- */

static enum key_answer answer_of(const char *bytes)
{
	struct asked whole = { .pause_ms = 1 }, pieces = { .pause_ms = 1 }, unasked = { .pause_ms = 0 };

	guest_wrote(&whole, bytes, strlen(bytes));
	for (size_t i = 0; bytes[i]; i++)
		guest_wrote(&pieces, bytes + i, 1);
	guest_wrote(&unasked, bytes, strlen(bytes));
	assert_int_equal(whole.answer, pieces.answer);
	assert_int_equal(unasked.answer, ANSWER_NONE);
	return whole.answer;
}

static void a_blank_that_is_erased_is_an_answer(void **state)
{
	(void)state;
	assert_int_equal(answer_of(" \b \b"), ANSWER_LINES);
	assert_int_equal(answer_of(" \b\033[J"), ANSWER_EDITOR);
	assert_int_equal(answer_of("tick 7\r\n \b "), ANSWER_LINES);
	assert_int_equal(answer_of("  \b "), ANSWER_LINES);
	assert_int_equal(answer_of(" \b"), ANSWER_NONE);
	assert_int_equal(answer_of(" \bx "), ANSWER_NONE);
	assert_int_equal(answer_of(" x\b "), ANSWER_NONE);
	assert_int_equal(answer_of("\b \033"), ANSWER_NONE);
	assert_int_equal(answer_of(" ^?"), ANSWER_NONE);
	assert_int_equal(answer_of(" \b \b \b\033"), ANSWER_LINES); /* the first counts */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, clean_up)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(most_jobs_wait_for_nothing),
		TEST(a_shutdown_waits_for_the_first_output),
		TEST(keys_wait_for_the_firmware),
		TEST(keys_wait_after_a_restore),
		TEST(typing_on_a_console_needs_one),
		TEST(it_is_asked_again_and_again),
		TEST(one_that_ran_before_must_be_calm),
		TEST(an_answer_is_enough),
		TEST(a_prompt_comes_after_the_lines),
		TEST(the_text_is_waited_for),
		TEST(what_never_came_is_said),
		TEST(a_machine_that_was_off_boots),
		TEST(since_when_it_is_so),
		TEST(what_is_in_hand_is_not_read),
		TEST(a_reset_is_a_start),
		TEST(going_back_leaves_open_what_listens),
		TEST(a_blank_that_is_erased_is_an_answer),
	};

	return cmocka_run_group_tests_name("ready for keys", tests, NULL, NULL);
}
