// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Watching a workshop's files, by inotify.  One thread.
 *
 * Folders are watched, not files: editors write a new file and rename it.  Links are
 * followed: those in the folder, and those on the way to it.  A save may be several
 * events, so a change is due only some time after the last event. */
#ifndef APP_WATCH_H
#define APP_WATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct watch;

/* PATH is the workshop's folder, or its one file.  NULL with err where the
 * system will not watch. */
struct watch *watch_open(const char *path, struct error *err);
void watch_close(struct watch *watch); /* NULL is fine */

int watch_fd(const struct watch *watch); /* readable: call watch_due */
/* Takes in what happened; true where it is time to read the files.  Then the
 * folders that are there now are watched. */
bool watch_due(struct watch *watch);
/* The files could not be read now: watch_due() is true again soon. */
void watch_again(struct watch *watch);
/* When watch_due() is to be asked, on the monotonic clock; CLOCK_NEVER: after an event only. */
int64_t watch_due_ms(const struct watch *watch);

#endif
