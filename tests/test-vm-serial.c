// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The serial consoles in the core: lines and terminal, where output is missing and why, what
 * may be typed and what waits to be sent.  By a clock that stands still, without a
 * hypervisor or a worker. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "vm-support.h"
#include "vm/core/exchange.h"
#include "vm/core/serial.h"

#define S(text) ((char *)(uintptr_t)(text))

enum {
	NOW = 50000,
	FULL = 64 * 1024 - 16, /* so much waits that no key is taken */
};

static struct vm *vm;
static struct vm_machine *m;
static struct core_machine *extra;
static int woken, heard; /* how often the worker was woken, and the thread that compares */

/* Takes the place of the C library's: nobody waits here. */
int pthread_cond_signal(pthread_cond_t *cond)
{
	woken += vm && cond == &vm->wake;
	heard += vm && cond == &vm->heard;
	return 0;
}

/* A lock that a thread can take again. */
static void init_lock(pthread_mutex_t *lock)
{
	pthread_mutexattr_t attr;

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_destroy(lock);
	pthread_mutex_init(lock, &attr);
	pthread_mutexattr_destroy(&attr);
}

/* Two machines that run; their consoles are open.  The test has the core's lock. */
static int set_up(void **state)
{
	struct workshop *workshop = support_workshop("w", "m", NULL);
	struct vm_config config = { .workshop = workshop };

	(void)state;
	support_add_clone(workshop, "other");
	vm = core_new(&config);
	support_workshop_free(workshop);
	init_lock(&vm->lock);
	pthread_mutex_lock(&vm->lock);
	m = core_machine(vm, "m");
	extra = core_extra(vm, m);
	m->state = STATE_RUNNING;
	m->console_ready = true;
	clock_freeze(NOW, NOW);
	woken = heard = 0;
	return 0;
}

/* On another thread, which cannot have a lock that is still held. */
static void *take(void *lock)
{
	bool taken = pthread_mutex_trylock(lock) == 0;

	if (taken)
		pthread_mutex_unlock(lock);
	return taken ? lock : NULL;
}

static int clean_up(void **state)
{
	pthread_t thread;
	void *taken;

	(void)state;
	clock_freeze(-1, -1);
	/* Who takes the lock gives it back, and nobody else does. */
	assert_int_equal(pthread_mutex_unlock(&vm->lock), 0);
	assert_int_equal(pthread_create(&thread, NULL, take, &vm->lock), 0);
	pthread_join(thread, &taken);
	assert_ptr_equal(taken, &vm->lock);
	core_free(vm);
	vm = NULL;
	return 0;
}

static void says(const char *text)
{
	core_console_bytes(vm, "m", text, strlen(text));
}

static void ends(void)
{
	core_console_bytes(vm, "m", NULL, 0);
}

/* Is there a change for the screen's thread since this was asked last? */
static bool has_changed(void)
{
	static uint64_t version;
	bool changed = vm->truth.version != version;

	version = vm->truth.version;
	return changed;
}

/* The terminal shows it, and how often. */
static int shown(const char *text)
{
	uint64_t line = 0;
	int n = 0;

	while ((line = vm_console_find(vm, "m", text, line)) > 0)
		n++;
	return n;
}

static void assert_typed(const char *text)
{
	assert_int_equal(extra->typed.len, strlen(text));
	assert_memory_equal(str_text(&extra->typed), text, strlen(text));
}

/* ---- from the machine ------------------------------------------------------------- */

static void output_becomes_lines(void **state)
{
	(void)state;
	m->console_ready = false;
	says("one\r\ntwo");
	assert_int_equal(m->n_console, 1);
	assert_string_equal(m->console[0].text, "one");
	assert_int_equal(m->console[0].seq, 1);
	assert_int_equal(m->console[0].said, 3);
	assert_int_equal(m->console_seq, 1);
	assert_string_equal(m->console_tail, "two");
	assert_int_equal(m->tail_said, 3);
	assert_int_equal(m->console_version, 1);
	assert_true(m->console_ready && extra->heard && extra->spoke && has_changed());
	assert_int_equal(extra->said_ms, NOW);
	assert_int_equal(shown("one") + shown("two"), 2);
	assert_int_equal(shown("connected again"), 0);
	core_console_bytes(vm, "nobody", "x", 1);
	assert_false(has_changed());
}

