// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Running a program, and processes of this user, known by their number and by when they
 * started: numbers are used again.  Any thread. */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/str.h"

/* When the process started, in ticks since the computer did (proc_pid_stat(5)); -1: there is no
 * such process, or it has ended and nobody has looked. */
int64_t process_start(pid_t pid);
/* Does this process run, and is it ours?  Not where its start is -1. */
bool process_runs(int64_t pid, int64_t start);
/* Sends the signal if it does. */
void process_signal(int64_t pid, int64_t start, int number);

struct process_run {
	const char *const *argv; /* the program is looked for in $PATH, if it has no slash */
	const char *const *env;  /* NULL: this process's own */
	bool errors;             /* what it writes as errors is read, not its output */
	int also;                /* its descriptor PROCESS_ALSO; -1: there is none */
	size_t most;             /* bytes that are read; what is beyond is dropped */
};

#define PROCESS_ALSO 3

/* Runs it to its end, with default signals and without input, and adds what it writes to out.
 * Returns its status as waitpid(2) has it; -1 with errno: it could not be started. */
int process_run(const struct process_run *run, struct str *out);

#endif
