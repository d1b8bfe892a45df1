// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Watching a folder that may not be there yet; see folder-watch.h. */
#include "progress/folder-watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

/* Those who write a file that others read replace it as a whole: a rename is enough to watch
 * for.  A folder that is missing is made, or moved there. */
#define IN_IT (IN_MOVED_TO | IN_MODIFY | IN_ONLYDIR)
#define ABOVE_IT (IN_CREATE | IN_MOVED_TO | IN_ONLYDIR)

enum { TRIES = 10 }; /* while folders are made */

/* Shortens the path to the folder above.  False: there is none. */
static bool go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (!slash || !slash[1])
		return false;
	slash[slash == path ? 1 : 0] = '\0';
	return true;
}

/* Watches anew, as nothing can be heard twice by one descriptor. */
static bool watch_only(struct folder_watch *watch, const char *path, unsigned events)
{
	folder_watch_end(watch);
	watch->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (watch->fd >= 0 && inotify_add_watch(watch->fd, path, events) >= 0) {
		watch->watched = mem_dup(path);
		return true;
	}
	folder_watch_end(watch);
	return false;
}

/* The nearest folder that can be watched. */
static bool watch_nearest(struct folder_watch *watch, const char *folder)
{
	char *path = mem_dup(folder);
	bool ok = watch_only(watch, path, IN_IT);

	while (!ok && go_up(path))
		ok = watch_only(watch, path, ABOVE_IT);
	free(path);
	return ok;
}

/* The folder below the one that is watched, on the way to this one; caller frees. */
static char *next_below(const char *watched, const char *folder)
{
	size_t n = strlen(watched);

	if (str_eq(watched, folder))
		return mem_dup(folder);
	n += watched[n - 1] != '/';
	return mem_ndup(folder, n + strcspn(folder + n, "/"));
}

bool folder_watch_begin(struct folder_watch *watch, const char *folder)
{
	int i;

	for (i = 0; i < TRIES && !str_eq(watch->watched, folder); i++) {
		char *below;
		bool made;

		if (!watch_nearest(watch, folder))
			return false;
		/* It may have been made before the one above was watched. */
		below = next_below(watch->watched, folder);
		made = file_is_dir(below);
		free(below);
		if (!made)
			break;
	}
	return watch->fd >= 0;
}

void folder_watch_drain(struct folder_watch *watch)
{
	_Alignas(struct inotify_event) char events[4096];

	while (watch->fd >= 0 && read(watch->fd, events, sizeof events) > 0)
		;
}

void folder_watch_end(struct folder_watch *watch)
{
	if (watch->fd >= 0)
		close(watch->fd);
	watch->fd = -1;
	free(watch->watched);
	watch->watched = NULL;
}
