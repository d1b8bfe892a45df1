// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Loaded into a program that is measured, by LD_PRELOAD; see bench-shim.h.  It ends
 * the program once that has written a text, makes fsync() as slow as on a poor disk,
 * and counts what is written elsewhere than to a terminal.  (stdio's own writes it
 * does not see, so those to a terminal are not counted here: the kernel has the sum.) */
#include "bench-shim.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static struct bench_page *page;

static __attribute__((constructor)) void map_page(void)
{
	const char *number = getenv(BENCH_SHIM_PAGE);
	void *at = MAP_FAILED;

	if (number)
		at = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, atoi(number), 0);
	page = at == MAP_FAILED ? NULL : at;
}

static bool measured(void)
{
	return page && page->process == getpid();
}

static bool on_terminal(int fd)
{
	int before = errno;
	bool is = isatty(fd);

	errno = before;
	return is;
}

static bool has_last(const struct iovec *parts, int n)
{
	int i;

	for (i = 0; i < n; i++)
		if (memmem(parts[i].iov_base, parts[i].iov_len, page->last, strlen(page->last)))
			return true;
	return false;
}

ssize_t writev(int fd, const struct iovec *parts, int n)
{
	ssize_t wrote = syscall(SYS_writev, fd, parts, n);

	if (!measured())
		return wrote;
	if (!on_terminal(fd))
		__atomic_add_fetch(&page->elsewhere, 1, __ATOMIC_RELAXED);
	else if (page->last[0] && has_last(parts, n))
		_exit(0);
	return wrote;
}

ssize_t write(int fd, const void *data, size_t length)
{
	struct iovec whole = { .iov_base = (void *)data, .iov_len = length };

	return writev(fd, &whole, 1);
}

static void be_slow(void)
{
	struct timespec pause;

	if (!measured())
		return;
	pause.tv_sec = page->sync_ms / 1000;
	pause.tv_nsec = (long)(page->sync_ms % 1000) * 1000000;
	nanosleep(&pause, NULL);
}

int fsync(int fd)
{
	be_slow();
	return (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	be_slow();
	return (int)syscall(SYS_fdatasync, fd);
}
