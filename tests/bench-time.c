// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How long commands take, from their start to their exit.
 *
 *   bench-time RUNS COMMAND… [-- COMMAND…]…
 *
 * The commands take turns, so that whatever else goes on here meets all of them.  For
 * each a line gives the median in microseconds; "-" where it could not be started.
 * What they write goes nowhere. */
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_COMMANDS = 8, MOST_RUNS = 1000 };

extern char **environ;

static char **commands[MOST_COMMANDS];
static int64_t took[MOST_COMMANDS][MOST_RUNS]; /* -1: it could not be started */
static int n_commands, n_runs;

static void fail(const char *what)
{
	fprintf(stderr, "bench-time: %s\n", what);
	exit(2);
}

static int64_t now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int64_t time_one(char **command, posix_spawn_file_actions_t *nowhere)
{
	int64_t began = now_us();
	pid_t child;
	int status;

	if (posix_spawnp(&child, command[0], nowhere, NULL, command, environ) != 0)
		return -1;
	if (waitpid(child, &status, 0) < 0)
		return -1;
	return now_us() - began;
}

static int by_size(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

static void say_median(int64_t *times)
{
	qsort(times, (size_t)n_runs, sizeof *times, by_size);
	if (times[0] < 0)
		puts("-");
	else
		printf("%lld\n", (long long)(times[(n_runs - 1) / 2] + times[n_runs / 2]) / 2);
}

/* The words between "--" become commands of their own. */
static void read_commands(char **words)
{
	while (*words) {
		if (n_commands == MOST_COMMANDS || strcmp(*words, "--") == 0)
			fail("too many commands, or an empty one");
		commands[n_commands++] = words;
		while (*words && strcmp(*words, "--") != 0)
			words++;
		if (*words)
			*words++ = NULL;
	}
}

int main(int argc, char **argv)
{
	posix_spawn_file_actions_t nowhere;
	int run, i;

	n_runs = argc > 2 ? atoi(argv[1]) : 0;
	if (n_runs < 1 || n_runs > MOST_RUNS)
		fail("usage: bench-time RUNS COMMAND… [-- COMMAND…]…");
	read_commands(argv + 2);
	posix_spawn_file_actions_init(&nowhere);
	posix_spawn_file_actions_addopen(&nowhere, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&nowhere, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&nowhere, 1, 2);
	for (run = 0; run < n_runs; run++)
		for (i = 0; i < n_commands; i++)
			took[i][run] = time_one(commands[i], &nowhere);
	posix_spawn_file_actions_destroy(&nowhere);
	for (i = 0; i < n_commands; i++)
		say_median(took[i]);
	return 0;
}
