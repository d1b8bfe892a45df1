// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* By a bell one thread wakes another that sleeps in poll() (eventfd(2)).  Zeroed it is closed. */
#ifndef BASE_BELL_H
#define BASE_BELL_H

#include <stdbool.h>

struct bell {
	bool is_open;
	int fd;
};

bool bell_open(struct bell *bell); /* false: see errno */
void bell_close(struct bell *bell);
int bell_fd(const struct bell *bell); /* readable from when it was rung; -1: it is closed */
void bell_ring(const struct bell *bell);  /* any thread; waits for nothing */
void bell_quiet(const struct bell *bell); /* readable no more, until it is rung again */

#endif