static void so_many_lines_are_kept(void **state)
{
	(void)state;
	for (int i = 1; i <= VM_CONSOLE_KEEP + 2; i++) {
		char *line = mem_printf("line %d\n", i);

		says(line);
		free(line);
	}
	assert_int_equal(m->n_console, VM_CONSOLE_KEEP);
	assert_int_equal(m->console_seq, VM_CONSOLE_KEEP + 2);
	for (int i = 0; i < VM_CONSOLE_KEEP; i++) {
		char *line = mem_printf("line %d", i + 3);

		assert_string_equal(m->console[i].text, line);
		assert_int_equal(m->console[i].seq, i + 3);
		free(line);
	}
}

static void who_waits_is_woken(void **state)
{
	struct vm_match match = { .pattern = S("x") };
	struct core_job job = { .ticket = 1 };

	(void)state;
	says("a");
	assert_int_equal(woken + heard, 0);
	m->matches = &match;
	m->n_matches = 1;
	says("b");
	assert_true(heard == 1 && woken == 0);
	m->matches = NULL;
	m->n_matches = 0;
	vm->jobs = &job;
	says("c");
	assert_true(heard == 1 && woken == 1);
	vm->jobs = NULL;
}

static void an_echo_is_not_said(void **state)
{
	struct action action = { .machine = S("m"), .text = S("ls\n") };

	(void)state;
	says("$ ");
	core_console_typed(vm, &action);
	says("ls");
	assert_string_equal(m->console_tail, "$ ls");
	assert_int_equal(m->tail_said, 2);
	says("\r\nls\r\n");
	assert_int_equal(m->console[0].said, 2);
	assert_int_equal(m->console[1].said, 2);
	/* Behind what is no prompt it is known by its place. */
	says("name");
	core_console_typed(vm, &action);
	says("ls");
	assert_int_equal(m->tail_said, 4);
	says("\r\n");
	assert_int_equal(m->console[2].said, 4);
	action.text = NULL;
	core_console_typed(vm, &action);
	action.machine = S("nobody");
	core_console_typed(vm, &action);
}

static void an_answer_is_looked_for(void **state)
{
	(void)state;
	extra->asked.pause_ms = 1;
	says(" \b ");
	assert_int_equal(extra->asked.answer, ANSWER_LINES);
	ends();
	assert_int_equal(extra->asked.answer, ANSWER_NONE);
	assert_int_equal(extra->asked.pause_ms, 0);
}

/* ---- where output is missing ------------------------------------------------------ */

static void an_end_forgets_what_was_under_way(void **state)
{
	struct action action = { .machine = S("m"), .text = S("root\n") };

	(void)state;
	says("login: ");
	core_console_typed(vm, &action);
	str_add(&extra->typed, "root\n");
	ends();
	assert_string_equal(m->console[0].text, "login: ");
	assert_string_equal(m->console_tail, "");
	assert_int_equal(m->n_console, 1);
	assert_false(m->console_ready || extra->heard);
	assert_true(extra->dropped && extra->spoke);
	assert_typed("");
	assert_int_equal(extra->typed_cut, 1);
	assert_int_equal(extra->echo.n, 0);
	ends();
	assert_int_equal(m->n_console, 1); /* there was no line */
	assert_int_equal(extra->typed_cut, 2);
	/* Half an escape sequence is not continued. */
	says("a\033[");
	ends();
	says("1b");
	assert_string_equal(m->console_tail, "1b");
}

