// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Does a guest listen that was running before the program looked?  The core on a hypervisor
 * of this test's own, with one machine: its guest answers as a shell does, as a terminal
 * whose lines are read by a program, or not at all. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "idle-backend.h"
#include "lesson/lesson.h"
#include "vm-support.h"
#include "vm/backend.h"
#include "vm/core/exchange.h"
#include "vm/core/worker.h"
#include "vm/machine.h"

#define PROMPT "^keeper# "

enum guest { DEAF, SHELL, LINES, ELSEWHERE };

struct vm_conn {
	struct vm_watch watch;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static enum guest guest;
static int asked;   /* how often */
static bool other;  /* something else was written to its console than the question */
static bool typed;  /* a button's text */
static struct vm_watch *told;

static struct workshop *workshop;
static struct vm *vm;

/* ---- the hypervisor ------------------------------------------------------------------ */

static struct vm_conn *fake_open(const struct vm_open_args *args, struct error *err)
{
	struct vm_conn *conn = mem_alloc(sizeof *conn);

	(void)err;
	conn->watch = args->watch;
	told = &conn->watch;
	return conn;
}

static void fake_close(struct vm_conn *conn)
{
	told = NULL;
	free(conn);
}

static bool fake_alive(struct vm_conn *conn)
{
	(void)conn;
	return true;
}

static bool fake_read(struct vm_conn *conn, struct vm_machine *machines, size_t n, bool full,
		      struct error *err)
{
	(void)conn;
	(void)full;
	(void)err;
	if (n == 0 || machines[0].in_hand)
		return true;
	machines[0].state = STATE_RUNNING;
	machines[0].snapshots = mem_array(1, sizeof *machines[0].snapshots);
	machines[0].snapshots[0] = (struct vm_snapshot){ .name = mem_dup("before"), .current = true,
							 .state = STATE_RUNNING };
	machines[0].n_snapshots = 1;
	return true;
}

static bool fake_act(struct vm_conn *conn, const struct vm_request *request, struct error *err)
{
	(void)conn;
	(void)err;
	pthread_mutex_lock(&lock);
	typed |= request->action.verb == VERB_TYPE;
	pthread_mutex_unlock(&lock);
	return true;
}

static bool fake_console_open(struct vm_conn *conn, const char *machine, struct error *err)
{
	bool elsewhere;

	(void)conn;
	(void)machine;
	pthread_mutex_lock(&lock);
	elsewhere = guest == ELSEWHERE;
	pthread_mutex_unlock(&lock);
	return !elsewhere || error_set(err, ERROR_STATE, "It is open in another window.");
}

static void writes(const char *text)
{
	told->console(told->context, "keeper", text, strlen(text));
}

static ssize_t fake_console_write(struct vm_conn *conn, const char *machine, const char *bytes,
				  size_t n, struct error *err)
{
	bool question = n == 2 && memcmp(bytes, " \177", 2) == 0;
	enum guest now;

	(void)conn;
	(void)machine;
	(void)err;
	pthread_mutex_lock(&lock);
	now = guest;
	asked += question;
	other |= !question;
	pthread_mutex_unlock(&lock);
	if (question && now != DEAF)
		writes(now == SHELL ? " \b\033[J" : " \b \b");
	return (ssize_t)n;
}

static const struct vm_backend fake = IDLE_BACKEND;

/* ---- the machine ------------------------------------------------------------------------ */

static void becomes(enum guest kind)
{
	pthread_mutex_lock(&lock);
	guest = kind;
	pthread_mutex_unlock(&lock);
}

/* The machine runs, and its guest is of this kind. */
static void runs(enum guest kind)
{
	struct vm_config config = { .workshop = workshop, .uri = "qemu:///session", .backend = &fake };
	struct error err = { 0 };

	asked = 0;
	other = typed = false;
	guest = kind;
	vm = vm_open(&config, &err);
	assert_non_null(vm);
	assert_true(support_wait_state(vm, "keeper", STATE_RUNNING));
}

static int setup(void **unused)
{
	(void)unused;
	workshop = support_workshop("listening", "keeper", NULL);
	return 0;
}

static int teardown(void **unused)
{
	(void)unused;
	vm_close(vm, WAIT_MS);
	support_workshop_free(workshop);
	return 0;
}

static uint64_t press(const char *after)
{
	struct vm_request request = { .action = { .verb = VERB_TYPE, .machine = (char *)"keeper",
						  .text = (char *)"ls\n", .after = (char *)after,
						  .serial = true } };
	struct error err = { 0 };
	uint64_t ticket = vm_submit(vm, &request, &err);

	assert_string_equal(err.message, "");
	assert_true(ticket != 0);
	return ticket;
}

static bool was_typed(void)
{
	bool was;

	pthread_mutex_lock(&lock);
	was = typed;
	pthread_mutex_unlock(&lock);
	return was;
}

static int was_asked(void)
{
	int times;

	pthread_mutex_lock(&lock);
	times = asked;
	pthread_mutex_unlock(&lock);
	return times;
}

static void await_questions(int n)
{
	int64_t until = clock_mono_ms() + WAIT_MS;

	while (was_asked() < n && clock_mono_ms() < until)
		usleep(2000);
	assert_true(was_asked() >= n);
}

static bool has_line(const struct vm_picture *picture, void *context)
{
	const struct vm_machine *machine = vm_picture_machine(picture, "keeper");

	for (size_t i = 0; machine && i < machine->n_console; i++)
		if (str_eq(machine->console[i].text, context))
			return true;
	return false;
}

/* The guest writes a line, and the core has it. */
static void writes_line(const char *line)
{
	char *text = mem_printf("%s\r\n", line);

	writes(text);
	free(text);
	assert_true(support_wait(vm, WAIT_MS, has_line, (void *)line));
}

/* Typing follows its reason after SETTLE_MS.  On a computer so slow that the core may have given
 * up waiting, nothing is asserted. */
static void stays_untyped(void)
{
	enum { LONG_ENOUGH_MS = 600, PATIENCE_MS = 2500 };
	int64_t began = clock_mono_ms(), now = began;

	while (now - began < LONG_ENOUGH_MS) {
		bool was = was_typed();

		now = clock_mono_ms();
		if (now - began < PATIENCE_MS)
			assert_false(was);
		usleep(10000);
	}
}

/* Returns how long it took. */
static int64_t typed_in_time(uint64_t ticket)
{
	int64_t began = clock_mono_ms();
	struct vm_result result = support_result(vm, ticket);

	assert_string_equal(result.error.message, "");
	assert_true(result.ok);
	assert_true(was_typed());
	assert_false(other);
	return clock_mono_ms() - began;
}

/* ---- the tests ---------------------------------------------------------------------------- */

static void a_shell_whose_prompt_was_shown_before_answers(void **unused)
{
	(void)unused;
	runs(SHELL);
	typed_in_time(press(PROMPT));
	assert_int_equal(asked, 1);
	typed_in_time(press(PROMPT));
	assert_int_equal(asked, 1); /* it is known now */
}

static void one_that_boots_is_waited_for(void **unused)
{
	uint64_t ticket;

	(void)unused;
	runs(DEAF);
	ticket = press(PROMPT);
	await_questions(2);
	writes_line("A kernel boots.");
	stays_untyped();
	writes("keeper# ");
	typed_in_time(ticket);
}

static void one_that_wakes_up_is_asked_again(void **unused)
{
	uint64_t ticket;

	(void)unused;
	runs(DEAF);
	ticket = press(NULL);
	await_questions(1);
	stays_untyped();
	becomes(SHELL);
	typed_in_time(ticket);
}

static void a_command_that_runs_is_waited_for(void **unused)
{
	uint64_t ticket;

	(void)unused;
	runs(LINES);
	ticket = press(PROMPT);
	await_questions(1);
	writes_line("still at work");
	stays_untyped();
	writes("keeper# ");
	typed_in_time(ticket);
	assert_int_equal(asked, 1);
}

/* The terminal keeps what is typed for whatever reads its next line. */
static void one_whose_prompt_does_not_come_again_is_typed_into(void **unused)
{
	(void)unused;
	runs(LINES);
	assert_true(typed_in_time(press(PROMPT)) > 2000);
}

static void a_terminal_is_enough_where_no_prompt_is_named(void **unused)
{
	(void)unused;
	runs(LINES);
	typed_in_time(press(NULL));
	assert_int_equal(asked, 1);
}

/* A game that shows no keys. */
static void one_that_only_writes_is_typed_into(void **unused)
{
	uint64_t ticket;

	(void)unused;
	runs(DEAF);
	ticket = press(NULL);
	writes_line("tick 1");
	await_questions(1);
	stays_untyped();
	typed_in_time(ticket);
}

static void nothing_is_typed_past_another_program(void **unused)
{
	struct vm_result result;

	(void)unused;
	runs(ELSEWHERE);
	result = support_result(vm, press(PROMPT));
	assert_false(result.ok);
	assert_string_equal(result.error.message, "Nothing was typed: It is open in another window.");
	assert_true(result.error.remedy[0]);
	assert_false(was_typed());
	assert_int_equal(asked, 0);
}

static void a_console_that_comes_free_is_waited_for(void **unused)
{
	uint64_t ticket;

	(void)unused;
	runs(ELSEWHERE);
	ticket = press(PROMPT);
	becomes(SHELL);
	told->changed(told->context, NULL);
	typed_in_time(ticket);
}

static void one_that_went_back_in_time_is_asked_again(void **unused)
{
	struct vm_result result;

	(void)unused;
	runs(SHELL);
	typed_in_time(press(PROMPT));
	assert_int_equal(asked, 1);
	result = support_do(vm, VERB_RESTORE, "keeper", "before");
	assert_string_equal(result.error.message, "");
	assert_true(result.ok);
	typed_in_time(press(PROMPT));
	assert_int_equal(asked, 2);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_shell_whose_prompt_was_shown_before_answers),
		TEST(one_that_boots_is_waited_for),
		TEST(one_that_wakes_up_is_asked_again),
		TEST(a_command_that_runs_is_waited_for),
		TEST(one_whose_prompt_does_not_come_again_is_typed_into),
		TEST(a_terminal_is_enough_where_no_prompt_is_named),
		TEST(one_that_only_writes_is_typed_into),
		TEST(nothing_is_typed_past_another_program),
		TEST(a_console_that_comes_free_is_waited_for),
		TEST(one_that_went_back_in_time_is_asked_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
