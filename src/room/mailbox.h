// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the thread of a link and its owner hand each other, under one lock: letters both ways,
 * how the line is, and who has left.  Nothing here waits but mailbox_leave(). */
#ifndef ROOM_MAILBOX_H
#define ROOM_MAILBOX_H

#include <pthread.h>
#include <stdint.h>

#include "base/bell.h"
#include "base/error.h"
#include "room/letters.h"

/* How the line to the broker is. */
enum room_link_state {
	ROOM_LINK_CONNECTING, /* the first try is under way */
	ROOM_LINK_UP,
	ROOM_LINK_DOWN,    /* not heard; trying again */
	ROOM_LINK_REFUSED, /* the ticket is not taken; trying again, slowly */
	ROOM_LINK_MISSING, /* there is no libmosquitto, or no certificate: mailbox_why() */
};

struct mailbox {
	struct bell for_thread; /* there is something to tell, or the owner leaves */
	struct bell for_owner;  /* something came, or the line is otherwise */

	pthread_mutex_t lock; /* guards what follows */
	pthread_cond_t wake;
	struct letters in, out;
	struct letters kept;  /* told before, and told again to a broker that began anew */
	enum room_link_state state;
	int64_t since_ms;
	struct error why; /* of ROOM_LINK_MISSING */
	int under_way;    /* payloads that the broker has not confirmed */
	bool ended;       /* the owner wants to leave … */
	bool left;        /* … and has left: the thread frees it */
	bool finished;    /* the thread has: the owner frees it */
};

bool mailbox_open(struct mailbox *box, struct error *err); /* false: free it all the same */
void mailbox_free(struct mailbox *box);                    /* what is in it */

/* ---- the owner */
enum room_link_state mailbox_state(struct mailbox *box, int64_t *since_ms); /* since_ms: or NULL */
struct error mailbox_why(struct mailbox *box);
bool mailbox_next(struct mailbox *box, struct room_message *message);
/* Takes topic and message over. */
void mailbox_tell(struct mailbox *box, char *topic, struct room_message message);
void mailbox_unsay(struct mailbox *box); /* what was not told yet */
/* Ends the thread, and waits for that so long at most.  True: the caller frees the box; else the
 * thread does. */
bool mailbox_leave(struct mailbox *box, int most_ms);

/* ---- the thread */
void mailbox_set_state(struct mailbox *box, enum room_link_state state);
void mailbox_give_up(struct mailbox *box, const struct error *why); /* ROOM_LINK_MISSING */
void mailbox_begin(struct mailbox *box); /* the line is there: all is told again */
/* The next letter to be told; false: there is none, or no line.  After it was handed to the broker
 * (sent), or could not be, mailbox_told() takes it. */
bool mailbox_to_tell(struct mailbox *box, struct letter *letter);
void mailbox_told(struct mailbox *box, struct letter *letter, bool sent);
void mailbox_confirmed(struct mailbox *box); /* one of those that were sent */
bool mailbox_has_unconfirmed(struct mailbox *box);
/* Takes topic and message over. */
void mailbox_came(struct mailbox *box, char *topic, struct room_message message);
bool mailbox_is_ended(struct mailbox *box);
bool mailbox_finish(struct mailbox *box); /* true: the owner has left, and the caller frees the box */

#endif
