// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Programs that are run, and processes by number and start; see process.h. */
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
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

/* Returns the errno, or 0.  fd: where what is read of it goes. */
static int spawn(const struct process_run *run, int fd, pid_t *pid)
{
	char *const *env = run->env ? (char *const *)(uintptr_t)run->env : environ;
	int heard = run->errors ? STDERR_FILENO : STDOUT_FILENO;
	int unheard = run->errors ? STDOUT_FILENO : STDERR_FILENO;
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t none, all;
	int failed;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &all);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, unheard, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&files, fd, heard);
	if (run->also >= 0)
		posix_spawn_file_actions_adddup2(&files, run->also, PROCESS_ALSO);
	failed = posix_spawnp(pid, run->argv[0], &files, &attr, (char *const *)(uintptr_t)run->argv, env);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attr);
	return failed;
}

/* To its end, so that the program is never stopped in the middle of a word. */
static void read_all(int fd, size_t most, struct str *out)
{
	char buffer[4096];
	ssize_t n;

	while ((n = read(fd, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR))
		if (n > 0 && out->len < most)
			str_addn(out, buffer, (size_t)n < most - out->len ? (size_t)n : most - out->len);
}

int process_run(const struct process_run *run, struct str *out)
{
	int fds[2], status = 0, failed;
	pid_t pid;

	if (pipe2(fds, O_CLOEXEC) != 0)
		return -1;
	failed = spawn(run, fds[1], &pid);
	close(fds[1]);
	if (!failed)
		read_all(fds[0], run->most, out);
	close(fds[0]);
	errno = failed;
	if (failed)
		return -1;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}
