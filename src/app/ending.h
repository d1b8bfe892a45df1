// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The end of the program, which comes in time whatever stands still: the terminal, a disk,
 * a hypervisor.  A signal ends it within two seconds, a person who quits within three; only
 * a call that the kernel itself does not end, as on a disk that hangs, takes longer.
 *
 * Until the first frame is shown, nothing was begun that has to end in good order: SIGHUP,
 * SIGTERM and SIGINT give the terminal back and end the program at once.  Then a thread of its own
 * takes them; starting it takes a part of the time in which a frame is drawn, so the frame comes
 * first.  The screen's thread is asked to end, and has most of that time to do so in good order.
 * If it has not ended then, because a call does not return, the thread gives the terminal back and
 * ends the process. */
#ifndef APP_ENDING_H
#define APP_ENDING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/* Arranges for the time until ending_watch().  A signal that was ignored, as SIGHUP by nohup(1), is
 * ignored in that time only: Linux keeps a blocked one for the thread all the same. */
void ending_at_once(void);
/* Starts that thread, once a process, and blocks these signals on the calling thread; those of
 * thread_start() have blocked them.  False with err: there can be no thread. */
bool ending_watch(struct error *err);
/* Readable from the first signal on.  Never read from it. */
int ending_fd(void);
bool ending_by_signal(void); /* there was one */
/* The screen's thread is about to end the program.  Returns the time by which it must be done,
 * on the monotonic clock. */
int64_t ending_begin(void);

#endif
