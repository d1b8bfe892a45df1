// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See letters.h. */
#include "room/letters.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "room/ticket.h"

enum {
	SAY_EXPIRES_S = 300,
	LETTERS_MAX = 4096,
};

/* How a topic ends, in the room or at a seat. */
static const struct {
	const char *name;
	bool at_seat, stays;
	int expires_s;
} topics[] = {
	[ROOM_PLACE] = { "place", false, true, 0 },
	[ROOM_SAY] = { "say", false, true, SAY_EXPIRES_S },
	[ROOM_SEAT_HERE] = { "here", true, true, 0 },
	[ROOM_SEAT_STATE] = { "state", true, true, 0 },
	[ROOM_SEAT_TO] = { "to", true, false, 0 },
	[ROOM_SEAT_SCREEN] = { "screen", true, false, 0 },
};

bool room_topic_stays(enum room_topic topic)
{
	return topics[topic].stays;
}

int room_topic_expires_s(enum room_topic topic)
{
	return topics[topic].expires_s;
}

char *room_topic_whole(const char *class, enum room_topic topic, const char *seat)
{
	if (topics[topic].at_seat)
		return mem_printf("imitation/%s/seat/%s/%s", class, seat, topics[topic].name);
	return mem_printf("imitation/%s/room/%s", class, topics[topic].name);
}

static bool find_topic(const char *name, bool at_seat, enum room_topic *topic)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(topics); i++)
		if (topics[i].at_seat == at_seat && str_eq(topics[i].name, name)) {
			*topic = (enum room_topic)i;
			return true;
		}
	return false;
}

/* NAME/TOPIC */
static bool read_seat(const char *rest, struct room_message *message)
{
	const char *slash = strchr(rest, '/');

	if (!slash || !find_topic(slash + 1, true, &message->topic))
		return false;
	message->seat = mem_ndup(rest, (size_t)(slash - rest));
	if (ticket_is_name(message->seat))
		return true;
	free(message->seat);
	message->seat = NULL;
	return false;
}

bool room_topic_read(const char *class, const char *whole, struct room_message *message)
{
	char *prefix = mem_printf("imitation/%s/", class);
	const char *rest = str_starts(whole, prefix) ? whole + strlen(prefix) : "";

	free(prefix);
	if (str_starts(rest, "seat/"))
		return read_seat(rest + strlen("seat/"), message);
	return str_starts(rest, "room/") && find_topic(rest + strlen("room/"), false, &message->topic);
}

/* ---- letters ----------------------------------------------------------------------------- */

void room_message_free(struct room_message *message)
{
	free(message->seat);
	free(message->bytes);
	memset(message, 0, sizeof *message);
}

void letter_free(struct letter *letter)
{
	free(letter->topic);
	room_message_free(&letter->message);
}

void letters_free(struct letters *letters)
{
	size_t i;

	for (i = 0; i < letters->n; i++)
		letter_free(&letters->list[i]);
	free(letters->list);
	memset(letters, 0, sizeof *letters);
}

void letters_put(struct letters *letters, char *topic, struct room_message message)
{
	struct letter letter = { topic, message };
	size_t i;

	for (i = 0; i < letters->n; i++)
		if (str_eq(letters->list[i].topic, topic)) {
			letter_free(&letters->list[i]);
			letters->list[i] = letter;
			return;
		}
	if (letters->n < LETTERS_MAX)
		*MEM_PUSH(letters->list, letters->n) = letter;
	else
		letter_free(&letter);
}

bool letters_take(struct letters *letters, struct letter *first)
{
	if (letters->n == 0)
		return false;
	*first = letters->list[0];
	letters->n--;
	memmove(letters->list, letters->list + 1, letters->n * sizeof *letters->list);
	return true;
}
