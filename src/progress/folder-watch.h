// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Hears, by inotify, when a file in a folder is replaced, also if the folder is not there yet:
 * until then the nearest folder above it is watched.  One thread. */
#ifndef PROGRESS_FOLDER_WATCH_H
#define PROGRESS_FOLDER_WATCH_H

#include <stdbool.h>

struct folder_watch {
	int fd;        /* -1: nothing is watched */
	char *watched; /* this folder; NULL: none */
};

#define FOLDER_WATCH_NONE { .fd = -1 }

/* Watches the folder, or the nearest one above it that is there, unless it does so already.
 * Call it before each look at the folder.  False: the system will not watch. */
bool folder_watch_begin(struct folder_watch *watch, const char *folder);
/* Forgets what was heard; the descriptor is not readable any more. */
void folder_watch_drain(struct folder_watch *watch);
void folder_watch_end(struct folder_watch *watch);

#endif
