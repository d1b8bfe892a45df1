// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How the screen's loop sleeps; see asleep.h. */
#include "app/asleep.h"

#include <time.h>

#include "app/ending.h"
#include "base/clock.h"
#include "term/term.h"

static volatile sig_atomic_t must_stop;

static void on_signal(int number)
{
	(void)number;
	must_stop = 1;
}

void asleep_prepare(void)
{
	struct sigaction action = { .sa_handler = on_signal }, before;
	sigset_t block;

	ending_at_once();
	sigemptyset(&action.sa_mask);
	/* Where it is ignored there is no shell that would continue the program. */
	if (sigaction(SIGTSTP, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
		sigaction(SIGTSTP, &action, NULL);
	sigemptyset(&block);
	sigaddset(&block, SIGTSTP);
	sigaddset(&block, SIGWINCH);
	pthread_sigmask(SIG_BLOCK, &block, NULL);
}

bool asleep_begin(sigset_t *mask, struct error *err)
{
	if (!ending_watch(err))
		return false;
	pthread_sigmask(SIG_BLOCK, NULL, mask);
	sigdelset(mask, SIGTSTP);
	sigdelset(mask, SIGWINCH);
	return true;
}

void asleep_until(struct pollfd *fds, nfds_t n, int64_t until_ms, const sigset_t *mask)
{
	int ms = clock_left_ms(until_ms);
	struct timespec patience = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };

	if (ppoll(fds, n, ms < 0 ? NULL : &patience, mask) >= 0)
		return;
	for (nfds_t i = 0; i < n; i++)
		fds[i].revents = 0;
}

bool asleep_must_stop(void)
{
	return must_stop;
}

bool asleep_stop(void)
{
	bool stop = must_stop;

	must_stop = 0;
	if (stop)
		term_stop(ending_fd());
	return stop;
}