static void it_is_told_once_that_it_is_back(void **state)
{
	(void)state;
	says("a\r\n");
	ends();
	assert_int_equal(m->console_jump, 0);
	has_changed();
	core_console_opens(vm, 0);
	assert_true(has_changed());
	assert_int_equal(m->console_jump, 1);
	assert_int_equal(shown("— connected again —"), 1);
	core_console_opens(vm, 0);
	assert_false(has_changed());
	assert_int_equal(shown("— connected again —"), 1);
	/* Nothing was written since: no second line. */
	ends();
	core_console_opens(vm, 0);
	assert_int_equal(shown("— connected again —"), 1);
	says("b\r\n");
	assert_false(extra->marked);
	ends();
	says("c\r\n"); /* what it writes tells the same */
	assert_int_equal(shown("— connected again —"), 2);
	assert_int_equal(m->console_jump, 2);
	assert_false(extra->dropped);
}

static void it_is_told_that_it_was_off(void **state)
{
	(void)state;
	says("a\r\n");
	core_console_state(vm, 0, true, "p");
	core_console_off(vm, 0);
	assert_true(extra->off);
	assert_false(m->console_ready);
	assert_null(m->console_problem);
	assert_int_equal(m->console_jump, 0);
	says("b\r\n");
	assert_int_equal(shown("— started —"), 1);
	assert_int_equal(m->console_jump, 1);
	assert_false(extra->off);
	m->state = STATE_ABSENT;
	core_console_off(vm, 0);
	assert_int_equal(m->console_jump, 2);
}

/* A job begins whose machine's console continues elsewhere.  Returns what it will say. */
static const char *cause(enum verb verb, enum machine_state was)
{
	const struct vm_request request = { .action = { .verb = verb, .machine = S("m"),
							.name = S("a") } };

	core_console_cause(vm, &request, was);
	return extra->cause;
}

static void each_job_has_its_words(void **state)
{
	struct vm_request request = { .action = { .machine = S("nobody") } };

	(void)state;
	assert_string_equal(cause(VERB_RESTORE, STATE_RUNNING), "— back to a —");
	assert_string_equal(cause(VERB_UNDO, STATE_RUNNING), "— back to where you had left —");
	assert_string_equal(cause(VERB_RESET, STATE_RUNNING), "— reset —");
	assert_string_equal(cause(VERB_START, STATE_SAVED), "— woken up —");
	assert_string_equal(cause(VERB_START, STATE_SHUTOFF), "— started —");
	assert_int_equal(extra->cause_ms, NOW);
	core_console_cause(vm, &request, STATE_RUNNING);
	core_console_moved(vm, &request, true);
}

/* The console says it if it comes back in the ten seconds after the job, or during it. */
static void the_cause_is_said_soon_after_it(void **state)
{
	struct core_job job = { .request.action = { .machine = S("m") } };

	(void)state;
	cause(VERB_RESTORE, STATE_RUNNING);
	ends();
	clock_freeze(NOW + 9999, NOW + 9999);
	core_console_opens(vm, 0);
	assert_int_equal(shown("— back to a —"), 1);
	assert_null(extra->cause);
	/* It is said although nothing was written since. */
	cause(VERB_UNDO, STATE_RUNNING);
	ends();
	core_console_opens(vm, 0);
	assert_int_equal(shown("— back to where you had left —"), 1);
	says("x\r\n");
	cause(VERB_RESTORE, STATE_RUNNING);
	ends();
	clock_freeze(NOW + 9999 + 10000, NOW + 9999 + 10000);
	core_console_opens(vm, 0);
	assert_int_equal(shown("— back to a —"), 1);
	assert_int_equal(shown("— connected again —"), 1);
	assert_null(extra->cause);
	cause(VERB_RESTORE, STATE_RUNNING);
	ends();
	vm->begun = &job;
	clock_freeze(10 * NOW, 10 * NOW);
	says("y\r\n");
	vm->begun = NULL;
	assert_int_equal(shown("— back to a —"), 2);
	/* Without an end of the stream nothing is missing. */
	cause(VERB_RESTORE, STATE_RUNNING);
	core_console_opens(vm, 0);
	assert_int_equal(shown("— back to a —"), 2);
}

