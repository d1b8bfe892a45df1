// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Loaded into the program by LD_PRELOAD, for tests/test-ends.c: a disk that stands still.
 *
 * Once the file $ENDS_WHEN is there, what $ENDS_HANGS names does not return: fsync, rename,
 * or opening a file whose name ends so.  Each call that hangs makes the file $ENDS_WHEN.hung. */
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static bool is_meant(const char *what)
{
	const char *hangs = getenv("ENDS_HANGS");
	size_t n = strlen(what), end = hangs ? strlen(hangs) : 0;

	return hangs && n >= end && strcmp(what + n - end, hangs) == 0;
}

static void tell(const char *when)
{
	char path[4096];
	int fd;

	snprintf(path, sizeof path, "%s.hung", when);
	fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
}

static void hang(const char *what)
{
	const char *when = getenv("ENDS_WHEN");
	struct timespec hour = { .tv_sec = 3600 };

	if (!when || !is_meant(what) || syscall(SYS_faccessat, AT_FDCWD, when, F_OK) != 0)
		return;
	tell(when);
	while (nanosleep(&hour, &hour) != 0)
		;
}

int fsync(int fd)
{
	hang("fsync");
	return (int)syscall(SYS_fsync, fd);
}

int rename(const char *from, const char *to)
{
	hang("rename");
	return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

static int open_at(int folder, const char *path, int flags, mode_t mode)
{
	hang(path);
	return (int)syscall(SYS_openat, folder, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
	va_list more;
	mode_t mode;

	va_start(more, flags);
	mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0;
	va_end(more);
	return open_at(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
	va_list more;
	mode_t mode;

	va_start(more, flags);
	mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0;
	va_end(more);
	return open_at(folder, path, flags, mode);
}

/* The same, as programs with large files call it. */
__typeof__(open) open64 __attribute__((alias("open")));
__typeof__(openat) openat64 __attribute__((alias("openat")));
