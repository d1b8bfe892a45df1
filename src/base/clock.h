// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Time.  Everything that shows or compares times asks here, so that a test can stop the
 * clock.  Any thread, but clock_freeze() only before threads start. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

int64_t clock_mono_ms(void); /* monotonic, milliseconds */
int64_t clock_wall_ms(void); /* since 1970 UTC, milliseconds */
void clock_nap(int ms); /* sleeps, even while the clock is frozen; a signal may end it early */
void clock_freeze(int64_t mono_ms, int64_t wall_ms); /* tests only; -1, -1 lets it run again */

#endif
