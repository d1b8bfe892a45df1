// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The program on lines of all kinds: whatever a line says of its size and its terminal, the
 * program costs little and ends in time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "line-support.h"

#ifdef __SANITIZE_ADDRESS__
enum { MOST_KIB = 1 << 20 };
#else
enum { MOST_KIB = 64 << 10 };
#endif
enum {
	SIGNAL_MS = 2000,
	GONE_MS = 500,
};

static const char *const shop[] = { "--connect", "test:///default", "shop", NULL };

/* It ends by itself, in time. */
static void ends_by(struct line *line, int number, const char *what)
{
	int took, status;

	kill(line->pid, number);
	status = line_wait(line, &took);
	print_message("%s, %s: %d ms, status %x\n", what, strsignal(number), took, (unsigned)status);
	assert_in_range(took, 0, SIGNAL_MS);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS);
}

/* ---- sizes --------------------------------------------------------------------------- */

static void costs_little(struct line *line, const char *what)
{
	long kib = line_peak_kib(line);

	print_message("%s: %ld KiB\n", what, kib);
	assert_in_range(kib, 1, MOST_KIB);
}

static void size_and_signal(const char *term, unsigned short rows, unsigned short cols, int number)
{
	struct line_way way = { .rows = rows, .cols = cols, .term = term, .arguments = shop };
	char *what = mem_printf("%u columns, %u lines", cols, rows);
	struct line line;

	line_start(&line, &way);
	line_until(&line, "\033[?2004h");
	line_until_calm(&line);
	line_press(&line, "\033[<0;9000;9000M\033[<0;9000;9000m"); /* a click */
	line_until_calm(&line);
	costs_little(&line, what);
	ends_by(&line, number, what);
	line_end(&line);
	free(what);
}

static void no_size_costs_memory(void **state)
{
	static const struct {
		unsigned short rows, cols;
	} sizes[] = {
		{ 0, 0 }, { 1, 1 }, { 24, 80 }, { 200, 400 }, { 1, 65535 }, { 65535, 1 },
		{ 10000, 10000 }, { 65535, 65535 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		size_and_signal("xterm-256color", sizes[i].rows, sizes[i].cols, SIGTERM);
		/* whose description has no size */
		size_and_signal("linux", sizes[i].rows, sizes[i].cols, SIGHUP);
	}
}

/* The window is drawn larger, and back. */
static void nor_does_a_change_of_it(void **state)
{
	struct line_way way = { .rows = 24, .cols = 80, .term = "xterm-256color", .arguments = shop };
	struct line line;

	(void)state;
	line_start(&line, &way);
	line_until(&line, "words");
	line_size(&line, 10000, 10000);
	line_until_calm(&line);
	line_size(&line, 1, 1);
	line_until_calm(&line);
	costs_little(&line, "another size");
	str_cut(&line.said, 0);
	line_size(&line, 30, 100);
	line_until(&line, "\033[30;");
	ends_by(&line, SIGTERM, "another size");
	line_end(&line);
}

/* $LINES and $COLUMNS count, as they do for all programs of curses. */
static void nor_does_the_environment(void **state)
{
	static const char *const large[] = { "LINES=10000", "COLUMNS=10000", NULL };
	static const char *const small[] = { "LINES=20", "COLUMNS=70", NULL };
	struct line_way way = { .rows = 24, .cols = 80, .term = "xterm-256color", .arguments = shop };
	struct line line;

	(void)state;
	way.variables = large;
	line_start(&line, &way);
	line_until(&line, "words");
	line_until_calm(&line);
	costs_little(&line, "LINES, COLUMNS");
	ends_by(&line, SIGTERM, "LINES, COLUMNS");
	line_end(&line);
	way.variables = small;
	line_start(&line, &way);
	line_until(&line, "words");
	line_until_calm(&line);
	assert_non_null(strstr(str_text(&line.said), "\033[20;"));
	assert_null(strstr(str_text(&line.said), "\033[24;"));
	ends_by(&line, SIGTERM, "20 lines");
	line_end(&line);
}

/* ---- terminals ------------------------------------------------------------------------- */

static void frame_on(const char *term)
{
	struct line_way way = { .rows = 24, .cols = 80, .term = term, .arguments = shop };
	struct line line;

	line_start(&line, &way);
	line_until(&line, "words");
	line_until_calm(&line);
	assert_non_null(strstr(str_text(&line.said), "\033["));
	ends_by(&line, SIGTERM, term);
	line_end(&line);
}

/* Their own descriptions may be missing here: ncurses has few of them in its base. */
static void terminals_that_this_host_does_not_know(void **state)
{
	static const char *const names[] = { "xterm-kitty", "xterm-ghostty", "foot", "wezterm",
					     "alacritty", "putty", "nobody-knows-it" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		frame_on(names[i]);
}

/* It is said in the message line, once. */
static void one_is_told_of_that(void **state)
{
	struct line_way way = { .rows = 24, .cols = 120, .term = "nobody-knows-it", .arguments = shop };
	struct line line;

	(void)state;
	line_start(&line, &way);
	line_until(&line, "The terminal nobody-knows-it is not known on this host, and is taken as xterm-256color.");
	line_until_calm(&line);
	str_cut(&line.said, 0);
	line_press(&line, "n");
	line_until(&line, "Second words");
	line_until_calm(&line);
	assert_null(strstr(str_text(&line.said), "nobody"));
	ends_by(&line, SIGTERM, "told");
	line_end(&line);
}

/* Line by line: no escape sequence is written. */
static void terminals_that_place_no_cursor(void **state)
{
	static const char *const names[] = { "dumb", "", "unknown", NULL };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		struct line_way way = { .rows = 24, .cols = 80, .term = names[i], .arguments = shop };
		struct line line;

		line_start(&line, &way);
		line_until(&line, "words");
		line_until_calm(&line);
		line_press(&line, "q\n");
		assert_int_equal(line_wait(&line, NULL), 0);
		assert_null(strchr(str_text(&line.said), '\033'));
		assert_true(line.said.len < 4000);
		line_end(&line);
	}
}

/* ---- ends ------------------------------------------------------------------------------ */

/* The program asked the terminal something that it has not answered. */
static void nothing_is_asked_of_a_line_that_is_gone(void **state)
{
	struct line_way way = { .rows = 24, .cols = 80, .term = "xterm-256color", .arguments = shop };
	struct line line;
	int took, status;

	(void)state;
	line_start(&line, &way);
	line.mute = true;
	line_until(&line, "words");
	line_until(&line, "\033[c");
	line_until_calm(&line);
	line_hang_up(&line);
	status = line_wait(&line, &took);
	print_message("hang-up: %d ms, status %x\n", took, (unsigned)status);
	assert_in_range(took, 0, GONE_MS);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS);
	line_end(&line);
}

