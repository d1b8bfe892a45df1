// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Starting threads, and waiting up to a time on the monotonic clock.  Any thread. */
#ifndef BASE_THREAD_H
#define BASE_THREAD_H

#include <pthread.h>
#include <time.h>

/* Starts a thread with all signals blocked: signals belong to the screen's thread.
 * thread: where to store it; NULL starts it detached.  Returns 0, or the errno. */
int thread_start(pthread_t *thread, void *(*run)(void *arg), void *arg);
/* Prepares a condition whose timed waits take times of thread_deadline(). */
void thread_cond_init(pthread_cond_t *cond);
/* Returns the time that many milliseconds from now on the monotonic clock. */
struct timespec thread_deadline(int ms);

#endif
