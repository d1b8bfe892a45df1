// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A seat of a class: one person, one screen.  The newest login has the seat; the one before it
 * finds that out and leaves, and if it cannot, the newest ends it.  One thread. */
#ifndef SESSION_SEAT_H
#define SESSION_SEAT_H

#include <stdbool.h>
#include <stdint.h>

struct seat;
struct session;

bool session_is_seat(const struct session *session);
/* Has the person gone on in another window?  Then this one is to end. */
bool session_seat_is_lost(const struct session *session);

/* ---- for this folder */
/* Takes the seat: from now on the session is one.  Where it is not known when this process started,
 * others are not told, and do not end it. */
void seat_take(struct session *session);
/* Looks who has the seat, and ends those who had it and are still there.  True: the seat was
 * lost. */
bool seat_turn(struct session *session);
/* When that is to be called though nothing happened, on the monotonic clock; CLOCK_NEVER. */
int64_t seat_due_ms(const struct session *session);
/* The session is closed. */
void seat_leave(struct session *session);

#endif
