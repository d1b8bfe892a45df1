// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The end of the program; see ending.h. */
#include "app/ending.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/bell.h"
#include "base/clock.h"
#include "base/mem.h"
#include "term/line.h"

enum {
	SIGNAL_MS = 1800, /* from a signal until the process is ended */
	QUIT_MS = 2800,   /* the same from a person's wish to quit */
	SPARE_MS = 400,   /* between that and the end in good order */
};

static int signals = -1;
static struct bell begun, told;
static _Atomic int64_t signal_ms = CLOCK_NEVER; /* when it came */

/* Until one of them is readable, or the time has come. */
static void sleep_until(struct pollfd fds[2], int64_t end_ms)
{
	if (poll(fds, 2, clock_left_ms(end_ms)) <= 0)
		fds[0].revents = fds[1].revents = 0;
}

static bool take_signal(int64_t now_ms)
{
	struct signalfd_siginfo info;

	if (read(signals, &info, sizeof info) != sizeof info)
		return false;
	signal_ms = clock_sooner(signal_ms, now_ms);
	bell_ring(&told);
	return true;
}

/* Not by exit(), which would wait for what stands still. */
static void end_now(void)
{
	guard_give_back();
	_exit(EXIT_FAILURE);
}

static void *watch(void *arg)
{
	struct pollfd fds[2] = {
		{ .fd = signals, .events = POLLIN },
		{ .fd = bell_fd(&begun), .events = POLLIN },
	};
	int64_t end = CLOCK_NEVER, now;

	(void)arg;
	for (;;) {
		sleep_until(fds, end);
		now = clock_mono_ms();
		if (now >= end)
			end_now();
		if (fds[0].revents && take_signal(now))
			end = clock_sooner(end, now + SIGNAL_MS);
		if (fds[1].revents) {
			end = clock_sooner(end, now + QUIT_MS);
			fds[1].fd = -1; /* it stays readable */
		}
	}
	return NULL;
}

static const int ends[] = { SIGHUP, SIGTERM, SIGINT };

static void at_once(int number)
{
	(void)number;
	end_now();
}

void ending_at_once(void)
{
	struct sigaction ours = { .sa_handler = at_once }, there;

	sigemptyset(&ours.sa_mask);
	for (size_t i = 0; i < ARRAY_LEN(ends); i++)
		if (sigaction(ends[i], NULL, &there) == 0 && there.sa_handler == SIG_DFL)
			sigaction(ends[i], &ours, NULL);
}

bool ending_watch(struct error *err)
{
	int failed;
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < ARRAY_LEN(ends); i++)
		sigaddset(&set, ends[i]);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	failed = signals >= 0 && bell_open(&begun) && bell_open(&told) ? thread_start(NULL, watch, NULL) : errno;
	errno = failed;
	return !failed || error_errno(err, "pthread_create");
}

int ending_fd(void)
{
	return bell_fd(&told);
}

bool ending_by_signal(void)
{
	return signal_ms != CLOCK_NEVER;
}

int64_t ending_begin(void)
{
	bell_ring(&begun);
	return clock_sooner(clock_mono_ms() + QUIT_MS,
		      ending_by_signal() ? signal_ms + SIGNAL_MS : CLOCK_NEVER) - SPARE_MS;
}
