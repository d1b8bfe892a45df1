// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Asking a terminal what it can: what it says, and that its line is as before
 * whatever comes in between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "term/ability.h"

enum { PATIENCE_MS = 10000 };

/* Reads until this has come. */
static void wait_for(int line, const char *wanted)
{
	struct pollfd in = { .fd = line, .events = POLLIN };
	char heard[256] = "";
	size_t n = 0;

	while (!strstr(heard, wanted)) {
		assert_true(n + 1 < sizeof heard);
		assert_int_equal(poll(&in, 1, PATIENCE_MS), 1);
		assert_int_equal(read(line, heard + n, 1), 1);
		heard[++n] = '\0';
	}
}

static void answer(int line, const char *bytes)
{
	assert_int_equal(write(line, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
}

/* A process that asks its terminal and ends with what comes of it. */
static pid_t begin(int *line)
{
	struct winsize size = { 24, 80, 0, 0 };
	pid_t pid = forkpty(line, NULL, NULL, &size);

	assert_true(pid >= 0);
	if (pid == 0) {
		struct asked asked;

		/* What runs in the background of a script ignores it. */
		signal(SIGINT, SIG_DFL);
		setenv("TERM", "xterm-kitty", 1);
		unsetenv("TMUX");
		unsetenv("STY");
		unsetenv("NO_COLOR");
		unsetenv("IMITATION_PIXELS");
		_exit(ask_terminal(&asked) ? asked.pixels : 100);
	}
	wait_for(*line, ABILITY_ASK);
	return pid;
}

static bool is_as_before(int line)
{
	struct termios now;

	assert_int_equal(tcgetattr(line, &now), 0);
	return (now.c_lflag & ICANON) && (now.c_lflag & ECHO);
}

static int end_of(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void it_answers(void **state)
{
	int line, status;
	pid_t pid = begin(&line);

	(void)state;
	assert_false(is_as_before(line));
	answer(line, "\033[?62;c");
	wait_for(line, ABILITY_ASK);
	answer(line, "\033_Gi=31;OK\033\\\033[6;16;8t\033[?62;c");
	status = end_of(pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), PIXELS_KITTY);
	assert_true(is_as_before(line));
	close(line);
}

static void it_says_nothing(void **state)
{
	int line, status;
	pid_t pid = begin(&line);

	(void)state;
	status = end_of(pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), PIXELS_NONE);
	assert_true(is_as_before(line));
	close(line);
}

/* Ctrl-C ends the program, and leaves a line that shows what is typed. */
static void interrupted(void **state)
{
	int line, status;
	pid_t pid = begin(&line);

	(void)state;
	answer(line, "\003");
	status = end_of(pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGINT);
	assert_true(is_as_before(line));
	close(line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_answers),
		cmocka_unit_test(it_says_nothing),
		cmocka_unit_test(interrupted),
	};

	return cmocka_run_group_tests_name("asking the terminal", tests, NULL, NULL);
}
