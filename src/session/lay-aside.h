// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* In a seat of a class no machine stays at work for long that the open lesson is not about,
 * because many people share the memory of one computer: its memory is saved, and the stage of
 * its own lesson starts it again.  One thread. */
#ifndef SESSION_LAY_ASIDE_H
#define SESSION_LAY_ASIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/machine.h"

struct session;

struct lay_aside {
	size_t lesson;   /* that was open at the last look, from 1; 0: there was none */
	int64_t open_ms; /* since when, or when machines were saved last */
	uint64_t *saving; /* tickets */
	size_t n_saving;
};

/* Saves them when the lesson has been open for a minute. */
void lay_aside_turn(struct session *session);
/* True: this is the result of saving one; nothing is said of it. */
bool lay_aside_takes(struct session *session, const struct vm_result *result);
/* When that is to be called though nothing happened, on the monotonic clock; CLOCK_NEVER. */
int64_t lay_aside_due_ms(const struct session *session);
void lay_aside_free(struct lay_aside *aside); /* NULL is fine */

#endif
