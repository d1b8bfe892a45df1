// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A seat of a class, as sshd runs it: one person, one screen, and nothing but the workshop. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/process.h"
#include "line-support.h"

static const char *const simulated[] = { "LIBVIRT_DEFAULT_URI=test:///default", "LANG",
					 "SSH_ORIGINAL_COMMAND=scp -t /tmp", NULL };
static const char *const seat[] = { "seat", NULL };

/* The frame has box characters, though nobody set a locale. */
static void log_in(struct line *line)
{
	struct line_way way = { .rows = 24, .cols = 80, .term = "xterm-256color",
				.variables = simulated, .arguments = seat };

	line_start(line, &way);
	line_until(line, "╭");
	line_until_calm(line);
}

static void log_out(struct line *line)
{
	int status;

	kill(line->pid, SIGHUP);
	status = line_wait(line, NULL);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	line_end(line);
}

static bool is_there(struct line *line)
{
	return waitpid(line->pid, NULL, WNOHANG) == 0;
}

/* Which processes the progress file names; the caller frees it. */
static char *seats_in_file(void)
{
	char *pattern = line_in_home(".local/state/imitation/*.progress"), *text = mem_dup(""), bytes[200];
	glob_t found;
	FILE *file;

	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		file = fopen(found.gl_pathv[i], "r");
		while (file && fgets(bytes, sizeof bytes, file))
			if (strncmp(bytes, "seat ", 5) == 0) {
				char *longer = mem_printf("%s%s", text, bytes);

				free(text);
				text = longer;
			}
		if (file)
			fclose(file);
	}
	globfree(&found);
	free(pattern);
	return text;
}

static void assert_only_seat(const struct line *line)
{
	char *expected = mem_printf("seat %d %lld\n", (int)line->pid, (long long)process_start(line->pid));
	char *seats = seats_in_file();

	assert_string_equal(seats, expected);
	free(seats);
	free(expected);
}

static void the_newest_login_has_the_seat(void **state)
{
	struct line first, second;
	int took, status;

	(void)state;
	log_in(&first);
	assert_only_seat(&first);
	log_in(&second);
	status = line_wait(&first, &took);
	assert_in_range(took, 0, 1000);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_non_null(strstr(str_text(&first.said), "You went on in another window."));
	line_until_calm(&second);
	assert_true(is_there(&second));
	assert_only_seat(&second);
	line_end(&first);
	log_out(&second);
}

/* Its terminal is full, or it stands still: it cannot leave by itself. */
static void one_that_does_not_leave_is_ended(void **state)
{
	struct line first, second;
	int64_t begin;
	int status = 0;

	(void)state;
	log_in(&first);
	kill(first.pid, SIGSTOP);
	begin = clock_mono_ms();
	log_in(&second);
	while (waitpid(first.pid, &status, WNOHANG) == 0 && clock_mono_ms() < begin + LINE_PATIENCE_MS)
		line_hear(&second, 20);
	print_message("ended after %ld ms\n", (long)(clock_mono_ms() - begin));
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	assert_in_range(clock_mono_ms() - begin, 3500, 6500);
	for (int i = 0; i < 8; i++) /* until it is noted */
		line_hear(&second, 250);
	assert_only_seat(&second);
	line_end(&first);
	log_out(&second);
}

/* On a terminal that only prints it is the same. */
static void line_by_line_too(void **state)
{
	struct line_way way = { .rows = 24, .cols = 80, .term = "dumb", .variables = simulated,
				.arguments = seat };
	struct line first, second;
	int status;

	(void)state;
	line_start(&first, &way);
	line_until(&first, "q quit.");
	line_until_calm(&first);
	assert_only_seat(&first);
	log_in(&second);
	status = line_wait(&first, NULL);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_non_null(strstr(str_text(&first.said), "You went on in another window."));
	line_end(&first);
	log_out(&second);
}

/* A workshop that is opened as usual is no seat, and leaves nobody's. */
static void other_windows_stay(void **state)
{
	static const char *const usual[] = { "--connect", "test:///default", NULL };
	struct line_way way = { .rows = 24, .cols = 80, .term = "xterm-256color", .arguments = usual };
	struct line other, person;

	(void)state;
	line_start(&other, &way);
	line_until(&other, "╭");
	log_in(&person);
	line_until_calm(&other);
	assert_true(is_there(&other));
	assert_true(is_there(&person));
	log_out(&person);
	log_out(&other);
}

/* ---- nothing but the workshop ----------------------------------------------------------- */

static void assert_in_proc(const struct line *line, const char *name, const char *text)
{
	char *path = mem_printf("/proc/%d/%s", (int)line->pid, name), bytes[8192];
	FILE *file = fopen(path, "r");
	size_t n = file ? fread(bytes, 1, sizeof bytes - 1, file) : 0;

	bytes[n] = '\0';
	if (file)
		fclose(file);
	if (!strstr(bytes, text))
		fail_msg("%s has no \"%s\": %s", path, text, bytes);
	free(path);
}

static void there_is_no_shell(void **state)
{
	struct line line;

	(void)state;
	log_in(&line);
	assert_in_proc(&line, "status", "Umask:\t0077");
	assert_in_proc(&line, "limits", "Max core file size        0                    0");
	line_press(&line, "\032");
	line_until(&line, "There is no shell here to go to.");
	kill(line.pid, SIGTSTP);
	line_until_calm(&line);
	line_press(&line, "G");
	line_until(&line, "Guests are made for all in the class at once, not here.");
	log_out(&line);
}

/* Runs the command of a shell, and hears what it says; the caller frees it. */
static char *says(const char *command, int *status)
{
	FILE *pipe = popen(command, "r");
	char bytes[2000];
	size_t n = fread(bytes, 1, sizeof bytes - 1, pipe);

	bytes[n] = '\0';
	*status = pclose(pipe);
	return mem_dup(bytes);
}

static void a_seat_needs_a_terminal(void **state)
{
	char *here = realpath(getenv("top_builddir") ? getenv("top_builddir") : ".", NULL);
	char *command = mem_printf("printf 'n\\n1\\n' | LC_ALL=C '%s/src/imitation' seat 2>&1", here), *said;
	int status;

	(void)state;
	said = says(command, &status);
	assert_string_equal(said, "imitation: a seat needs a terminal, as plain ssh gives it\n");
	assert_int_equal(WEXITSTATUS(status), 2);
	free(said);
	free(command);
	free(here);
}

static void a_seat_is_asked_for_nothing(void **state)
{
	static const char *const asked[][3] = { { "seat", "shop" }, { "seat", "--watch" },
						{ "seat", "--connect=qemu:///system" } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(asked); i++) {
		struct line_way way = { .rows = 24, .cols = 80, .term = "xterm-256color",
					.variables = simulated, .arguments = asked[i] };
		struct line line;
		int status;

		line_start(&line, &way);
		status = line_wait(&line, NULL);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
		assert_non_null(strstr(str_text(&line.said), "A seat takes no options and no arguments."));
		line_end(&line);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_newest_login_has_the_seat),
		cmocka_unit_test(one_that_does_not_leave_is_ended),
		cmocka_unit_test(line_by_line_too),
		cmocka_unit_test(other_windows_stay),
		cmocka_unit_test(there_is_no_shell),
		cmocka_unit_test(a_seat_needs_a_terminal),
		cmocka_unit_test(a_seat_is_asked_for_nothing),
	};

	if (!line_has_program())
		return EXIT_FAILURE;
	return cmocka_run_group_tests_name("seat", tests, line_home, line_forget_home);
}
