// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Whatever ends the program, the terminal is given back: as the shell had it, out of the
 * alternate screen, without reports of the mouse and marks of pastes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"
#include "term/line.h"
#include "term/term.h"

static int overflow(long deep)
{
	volatile char here[4096];

	here[0] = (char)deep;
	return deep == 0 ? 0 : overflow(deep - 1) + here[0];
}

static bool in_thread; /* it dies in one that is not the screen's */
static bool too_early; /* it dies before there was a frame */

static void *die(void *arg)
{
	int number = *(const int *)arg;

	if (number > 0)
		raise(number);
	else
		overflow(10 << 20);
	_exit(98);
}

static void die_by(int number)
{
	pthread_t thread;
	struct rlimit no_core = { 0, 0 };
	struct error err = { 0 };

	setrlimit(RLIMIT_CORE, &no_core);
	for (int i = 1; i < SIGRTMIN; i++)
		signal(i, SIG_DFL); /* cmocka takes some */
	setlocale(LC_ALL, "C.UTF-8");
	setenv("TERM", "xterm", 1);
	if (!term_open(&err))
		_exit(99);
	/* A frame that has nothing of its own. */
	if (!too_early)
		line_send(&(struct str){ 0 });
	if (!in_thread)
		die(&number);
	if (thread_start(&thread, die, &number) != 0)
		_exit(97);
	pthread_join(thread, NULL);
	_exit(96);
}

/* What the terminal was told until it was closed. */
static void listen_to(int terminal, struct str *said)
{
	char bytes[4096];
	ssize_t n;

	while ((n = read(terminal, bytes, sizeof bytes)) > 0)
		str_addn(said, bytes, (size_t)n);
}

/* Number 0: the stack runs out. */
static void gives_back(int number, int expected)
{
	struct winsize size = { 24, 80, 0, 0 };
	int terminal, mine, status;
	struct termios before = { 0 }, after = { 0 }; /* not all of it is filled */
	struct str said = { 0 };
	const char *alternate;
	pid_t pid;

	assert_int_equal(openpty(&terminal, &mine, NULL, NULL, &size), 0);
	assert_int_equal(tcgetattr(mine, &before), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		close(terminal);
		login_tty(mine);
		die_by(number);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(tcgetattr(mine, &after), 0);
	close(mine);
	listen_to(terminal, &said);
	close(terminal);
	print_message("signal %d\n", number);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), expected);
	assert_memory_equal(&before, &after, sizeof before);
	alternate = strstr(str_text(&said), "\033[?1049h");
	if (too_early) {
		assert_int_equal(said.len, 0);
		return;
	}
	assert_non_null(alternate);
	assert_non_null(strstr(alternate, "\033[?1049l"));
	assert_non_null(strstr(alternate, "\033[?2004l"));
	assert_non_null(strstr(alternate, "\033[?1002l"));
	str_free(&said);
}

static void every_signal_gives_the_terminal_back(void **state)
{
	static const int numbers[] = {
		SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS, SIGQUIT, SIGXCPU,
		SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2, SIGIO, SIGPWR, SIGSTKFLT,
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		gives_back(numbers[i], numbers[i]);
	gives_back(SIGRTMIN, SIGRTMIN);
	gives_back(SIGRTMAX, SIGRTMAX);
}

static void the_stack_runs_out(void **state)
{
	(void)state;
	gives_back(0, SIGSEGV);
}

/* Of the worker, or of libvirt's events. */
static void so_does_a_fault_of_another_thread(void **state)
{
	static const int numbers[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS };

	(void)state;
	in_thread = true;
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		gives_back(numbers[i], numbers[i]);
	gives_back(0, SIGSEGV);
	in_thread = false;
}

/* To leave the alternate screen without having entered it moves the cursor. */
static void before_the_first_frame_nothing_is_said(void **state)
{
	(void)state;
	too_early = true;
	gives_back(SIGSEGV, SIGSEGV);
	too_early = false;
}

/* As a stop of the program on a terminal that takes no bytes does: the handlers go, too. */
static void given_back_early_it_guards_no_more(void **state)
{
	struct sigaction before, after;

	(void)state;
	sigaction(SIGUSR1, NULL, &before);
	guard_on("");
	guard_give_back();
	guard_off();
	sigaction(SIGUSR1, NULL, &after);
	assert_ptr_equal((void *)after.sa_handler, (void *)before.sa_handler);
}

/* A signal may come when curses has changed the settings, and nothing was drawn. */
static void settings_go_back_before_there_are_handlers(void **state)
{
	struct termios before = { 0 }, after = { 0 }, raw;
	int terminal, mine, status;
	struct str said = { 0 };
	pid_t pid;

	(void)state;
	assert_int_equal(openpty(&terminal, &mine, NULL, NULL, NULL), 0);
	assert_int_equal(tcgetattr(mine, &before), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		close(terminal);
		login_tty(mine);
		guard_remember();
		raw = before;
		cfmakeraw(&raw);
		tcsetattr(STDIN_FILENO, TCSANOW, &raw);
		guard_give_back();
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(tcgetattr(mine, &after), 0);
	close(mine);
	listen_to(terminal, &said);
	close(terminal);
	assert_memory_equal(&before, &after, sizeof before);
	assert_int_equal(said.len, 0);
	str_free(&said);
}

/* Some terminals are given time by zeros. */
static void what_goes_with_the_next_bytes_may_have_zeros(void **state)
{
	struct str said = { 0 }, next = { 0 };
	int terminal, mine, status;
	pid_t pid;

	(void)state;
	assert_int_equal(openpty(&terminal, &mine, NULL, NULL, NULL), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		close(terminal);
		login_tty(mine);
		line_open();
		line_send_with_next("a\0b", 3);
		str_add(&next, "c");
		line_send(&next);
		_exit(line_drain(clock_mono_ms() + 1000) ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	close(mine);
	listen_to(terminal, &said);
	close(terminal);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_int_equal(said.len, 4);
	assert_memory_equal(said.text, "a\0bc", 4);
	str_free(&said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_signal_gives_the_terminal_back),
		cmocka_unit_test(the_stack_runs_out),
		cmocka_unit_test(so_does_a_fault_of_another_thread),
		cmocka_unit_test(before_the_first_frame_nothing_is_said),
		cmocka_unit_test(given_back_early_it_guards_no_more),
		cmocka_unit_test(settings_go_back_before_there_are_handlers),
		cmocka_unit_test(what_goes_with_the_next_bytes_may_have_zeros),
	};

	return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}
