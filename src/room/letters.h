// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The topics of a room, and the newest payload of each that waits to be told or to be taken.
 * Pure. */
#ifndef ROOM_LETTERS_H
#define ROOM_LETTERS_H

#include <stdbool.h>
#include <stddef.h>

enum room_topic { ROOM_PLACE, ROOM_SAY, ROOM_SEAT_HERE, ROOM_SEAT_STATE, ROOM_SEAT_TO, ROOM_SEAT_SCREEN };

/* A payload as it was written: room/wire.h reads it. */
struct room_message {
	enum room_topic topic;
	char *seat;    /* whose it is or, with ROOM_SEAT_TO, who it is for; NULL: the room's */
	char *bytes;
	size_t n;      /* 0: it was taken away */
	bool retained; /* it was there before this program listened */
};

void room_message_free(struct room_message *message);

/* How long the broker keeps a topic's payloads: until another comes, or the seconds after
 * which one expires, 0 for never. */
bool room_topic_stays(enum room_topic topic);
int room_topic_expires_s(enum room_topic topic);
/* As the broker knows it; caller frees. */
char *room_topic_whole(const char *class, enum room_topic topic, const char *seat);
/* Sets topic and seat of a message by the broker's topic.  False: it is none of that class. */
bool room_topic_read(const char *class, const char *whole, struct room_message *message);

struct letter {
	char *topic; /* whole */
	struct room_message message;
};

struct letters {
	struct letter *list;
	size_t n;
};

/* Takes topic and message over.  An older one of the topic is replaced where it stands; what
 * is beyond some thousands is dropped. */
void letters_put(struct letters *letters, char *topic, struct room_message message);
bool letters_take(struct letters *letters, struct letter *first); /* false: there is none */
void letter_free(struct letter *letter);
void letters_free(struct letters *letters);

#endif
