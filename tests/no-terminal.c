// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See no-terminal.h.  <fcntl.h> would declare other functions in the place of these. */
#include "no-terminal.h"

#include <errno.h>
#include <linux/fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_bool barred;

int open(const char *path, int flags, ...);
int open64(const char *path, int flags, ...);

void bar_terminals(bool are_barred)
{
	barred = are_barred;
}

static int open_unless_barred(const char *path, int flags, int mode)
{
	if (barred && strncmp(path, "/dev/pts/", 9) == 0) {
		errno = EACCES;
		return -1;
	}
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

static int mode_of(int flags, va_list args)
{
	return flags & (O_CREAT | __O_TMPFILE) ? va_arg(args, int) : 0;
}

int open(const char *path, int flags, ...)
{
	va_list args;
	int mode;

	va_start(args, flags);
	mode = mode_of(flags, args);
	va_end(args);
	return open_unless_barred(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	va_list args;
	int mode;

	va_start(args, flags);
	mode = mode_of(flags, args);
	va_end(args);
	return open_unless_barred(path, flags, mode);
}
