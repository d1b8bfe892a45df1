// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What this host lacks for the workshop, as last looked at: files and guests that its
 * machines boot from, and requirements of a lesson.  A thread of its own reads the
 * disk, so that the screen's thread never waits for one.  All functions here are for
 * the thread that called host_look_new(); a NULL look knows of nothing lacking. */
#ifndef SESSION_HOST_LOOK_H
#define SESSION_HOST_LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "host/host.h"
#include "lesson/lesson.h"
#include "vm/machine.h"

struct host_look;

/* Reads the disk once, before it returns.  Copies what it needs of the workshop. */
struct host_look *host_look_new(const struct workshop *workshop);
/* Waits for the thread, if it is reading the disk, until that time on the monotonic clock;
 * CLOCK_NEVER: as long as it takes.  False: it still reads, so the look and the workshop have to
 * stay. */
bool host_look_free(struct host_look *look, int64_t until_ms);

/* ---- the machines' files */
/* Has the thread look again, if the last look is some seconds old or outdated.  Does
 * not wait. */
void host_look_refresh(struct host_look *look);
/* What was seen may have changed: the next refresh looks at once. */
void host_look_outdate(struct host_look *look);
/* Looks again before it returns: not for the screen's thread. */
void host_look_now(struct host_look *look);
/* Does the workshop's machine of this index lack a guest? */
bool host_look_lacks(struct host_look *look, size_t machine);
/* Are the files there from which this machine boots?  False with err if the last look
 * missed one.  True if that look is some seconds old or outdated: then the worker finds
 * out, as it makes the machine. */
bool host_look_can_boot(struct host_look *look, size_t machine, struct error *err);
/* Was another answer of host_look_lacks() found since this was last called? */
bool host_look_has_news(struct host_look *look);

/* ---- a lesson's requirements */
/* Has the thread (where there can be none: this one) look at what this host lacks for the lesson, instead of what it was
 * asked before.  The picture is copied.  The workshop must live until the answer is
 * there, or until host_look_settle() or host_look_free(). */
void host_look_ask(struct host_look *look, const struct workshop *workshop,
		   const struct lesson *lesson, const struct vm_picture *picture);
/* Waits until the thread is done with all it was asked: not for the screen's thread. */
void host_look_wait(struct host_look *look);
/* True once for each answer; the caller frees the findings. */
bool host_look_answer(struct host_look *look, struct findings *findings);
/* Is the thread reading the disk? */
bool host_look_is_busy(struct host_look *look);
/* Forgets what was asked, and waits until the thread does not read the disk.  True: there
 * was a question, or an answer that nobody took. */
bool host_look_settle(struct host_look *look);

/* When to call host_look_refresh() and host_look_answer() next, on the monotonic clock;
 * CLOCK_NEVER: there is no reason to.  shows_guests: somebody is shown which guests are
 * lacking. */
int64_t host_look_due_ms(struct host_look *look, bool shows_guests);

#endif
