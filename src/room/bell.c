// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See bell.h. */
#include "room/bell.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool bell_open(struct bell *bell, struct error *err)
{
	bell->is_open = pipe2(bell->ends, O_CLOEXEC | O_NONBLOCK) == 0;
	return bell->is_open || error_errno(err, "pipe2");
}

void bell_close(struct bell *bell)
{
	if (!bell->is_open)
		return;
	close(bell->ends[0]);
	close(bell->ends[1]);
	bell->is_open = false;
}

int bell_fd(const struct bell *bell)
{
	return bell->ends[0];
}

void bell_ring(const struct bell *bell)
{
	/* One byte is as good as many. */
	while (write(bell->ends[1], "", 1) < 0 && errno == EINTR)
		;
}

void bell_quiet(const struct bell *bell)
{
	char bytes[64];

	while (read(bell->ends[0], bytes, sizeof bytes) > 0)
		;
}
