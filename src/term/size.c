// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How large the screen is; see size.h. */
#include "term/size.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static volatile sig_atomic_t changed;
static bool begun;
static long set_rows, set_cols; /* by the environment; 0: not */
static long usual_rows = 24, usual_cols = 80;

static void on_signal(int number)
{
	(void)number;
	changed = 1;
}

static int within(long n, int most)
{
	return n < 1 ? 1 : n > most ? most : (int)n;
}

/* The number in a variable of the environment; 0: it has none. */
static long number_in(const char *name)
{
	const char *value = getenv(name);
	char *end;
	long n = value ? strtol(value, &end, 10) : 0;

	return n > 0 && *end == '\0' ? n : 0;
}

static void set_number(const char *name, int n)
{
	char text[12];

	snprintf(text, sizeof text, "%d", n);
	setenv(name, text, 1);
}

/* What is said of the size, however much that is. */
static void look(long *rows, long *cols)
{
	struct winsize line = { 0 };

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &line) != 0)
		line = (struct winsize){ 0 };
	*rows = set_rows ? set_rows : line.ws_row ? line.ws_row : usual_rows;
	*cols = set_cols ? set_cols : line.ws_col ? line.ws_col : usual_cols;
}

/* Curses looks at the line by itself, but first at these variables. */
static void bound_curses(void)
{
	long rows, cols;

	look(&rows, &cols);
	if (rows <= SIZE_ROWS_MOST && cols <= SIZE_COLS_MOST)
		return;
	set_number("LINES", within(rows, SIZE_ROWS_MOST));
	set_number("COLUMNS", within(cols, SIZE_COLS_MOST));
}

void size_begin(void)
{
	struct sigaction action = { .sa_handler = on_signal };

	if (begun)
		return;
	begun = true;
	sigemptyset(&action.sa_mask);
	/* Curses takes the signal only where nobody has it. */
	sigaction(SIGWINCH, &action, NULL);
	set_rows = number_in("LINES");
	set_cols = number_in("COLUMNS");
	bound_curses();
}

void size_usual(int rows, int cols)
{
	usual_rows = rows;
	usual_cols = cols;
}

void size_now(int *rows, int *cols)
{
	long all_rows, all_cols;

	look(&all_rows, &all_cols);
	*rows = within(all_rows, SIZE_ROWS_MOST);
	*cols = within(all_cols, SIZE_COLS_MOST);
}

bool size_changed(void)
{
	bool was = changed;

	changed = 0;
	return was;
}

void size_outdate(void)
{
	changed = 1;
}
