// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Processes by number and start; see process.h. */
#include "base/process.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { STAT_MOST = 1024, FIELDS_BETWEEN = 20 /* from the state, field 3, to the start, field 22 */ };

/* The name of the program, field 2, may have blanks and brackets itself. */
static const char *behind_name(const char *stat)
{
	const char *end = strrchr(stat, ')');

	return end && end[1] == ' ' ? end + 2 : NULL;
}

static int64_t start_in(const char *stat)
{
	const char *at = behind_name(stat);
	int i;

	if (!at || at[0] == 'Z' || at[0] == 'X')
		return -1;
	for (i = 1; at && i < FIELDS_BETWEEN; i++) {
		at = strchr(at, ' ');
		at = at ? at + 1 : NULL;
	}
	return at ? strtoll(at, NULL, 10) : -1;
}

int64_t process_start(pid_t pid)
{
	char *path = mem_printf("/proc/%ld/stat", (long)pid), text[STAT_MOST];
	FILE *file = fopen(path, "re");
	size_t n = file ? fread(text, 1, sizeof text - 1, file) : 0;

	free(path);
	if (file)
		fclose(file);
	text[n] = '\0';
	return start_in(text);
}

static bool is_ours(pid_t pid)
{
	char *path = mem_printf("/proc/%ld", (long)pid);
	struct stat st;
	bool ours = stat(path, &st) == 0 && st.st_uid == geteuid();

	free(path);
	return ours;
}

bool process_runs(int64_t pid, int64_t start)
{
	return pid > 1 && pid < INT32_MAX && start >= 0 && is_ours((pid_t)pid) &&
	       process_start((pid_t)pid) == start;
}

void process_signal(int64_t pid, int64_t start, int number)
{
	if (process_runs(pid, start))
		kill((pid_t)pid, number);
}
