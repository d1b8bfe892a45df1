// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Time, starting threads, and waiting up to a time on the monotonic clock.
 *
 * Everything that shows or compares times asks here, so that a test can stop the
 * clock.  Any thread, but clock_freeze() only before threads start. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <pthread.h>
#include <stdint.h>
#include <time.h>

int64_t clock_mono_ms(void); /* monotonic, milliseconds */
int64_t clock_wall_ms(void); /* since 1970 UTC, milliseconds */
void clock_nap(int ms); /* sleeps, even while the clock is frozen; a signal may end it early */
void clock_freeze(int64_t mono_ms, int64_t wall_ms); /* tests only; -1, -1 lets it run again */

/* A time that never comes, of something that is not due. */
#define CLOCK_NEVER INT64_MAX

/* Returns the milliseconds until that time of clock_mono_ms(), as poll() takes them: 0 if it
 * has come, -1 for CLOCK_NEVER. */
int clock_left_ms(int64_t until_ms);
int64_t clock_sooner(int64_t a_ms, int64_t b_ms); /* the one that comes first */

/* Starts a thread with all signals blocked but those of its own faults: signals belong to the
 * screen's thread.  Faults are handled on a stack of their own.  thread: where to store it; NULL starts it detached.  Returns 0, or the errno. */
int thread_start(pthread_t *thread, void *(*run)(void *arg), void *arg);
/* Prepares a condition whose timed waits take times of thread_deadline(). */
void thread_cond_init(pthread_cond_t *cond);
/* Returns the time that many milliseconds from now on the monotonic clock. */
struct timespec thread_deadline(int ms);

#endif
