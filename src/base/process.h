// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Processes of this user, known by their number and by when they started: numbers are used
 * again.  Any thread. */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* When the process started, in ticks since the computer did (proc_pid_stat(5)); -1: there is no
 * such process, or it has ended and nobody has looked. */
int64_t process_start(pid_t pid);
/* Does this process run, and is it ours?  Not where its start is -1. */
bool process_runs(int64_t pid, int64_t start);
/* Sends the signal if it does. */
void process_signal(int64_t pid, int64_t start, int number);

#endif