static void moved(enum verb verb, bool ok)
{
	const struct vm_request request = { .action = { .verb = verb, .machine = S("m") } };

	core_console_moved(vm, &request, ok);
}

static void the_end_of_the_job_counts(void **state)
{
	struct action action = { .machine = S("m"), .text = S("x") };

	(void)state;
	says("a\r\n");
	moved(VERB_RESET, true); /* there is no cause */
	assert_int_equal(m->console_jump, 0);
	cause(VERB_RESTORE, STATE_RUNNING);
	clock_freeze(NOW + 7, NOW + 7);
	moved(VERB_RESTORE, true);
	assert_int_equal(extra->cause_ms, NOW + 7);
	assert_string_equal(extra->cause, "— back to a —");
	moved(VERB_RESTORE, false);
	assert_null(extra->cause);
	cause(VERB_RESET, STATE_RUNNING);
	moved(VERB_RESET, false);
	assert_null(extra->cause);
	assert_int_equal(shown("— reset —"), 0);
	assert_int_equal(m->console_jump, 0);
	/* A reset says it at once: its console stays open. */
	cause(VERB_RESET, STATE_RUNNING);
	core_console_typed(vm, &action);
	assert_int_equal(extra->echo.n, 1);
	has_changed();
	moved(VERB_RESET, true);
	assert_true(has_changed());
	assert_null(extra->cause);
	assert_int_equal(extra->echo.n, 0);
	assert_int_equal(shown("— reset —"), 1);
	assert_int_equal(m->console_jump, 1);
	assert_true(extra->marked);
}

static void a_state_is_told_if_it_is_new(void **state)
{
	(void)state;
	core_console_state(vm, 0, false, "open elsewhere");
	assert_false(m->console_ready);
	assert_string_equal(m->console_problem, "open elsewhere");
	has_changed();
	core_console_state(vm, 0, false, "open elsewhere");
	assert_false(has_changed());
	core_console_state(vm, 0, false, "gone");
	assert_true(has_changed());
	assert_string_equal(m->console_problem, "gone");
	core_console_state(vm, 0, true, "gone");
	assert_true(has_changed());
	assert_true(m->console_ready);
	core_console_state(vm, 0, true, NULL);
	assert_true(has_changed());
	assert_null(m->console_problem);
}

/* ---- to the machine --------------------------------------------------------------- */

static void assert_refused(const char *why)
{
	struct error err = { 0 };
	size_t before = extra->typed.len;

	assert_false(vm_console_key(vm, "m", 'x', &err));
	assert_int_equal(err.kind, ERROR_STATE);
	assert_string_equal(err.message, why);
	assert_int_equal(extra->typed.len, before);
	assert_int_equal(woken, 0);
}

static void keys_wait_for_the_worker(void **state)
{
	struct error err = { 0 };

	(void)state;
	assert_true(vm_console_key(vm, "m", 'l', &err));
	assert_int_equal(woken, 1);
	assert_true(vm_console_key(vm, "m", VM_KEY_ENTER, &err));
	assert_typed("l\r");
	assert_int_equal(err.kind, ERROR_NONE);
	assert_false(vm_console_key(vm, "nobody", 'x', &err));
	says("$ l\r\n");
	assert_int_equal(m->console[0].said, 2); /* it is an echo */
}

static void keys_may_be_refused(void **state)
{
	struct error err = { 0 };

	(void)state;
	core_console_state(vm, 0, false, NULL);
	assert_refused("Not typed: the console of m is not connected.");
	core_console_state(vm, 0, false, "It is open elsewhere.");
	assert_refused("It is open elsewhere.");
	core_console_state(vm, 0, true, "It is open elsewhere.");
	str_fill(&extra->typed, 'x', FULL);
	assert_refused("The machine does not take what is typed.");
	str_cut(&extra->typed, FULL - 1);
	assert_true(vm_console_key(vm, "m", 'x', &err));
	assert_int_equal(extra->typed.len, FULL);
}

