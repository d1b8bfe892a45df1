// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Time; see clock.h. */
#include "base/clock.h"

#include <time.h>

static int64_t frozen_mono = -1, frozen_wall = -1;

static int64_t read_ms(clockid_t id)
{
	struct timespec now;

	clock_gettime(id, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_mono_ms(void)
{
	return frozen_mono >= 0 ? frozen_mono : read_ms(CLOCK_MONOTONIC);
}

int64_t clock_wall_ms(void)
{
	return frozen_wall >= 0 ? frozen_wall : read_ms(CLOCK_REALTIME);
}

void clock_nap(int ms)
{
	const struct timespec time = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L };

	nanosleep(&time, NULL);
}

void clock_freeze(int64_t mono_ms, int64_t wall_ms)
{
	frozen_mono = mono_ms;
	frozen_wall = wall_ms;
}
