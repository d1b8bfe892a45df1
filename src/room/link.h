// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The line to a room's broker (MQTT 5), by libmosquitto: a thread of its own, which connects, and
 * connects again, and a file descriptor that tells of what came.
 *
 * A seat hears the room, what is asked of it, and its own presence.  The broker lets in the newest
 * program of a seat and throws the one before out, which is not told why (2.0.11): so who hears a
 * presence of its own seat that is newer and of another run has to leave, or the two would throw
 * each other out for ever.
 *
 * Only the newest payload of a topic is kept, both ways, so neither a liar nor a line that is gone
 * costs memory.  None of these functions waits for the broker, but room_link_close().  The link
 * belongs to the thread that opened it. */
#ifndef ROOM_LINK_H
#define ROOM_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "room/letters.h"
#include "room/mailbox.h"
#include "room/ticket.h"

struct room_link;

/* Takes a copy of the ticket.  will: what the broker tells as ROOM_SEAT_HERE of this seat if
 * the program ends without a word, "" for nothing.  hears_seats: an instructor's hears what all
 * seats tell.  Returns NULL with err if there can be no thread. */
struct room_link *room_link_open(const struct room_ticket *ticket, const char *will, bool hears_seats,
				 struct error *err);
/* Readable when a message came or the state changed, until room_link_next() says that there is
 * no more. */
int room_link_fd(const struct room_link *link);
/* since_ms: since when it is so, of clock_mono_ms(); or NULL. */
enum room_link_state room_link_state(struct room_link *link, int64_t *since_ms);
struct error room_link_why(struct room_link *link); /* after ROOM_LINK_MISSING */
/* Takes the oldest message.  False: there is none.  The caller frees it. */
bool room_link_next(struct room_link *link, struct room_message *message);

/* Tells it, at once or as soon as the line is there.  seat: as in struct room_message.  bytes ""
 * takes away what was told before.  How long a topic's payloads stay with the broker is a
 * rule of the room: its place, and presence and state of a seat, stay; what is said, five minutes;
 * the rest goes to those who listen now. */
void room_link_tell(struct room_link *link, enum room_topic topic, const char *seat, const char *bytes);
/* Leaves without another word, and without waiting. */
void room_link_leave(struct room_link *link);
/* Tells what was not told yet and leaves, so that no will is told; waits so long at most. */
enum { ROOM_CLOSE_MS = 700 };
void room_link_close(struct room_link *link, int most_ms);

#endif
