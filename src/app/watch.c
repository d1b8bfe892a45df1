// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Watching a workshop's files; see watch.h. */
#include "app/watch.h"

#include <dirent.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/load/values.h"

enum {
	SETTLE_MS = 150, /* of quiet after the last event */
	LONGEST_MS = 1000, /* where it never gets quiet */
	GONE_MS = 1000, /* between two looks for a folder that is not there */
};

#define EVENTS (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | \
		IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)

struct watch {
	int fd;
	char *folder;
	bool gone;        /* the folder itself was moved, removed or replaced */
	int64_t first_ms; /* when the first event came that is not dealt with; 0: none */
	int64_t due_ms;   /* 0: nothing is */
};

static bool watch_folder(struct watch *watch, const char *path)
{
	return inotify_add_watch(watch->fd, path, EVENTS) >= 0;
}

/* Watches the folder, its languages and its includes.  A language's folder that was opened
 * by itself has its cover in the folder above.  Watching a folder twice does no harm. */
static bool watch_folders(struct watch *watch)
{
	DIR *dir = opendir(watch->folder);
	char *copy = mem_dup(watch->folder), *up = file_join(watch->folder, "..");
	bool ok = dir && watch_folder(watch, watch->folder);
	struct dirent *entry;

	if (language_name_ok(basename(copy)))
		watch_folder(watch, up);
	while (ok && (entry = readdir(dir)) != NULL) {
		char *path = file_join(watch->folder, entry->d_name);

		if (language_name_ok(entry->d_name) || str_eq(entry->d_name, "_includes"))
			watch_folder(watch, path);
		free(path);
	}
	if (dir)
		closedir(dir);
	free(up);
	free(copy);
	return ok;
}

struct watch *watch_open(const char *path, struct error *err)
{
	struct watch *watch = mem_alloc(sizeof *watch);
	char *copy = mem_dup(path);

	watch->folder = mem_dup(file_is_dir(path) ? path : dirname(copy));
	free(copy);
	watch->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (watch->fd < 0 || !watch_folders(watch)) {
		error_errno(err, watch->folder);
		watch_close(watch);
		return NULL;
	}
	return watch;
}

void watch_close(struct watch *watch)
{
	if (!watch)
		return;
	if (watch->fd >= 0)
		close(watch->fd);
	free(watch->folder);
	free(watch);
}

int watch_fd(const struct watch *watch)
{
	return watch->fd;
}

/* Hidden files and backups are an editor's own business. */
static bool counts(const struct inotify_event *event)
{
	const char *name = event->len > 0 ? event->name : "";

	if (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_Q_OVERFLOW))
		return true;
	return !(event->mask & IN_IGNORED) && name[0] != '.' && !str_ends(name, "~");
}

static void take_in(struct watch *watch)
{
	_Alignas(struct inotify_event) char buffer[4096];
	int64_t now = clock_mono_ms();
	ssize_t n;

	while ((n = read(watch->fd, buffer, sizeof buffer)) > 0) {
		const char *at = buffer;

		while (at < buffer + n) {
			const struct inotify_event *event = (const void *)at;

			if (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF))
				watch->gone = true;
			if (counts(event)) {
				watch->first_ms = watch->first_ms ? watch->first_ms : now;
				watch->due_ms = now + SETTLE_MS;
			}
			at += sizeof *event + event->len;
		}
	}
	if (watch->first_ms && watch->due_ms > watch->first_ms + LONGEST_MS)
		watch->due_ms = watch->first_ms + LONGEST_MS;
}

/* Watches from the beginning, as the path may name another folder now. */
static void start_over(struct watch *watch)
{
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);

	if (fd < 0)
		return;
	close(watch->fd);
	watch->fd = fd;
	watch->gone = false;
}

bool watch_due(struct watch *watch)
{
	int64_t now;

	take_in(watch);
	now = clock_mono_ms();
	if (!watch->due_ms || now < watch->due_ms)
		return false;
	watch->first_ms = watch->due_ms = 0;
	if (watch->gone)
		start_over(watch);
	if (!watch_folders(watch)) {
		watch->gone = true;
		watch->due_ms = now + GONE_MS;
	}
	return true;
}

void watch_again(struct watch *watch)
{
	if (!watch->due_ms)
		watch->due_ms = clock_mono_ms() + SETTLE_MS;
}

int64_t watch_due_ms(const struct watch *watch)
{
	return watch->due_ms ? watch->due_ms : CLOCK_NEVER;
}
