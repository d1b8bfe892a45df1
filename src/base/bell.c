// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See bell.h. */
#include "base/bell.h"

#include <errno.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

bool bell_open(struct bell *bell)
{
	bell->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	bell->is_open = bell->fd >= 0;
	return bell->is_open;
}

void bell_close(struct bell *bell)
{
	if (bell->is_open)
		close(bell->fd);
	bell->is_open = false;
}

int bell_fd(const struct bell *bell)
{
	return bell->is_open ? bell->fd : -1;
}

void bell_ring(const struct bell *bell)
{
	uint64_t one = 1;

	while (write(bell_fd(bell), &one, sizeof one) < 0 && errno == EINTR)
		;
}

void bell_quiet(const struct bell *bell)
{
	uint64_t count;

	while (read(bell_fd(bell), &count, sizeof count) < 0 && errno == EINTR)
		;
}
