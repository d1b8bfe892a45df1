// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A seat's part in the room: what it tells of itself, and what it hears of the class.
 *
 * Whoever has it calls attendee_turn() when attendee_fd() is readable, when attendee_due_ms()
 * has come, and when something changed.  Nothing here waits for the broker but attendee_close().  One thread. */
#ifndef ROOM_ATTENDEE_H
#define ROOM_ATTENDEE_H

#include "base/error.h"
#include "room/follow.h"
#include "room/ticket.h"
#include "room/wire.h"

enum attendee_line {
	ATTENDEE_CONNECTING,
	ATTENDEE_LIVE,
	ATTENDEE_NOT_HEARD, /* the broker; it is tried again */
	ATTENDEE_REFUSED,   /* the ticket */
	ATTENDEE_MISSING,   /* libmosquitto: attendee_why() */
	ATTENDEE_TAKEN,     /* a newer program of this seat is in the room */
};

struct attendee;

/* Takes the ticket over, also if it fails.  NULL with err: there can be no thread. */
struct attendee *attendee_open(struct room_ticket *ticket, struct error *err);
/* Says how it ended, ROOM_QUIT or ROOM_LOST; waits so long at most. */
void attendee_close(struct attendee *attendee, enum room_presence how, int most_ms);
/* Goes without a word: another window of the person has the seat. */
void attendee_leave(struct attendee *attendee);
/* After ATTENDEE_TAKEN: takes the seat back.  False with err: there can be no thread. */
bool attendee_return(struct attendee *attendee, struct error *err);

int attendee_fd(const struct attendee *attendee); /* -1: there is nothing to wait for */
int64_t attendee_due_ms(const struct attendee *attendee); /* of clock_mono_ms(); or CLOCK_NEVER */
/* Takes what came, and tells the state if it is another one, twice a second at most.  Of the state
 * hand and follow are set here.  True: something is to be shown. */
bool attendee_turn(struct attendee *attendee, struct room_state *state, int64_t now_mono_ms);

const struct room_ticket *attendee_ticket(const struct attendee *attendee);
enum attendee_line attendee_line(const struct attendee *attendee);
struct error attendee_why(const struct attendee *attendee); /* after ATTENDEE_MISSING only */
const struct room_place *attendee_place(const struct attendee *attendee); /* NULL: not heard yet */
struct follow *attendee_follow(struct attendee *attendee);
/* What was said since the last call, or NULL. */
const struct room_say *attendee_said(struct attendee *attendee);
bool attendee_hand(const struct attendee *attendee);
void attendee_raise(struct attendee *attendee, bool up);
bool attendee_is_private(const struct attendee *attendee);
/* Tells nothing more of this seat, and takes away what was told; or tells all again. */
void attendee_be_private(struct attendee *attendee, bool on);

#endif