/* Who comes back sees the same lines, hints and pane, on another terminal too. */
static void what_was_looked_at_comes_back(void **state)
{
	static const char *const there[] = { "--connect", "test:///default", "--step", "1.3", "shop", NULL };
	struct line_way way = { .rows = 24, .cols = 80, .term = "xterm-256color", .arguments = there };
	struct line line;

	(void)state;
	line_start(&line, &way);
	line_until(&line, "Row 01.");
	assert_null(strstr(str_text(&line.said), "Row 40."));
	while (!strstr(str_text(&line.said), "Row 40.")) {
		line_press(&line, " ");
		line_until_calm(&line);
	}
	line_press(&line, "h");
	line_until(&line, "Seek and find.");
	line_hang_up(&line);
	line_wait(&line, NULL);
	line_end(&line);

	way = (struct line_way){ .rows = 30, .cols = 100, .term = "xterm-256color", .arguments = shop };
	line_start(&line, &way);
	line_until(&line, "Many words");
	line_until_calm(&line);
	assert_non_null(strstr(str_text(&line.said), "Row 40."));
	assert_non_null(strstr(str_text(&line.said), "Seek and find."));
	assert_null(strstr(str_text(&line.said), "Row 01."));
	line_press(&line, "p");
	line_until(&line, "Second words");
	ends_by(&line, SIGTERM, "came back");
	line_end(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_size_costs_memory),
		cmocka_unit_test(nor_does_a_change_of_it),
		cmocka_unit_test(nor_does_the_environment),
		cmocka_unit_test(terminals_that_this_host_does_not_know),
		cmocka_unit_test(one_is_told_of_that),
		cmocka_unit_test(terminals_that_place_no_cursor),
		cmocka_unit_test(nothing_is_asked_of_a_line_that_is_gone),
		cmocka_unit_test(what_was_looked_at_comes_back),
	};

	if (!line_has_program())
		return EXIT_FAILURE;
	return cmocka_run_group_tests_name("lines", tests, line_home, line_forget_home);
}
