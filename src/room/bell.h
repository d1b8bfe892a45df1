// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A pipe by which one thread wakes another that sleeps in poll().  Zeroed it is closed. */
#ifndef ROOM_BELL_H
#define ROOM_BELL_H

#include <stdbool.h>

#include "base/error.h"

struct bell {
	bool is_open;
	int ends[2];
};

bool bell_open(struct bell *bell, struct error *err);
void bell_close(struct bell *bell);
int bell_fd(const struct bell *bell);     /* readable since it was rung */
void bell_ring(const struct bell *bell);  /* any thread; waits for nothing */
void bell_quiet(const struct bell *bell); /* the thread that was woken */

#endif
