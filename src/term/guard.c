// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Gives the terminal back when the program crashes.
 *
 * The handler uses only async-signal-safe calls: it writes a prepared string,
 * restores the line settings and lets the signal do its work again, by the
 * handler that was there before (a sanitizer's) or by default. */
#include "term/guard.h"

#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/mem.h"

static const int fatal[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
static struct sigaction before[ARRAY_LEN(fatal)];
static struct termios saved;
static bool known; /* saved was filled */
static char reset_bytes[512];
static size_t reset_length;
static volatile sig_atomic_t on;

static void put_back(int signal_number)
{
	size_t i;

	if (on) {
		on = 0;
		ssize_t done = write(STDOUT_FILENO, reset_bytes, reset_length);

		(void)done; /* nothing more could be done */
		if (known)
			tcsetattr(STDIN_FILENO, TCSANOW, &saved);
	}
	for (i = 0; i < ARRAY_LEN(fatal); i++)
		if (fatal[i] == signal_number)
			sigaction(signal_number, &before[i], NULL);
	raise(signal_number);
}

void guard_remember(void)
{
	known = tcgetattr(STDIN_FILENO, &saved) == 0;
}

void guard_on(const char *reset)
{
	struct sigaction action = { .sa_handler = put_back };
	size_t i;

	reset_length = strlen(reset);
	if (reset_length > sizeof reset_bytes)
		reset_length = sizeof reset_bytes;
	memcpy(reset_bytes, reset, reset_length);
	sigemptyset(&action.sa_mask);
	for (i = 0; i < ARRAY_LEN(fatal); i++)
		sigaction(fatal[i], &action, &before[i]);
	on = 1;
}

void guard_off(void)
{
	size_t i;

	if (!on)
		return;
	on = 0;
	for (i = 0; i < ARRAY_LEN(fatal); i++)
		sigaction(fatal[i], &before[i], NULL);
}
