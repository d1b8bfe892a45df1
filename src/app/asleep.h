// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How the screen's loop sleeps.  SIGTSTP and SIGWINCH are blocked except while it does; those
 * that end the program go to ending.h.  Private to src/app; the screen's thread. */
#ifndef APP_ASLEEP_H
#define APP_ASLEEP_H

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/* Blocks what the loop wants to hear, before any thread starts (threads inherit it). */
void asleep_prepare(void);
/* The first frame is shown: begins to watch for the end, and sets the mask to sleep with.
 * False with err: there can be no thread. */
bool asleep_begin(sigset_t *mask, struct error *err);
/* Sleeps until a descriptor is readable, that time has come on the monotonic clock, or there is a
 * signal. */
void asleep_until(struct pollfd *fds, nfds_t n, int64_t until_ms, const sigset_t *mask);
/* Was the program asked to stop, as by Ctrl-Z in another terminal? */
bool asleep_must_stop(void);
/* Stops it then, until it is continued.  False: it was not asked to. */
bool asleep_stop(void);

#endif
