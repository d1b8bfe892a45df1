// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Time, threads, and waiting up to a time; see clock.h. */
#include "base/clock.h"

#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include "base/mem.h"

/* ---- time ---------------------------------------------------------------------- */

static int64_t frozen_mono = -1, frozen_wall = -1;

static int64_t read_ms(clockid_t id)
{
	struct timespec now;

	clock_gettime(id, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_mono_ms(void)
{
	return frozen_mono >= 0 ? frozen_mono : read_ms(CLOCK_MONOTONIC);
}

int64_t clock_wall_ms(void)
{
	return frozen_wall >= 0 ? frozen_wall : read_ms(CLOCK_REALTIME);
}

void clock_nap(int ms)
{
	const struct timespec time = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L };

	nanosleep(&time, NULL);
}

int clock_left_ms(int64_t until_ms)
{
	int64_t left;

	if (until_ms == CLOCK_NEVER)
		return -1;
	left = until_ms - clock_mono_ms();
	return left <= 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

int64_t clock_sooner(int64_t a_ms, int64_t b_ms)
{
	return a_ms < b_ms ? a_ms : b_ms;
}

void clock_freeze(int64_t mono_ms, int64_t wall_ms)
{
	frozen_mono = mono_ms;
	frozen_wall = wall_ms;
}

/* ---- threads ------------------------------------------------------------------- */

#define THREAD_SIGNAL_STACK (64 << 10) /* bytes */

struct start {
	void *(*run)(void *arg);
	void *arg;
	char signal_stack[THREAD_SIGNAL_STACK];
};

/* Runs a thread with a stack for signals, so that what handles them can run when the
 * thread's own stack has run out.  A sanitizer may have given it one already.  Nothing is
 * allocated here: a thread's first allocation maps an arena, which many a thread never needs. */
static void *begin(void *arg)
{
	struct start *start = arg;
	stack_t there, none = { .ss_flags = SS_DISABLE };
	stack_t ours = { .ss_sp = start->signal_stack, .ss_size = sizeof start->signal_stack };
	bool has_none = sigaltstack(NULL, &there) == 0 && (there.ss_flags & SS_DISABLE);
	void *result;

	if (has_none)
		sigaltstack(&ours, NULL);
	result = start->run(start->arg);
	if (has_none)
		sigaltstack(&none, NULL);
	free(start);
	return result;
}

/* All signals but those of a thread's own faults: the kernel would end the program where
 * these are blocked, without the handler that gives the terminal back. */
static void signals_of_others(sigset_t *set)
{
	static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGABRT };
	size_t i;

	sigfillset(set);
	for (i = 0; i < ARRAY_LEN(faults); i++)
		sigdelset(set, faults[i]);
}

int thread_start(pthread_t *thread, void *(*run)(void *arg), void *arg)
{
	struct start *start = mem_must(malloc(sizeof *start)); /* not zeroed: most is never touched */
	sigset_t others, before;
	pthread_t detached;
	int failed;

	start->run = run;
	start->arg = arg;
	signals_of_others(&others);
	pthread_sigmask(SIG_BLOCK, &others, &before);
	failed = pthread_create(thread ? thread : &detached, NULL, begin, start);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (failed)
		free(start);
	else if (!thread)
		pthread_detach(detached);
	return failed;
}

void thread_cond_init(pthread_cond_t *cond)
{
	pthread_condattr_t monotonic;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(cond, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

struct timespec thread_deadline(int ms)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	at.tv_sec += ms / 1000;
	at.tv_nsec += ms % 1000 * 1000000L;
	if (at.tv_nsec >= 1000000000L) {
		at.tv_sec++;
		at.tv_nsec -= 1000000000L;
	}
	return at;
}
