// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Watching a workshop's files; see watch.h. */
#include "app/watch.h"

#include <dirent.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
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
	LINKS_MOST = 40, /* one behind the other, as the kernel has it */
};

#define EVENTS (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | \
		IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)

/* A link, or what one leads to: of its folder only this name counts. */
struct linked {
	int wd;
	char *name;
	bool moves; /* the workshop's folder is another one if this changes */
};

struct watch {
	int fd;
	char *folder;
	int *whole; /* watch descriptors of the folders of which every name counts */
	size_t n_whole;
	struct linked *linked;
	size_t n_linked;
	bool gone;        /* the folder itself was moved, removed or replaced */
	int64_t first_ms; /* when the first event came that is not dealt with; 0: none */
	int64_t due_ms;   /* 0: nothing is */
};

/* ---- what is watched ------------------------------------------------------------- */

static void forget(struct watch *watch)
{
	for (size_t i = 0; i < watch->n_linked; i++)
		free(watch->linked[i].name);
	free(watch->linked);
	free(watch->whole);
	watch->linked = NULL;
	watch->whole = NULL;
	watch->n_linked = watch->n_whole = 0;
}

static void watch_name(struct watch *watch, const char *path, bool moves)
{
	char *copy = mem_dup(path), *other = mem_dup(path);
	int wd = inotify_add_watch(watch->fd, dirname(copy), EVENTS);

	if (wd >= 0)
		*MEM_PUSH(watch->linked, watch->n_linked) =
			(struct linked){ .wd = wd, .name = mem_dup(basename(other)), .moves = moves };
	free(copy);
	free(other);
}

/* Where the link that the first N bytes of the path name leads, with the rest of the path.
 * Caller frees; NULL: it is no link. */
static char *behind_link(const char *path, size_t n)
{
	char *link = mem_ndup(path, n), *copy = mem_dup(link), *next = NULL, target[PATH_MAX];
	ssize_t length = readlink(link, target, sizeof target - 1);

	if (length > 0) {
		target[length] = '\0';
		next = target[0] == '/' ? mem_printf("%s%s", target, path + n)
					: mem_printf("%s/%s%s", dirname(copy), target, path + n);
	}
	free(copy);
	free(link);
	return next;
}

/* Watches every link on the way to a file or folder, and the file behind them. */
static void follow_links(struct watch *watch, const char *path, bool moves)
{
	char *at = mem_dup(path), *next;
	bool followed = false;
	size_t n = 0;

	for (int links = 0; at[n] && links < LINKS_MOST;) {
		n += strspn(at + n, "/");
		n += strcspn(at + n, "/");
		next = behind_link(at, n);
		if (!next)
			continue;
		char *link = mem_ndup(at, n);

		watch_name(watch, link, moves);
		free(link);
		free(at);
		at = next;
		n = 0;
		links++;
		followed = true;
	}
	if (followed && !moves)
		watch_name(watch, at, false);
	free(at);
}

static bool is_link(const struct dirent *entry, const char *path)
{
	struct stat st;

	return entry->d_type == DT_LNK ||
	       (entry->d_type == DT_UNKNOWN && lstat(path, &st) == 0 && S_ISLNK(st.st_mode));
}

/* Watches the folder, what its links lead to, and those folders in it that count. */
static bool watch_folder(struct watch *watch, const char *folder, bool (*counts)(const char *name))
{
	int wd = inotify_add_watch(watch->fd, folder, EVENTS);
	DIR *dir = opendir(folder);
	struct dirent *entry;

	if (wd >= 0)
		*MEM_PUSH(watch->whole, watch->n_whole) = wd;
	while (dir && (entry = readdir(dir)) != NULL) {
		char *path = file_join(folder, entry->d_name);

		if (entry->d_name[0] != '.' && is_link(entry, path))
			follow_links(watch, path, false);
		if (counts && counts(entry->d_name))
			watch_folder(watch, path, NULL);
		free(path);
	}
	if (dir)
		closedir(dir);
	return wd >= 0 && dir;
}

static bool is_part(const char *name)
{
	return language_name_ok(name) || str_eq(name, "_includes");
}

/* Watches the folder, its languages and its includes.  A language's folder that was opened
 * by itself has its cover in the folder above.  Watching a folder twice does no harm. */
static bool watch_folders(struct watch *watch)
{
	char *copy = mem_dup(watch->folder), *up = file_join(watch->folder, "..");
	bool ok;

	forget(watch);
	follow_links(watch, watch->folder, true);
	ok = watch_folder(watch, watch->folder, is_part);
	if (language_name_ok(basename(copy)))
		watch_folder(watch, up, NULL);
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
	forget(watch);
	free(watch->folder);
	free(watch);
}

int watch_fd(const struct watch *watch)
{
	return watch->fd;
}

/* ---- what happens ---------------------------------------------------------------- */

static bool is_whole(const struct watch *watch, int wd)
{
	for (size_t i = 0; i < watch->n_whole; i++)
		if (watch->whole[i] == wd)
			return true;
	return false;
}

/* Is it one of those that count in a folder of which not every name does? */
static bool is_linked(struct watch *watch, const struct inotify_event *event, const char *name)
{
	bool found = false;

	for (size_t i = 0; i < watch->n_linked; i++)
		if (watch->linked[i].wd == event->wd && str_eq(watch->linked[i].name, name)) {
			found = true;
			watch->gone = watch->gone || watch->linked[i].moves;
		}
	return found;
}

/* Hidden files and backups are an editor's own business, but for what a link leads to. */
static bool counts(struct watch *watch, const struct inotify_event *event)
{
	const char *name = event->len > 0 ? event->name : "";

	if (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_Q_OVERFLOW))
		return true;
	if (event->mask & IN_IGNORED)
		return false;
	return is_linked(watch, event, name) ||
	       (is_whole(watch, event->wd) && name[0] != '.' && !str_ends(name, "~"));
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
			if (counts(watch, event)) {
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