/* A terminal answers where its cursor is. */
static void answers_go_back_unless_too_many_wait(void **state)
{
	struct error err;

	(void)state;
	says("\033[6n");
	assert_typed("\033[1;1R");
	assert_int_equal(woken, 1);
	str_cut(&extra->typed, 0);
	str_fill(&extra->typed, 'x', 1024 - 6);
	says("\033[6n");
	assert_int_equal(extra->typed.len, 1024);
	str_cut(&extra->typed, 1024 - 5);
	says("\033[6n");
	assert_int_equal(extra->typed.len, 1024 - 5);
	assert_int_equal(woken, 2);
	str_cut(&extra->typed, 0);
	assert_true(vm_console_key(vm, "m", 'k', &err));
	assert_typed("k"); /* the answer is gone */
}

static void what_was_sent_waits_no_more(void **state)
{
	char bytes[8] = "";

	(void)state;
	assert_false(core_typed_waits(vm));
	assert_int_equal(core_typed(vm, 0, bytes, sizeof bytes), 0);
	core_typed_sent(vm, 0, 1);
	str_add(&vm->extra[1].typed, "abcde");
	assert_true(core_typed_waits(vm));
	assert_int_equal(core_typed(vm, 1, bytes, 1), 1);
	assert_string_equal(bytes, "a");
	assert_int_equal(core_typed(vm, 1, bytes, 3), 3);
	assert_string_equal(bytes, "abc");
	assert_int_equal(core_typed(vm, 1, bytes, sizeof bytes), 5);
	assert_string_equal(bytes, "abcde");
	core_typed_sent(vm, 1, 1);
	assert_string_equal(str_text(&vm->extra[1].typed), "bcde");
	core_typed_sent(vm, 1, 2);
	assert_string_equal(str_text(&vm->extra[1].typed), "de");
	core_typed_sent(vm, 1, 3);
	assert_false(core_typed_waits(vm));
	str_add(&extra->typed, "x");
	assert_true(core_typed_waits(vm));
}

/* ---- to the screen ---------------------------------------------------------------- */

static void the_terminal_can_be_read(void **state)
{
	struct vm_page *page;
	char *text;

	(void)state;
	says("one\r\ntwo\r\nthree");
	page = vm_console_page(vm, "m", 0, 2);
	assert_int_equal(page->n, 2);
	assert_string_equal(page->cells[0].text, "t");
	vm_page_free(page);
	assert_int_equal(vm_console_find(vm, "m", "two", 0), 2);
	assert_int_equal(vm_console_find(vm, "m", "two", 2), 0);
	text = vm_console_text(vm, "m", (struct vm_spot){ 1, 1 }, (struct vm_spot){ 2, 0 });
	assert_string_equal(text, "ne\nt");
	free(text);
	assert_null(vm_console_page(vm, "nobody", 0, 2));
	assert_int_equal(vm_console_find(vm, "nobody", "two", 0), 0);
	assert_null(vm_console_text(vm, "nobody", (struct vm_spot){ 1, 1 }, (struct vm_spot){ 2, 0 }));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, clean_up)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(output_becomes_lines),
		TEST(so_many_lines_are_kept),
		TEST(who_waits_is_woken),
		TEST(an_echo_is_not_said),
		TEST(an_answer_is_looked_for),
		TEST(an_end_forgets_what_was_under_way),
		TEST(it_is_told_once_that_it_is_back),
		TEST(it_is_told_that_it_was_off),
		TEST(each_job_has_its_words),
		TEST(the_cause_is_said_soon_after_it),
		TEST(the_end_of_the_job_counts),
		TEST(a_state_is_told_if_it_is_new),
		TEST(keys_wait_for_the_worker),
		TEST(keys_may_be_refused),
		TEST(answers_go_back_unless_too_many_wait),
		TEST(what_was_sent_waits_no_more),
		TEST(the_terminal_can_be_read),
	};

	return cmocka_run_group_tests_name("serial consoles", tests, NULL, NULL);
}
