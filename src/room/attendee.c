// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See attendee.h. */
#include "room/attendee.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "room/link.h"

enum {
	TELL_MS = 500, /* between two states */
	HOST_MAX = 64,
	ID_SIZE = 9,
};

struct attendee {
	struct room_ticket ticket;
	struct room_link *link; /* NULL: a newer program has the seat */
	enum room_link_state link_state;
	char id[ID_SIZE];       /* of this run */
	char host[HOST_MAX];
	int64_t began;          /* in seconds of the host's clock */

	char *told;             /* the state that was told last, or NULL */
	int64_t told_ms;        /* when */
	bool is_waiting;        /* there is another one to be told */
	int64_t hand;           /* since when it is up, in seconds; 0: it is not */
	bool is_private;

	struct room_place place;
	bool has_place;
	struct room_say say;
	bool has_said;          /* something that was not shown yet */
	int64_t say_n;          /* the number of what was said last */
	struct follow follow;
};

static int64_t wall_s(void)
{
	return clock_wall_ms() / 1000;
}

/* ---- telling ------------------------------------------------------------------------------ */

static char *here_text(const struct attendee *attendee, enum room_presence presence)
{
	bool ends = presence == ROOM_QUIT || presence == ROOM_LOST;
	struct room_here here = { .presence = presence, .since = ends ? wall_s() : attendee->began };
	char *text;

	here.id = mem_dup(attendee->id);
	here.host = mem_dup(attendee->host);
	text = wire_here(&here);
	room_here_free(&here);
	return text;
}

static void tell_here(struct attendee *attendee, enum room_presence presence)
{
	char *text = here_text(attendee, presence);

	if (attendee->link)
		room_link_tell(attendee->link, ROOM_SEAT_HERE, attendee->ticket.name, text);
	free(text);
}

/* Goes to the room and says so. */
static bool enter(struct attendee *attendee, struct error *err)
{
	char *will = here_text(attendee, attendee->is_private ? ROOM_PRIVATE : ROOM_STOPPED);

	attendee->link_state = ROOM_LINK_CONNECTING;
	attendee->link = room_link_open(&attendee->ticket, will, false, err);
	free(will);
	tell_here(attendee, attendee->is_private ? ROOM_PRIVATE : ROOM_HERE);
	return attendee->link;
}

static void tell_state(struct attendee *attendee, struct room_state *state, int64_t now_ms)
{
	char *text;

	attendee->is_waiting = false;
	if (attendee->is_private || !attendee->link)
		return;
	state->hand = attendee->hand;
	state->follow = attendee->follow.on;
	text = wire_state(state);
	if (str_eq(text, attendee->told)) {
		free(text);
	} else if (attendee->told && now_ms - attendee->told_ms < TELL_MS) {
		attendee->is_waiting = true;
		free(text);
	} else {
		room_link_tell(attendee->link, ROOM_SEAT_STATE, attendee->ticket.name, text);
		free(attendee->told);
		attendee->told = text;
		attendee->told_ms = now_ms;
	}
}

void attendee_raise(struct attendee *attendee, bool up)
{
	attendee->hand = up ? wall_s() : 0;
}

void attendee_be_private(struct attendee *attendee, bool on)
{
	if (attendee->is_private == on)
		return;
	attendee->is_private = on;
	free(attendee->told);
	attendee->told = NULL;
	/* With another will: a crash is not to be told either. */
	if (attendee->link)
		room_link_leave(attendee->link);
	enter(attendee, NULL);
	if (on && attendee->link)
		room_link_tell(attendee->link, ROOM_SEAT_STATE, attendee->ticket.name, "");
}

bool attendee_return(struct attendee *attendee, struct error *err)
{
	if (attendee->link)
		return true;
	attendee->began = wall_s();
	free(attendee->told);
	attendee->told = NULL;
	return enter(attendee, err);
}

/* ---- hearing ------------------------------------------------------------------------------ */

static bool hear_place(struct attendee *attendee, const struct room_message *message)
{
	struct room_place place;

	if (message->n == 0) {
		room_place_free(&attendee->place);
		attendee->has_place = false;
		return true;
	}
	if (!wire_read_place(message->bytes, message->n, &place))
		return false;
	if (!follow_heard(&attendee->follow, place.n)) {
		room_place_free(&place);
		return false;
	}
	room_place_free(&attendee->place);
	attendee->place = place;
	attendee->has_place = true;
	return true;
}

static bool hear_say(struct attendee *attendee, const struct room_message *message)
{
	struct room_say say;

	if (!wire_read_say(message->bytes, message->n, &say))
		return false;
	if (say.n == attendee->say_n) {
		room_say_free(&say);
		return false;
	}
	room_say_free(&attendee->say);
	attendee->say = say;
	attendee->say_n = say.n;
	attendee->has_said = true;
	return true;
}

/* Has this come later, and is still there, as far as the broker knows?  Of two that began in the
 * same second one gives way, too. */
static bool is_newer(const struct attendee *attendee, const struct room_here *here)
{
	if (here->presence == ROOM_QUIT || here->presence == ROOM_LOST || str_eq(here->id, attendee->id))
		return false;
	return here->since > attendee->began ||
	       (here->since == attendee->began && strcmp(here->id, attendee->id) > 0);
}

/* Another program of this seat: link.h tells why the later has it. */
static bool hear_own(struct attendee *attendee, const struct room_message *message)
{
	struct room_here here;
	bool newer;

	if (!str_eq(message->seat, attendee->ticket.name) ||
	    !wire_read_here(message->bytes, message->n, &here))
		return false;
	newer = is_newer(attendee, &here);
	room_here_free(&here);
	if (!newer)
		return false;
	room_link_leave(attendee->link);
	attendee->link = NULL;
	return true;
}

static bool hear_to(struct attendee *attendee, const struct room_message *message)
{
	struct room_to to;
	bool seen;

	if (!wire_read_to(message->bytes, message->n, &to))
		return false;
	seen = to.kind == ROOM_HAND_SEEN && attendee->hand;
	room_to_free(&to);
	if (seen)
		attendee->hand = 0;
	return seen;
}

static bool hear(struct attendee *attendee, const struct room_message *message)
{
	switch (message->topic) {
	case ROOM_PLACE: return hear_place(attendee, message);
	case ROOM_SAY: return hear_say(attendee, message);
	case ROOM_SEAT_HERE: return hear_own(attendee, message);
	case ROOM_SEAT_TO: return hear_to(attendee, message);
	default: return false;
	}
}

static bool look_at_link(struct attendee *attendee)
{
	enum room_link_state before = attendee->link_state;

	attendee->link_state = room_link_state(attendee->link, NULL);
	if (before == ROOM_LINK_UP && attendee->link_state != before)
		follow_lost(&attendee->follow);
	return attendee->link_state != before;
}

bool attendee_turn(struct attendee *attendee, struct room_state *state, int64_t now_mono_ms)
{
	struct room_message message;
	bool changed = attendee->link && look_at_link(attendee);

	while (attendee->link && room_link_next(attendee->link, &message)) {
		changed = hear(attendee, &message) || changed;
		room_message_free(&message);
	}
	/* Again: what changed meanwhile rang before the bell was quieted. */
	changed = (attendee->link && look_at_link(attendee)) || changed;
	tell_state(attendee, state, now_mono_ms);
	return changed;
}

/* ---- what is so ----------------------------------------------------------------------------- */

int attendee_fd(const struct attendee *attendee)
{
	return attendee->link ? room_link_fd(attendee->link) : -1;
}

int64_t attendee_due_ms(const struct attendee *attendee)
{
	return attendee->is_waiting ? attendee->told_ms + TELL_MS : CLOCK_NEVER;
}

const struct room_ticket *attendee_ticket(const struct attendee *attendee)
{
	return &attendee->ticket;
}

enum attendee_line attendee_line(const struct attendee *attendee)
{
	static const enum attendee_line of[] = {
		[ROOM_LINK_CONNECTING] = ATTENDEE_CONNECTING, [ROOM_LINK_UP] = ATTENDEE_LIVE,
		[ROOM_LINK_DOWN] = ATTENDEE_NOT_HEARD,	      [ROOM_LINK_REFUSED] = ATTENDEE_REFUSED,
		[ROOM_LINK_MISSING] = ATTENDEE_MISSING,
	};

	return attendee->link ? of[attendee->link_state] : ATTENDEE_TAKEN;
}

const struct room_place *attendee_place(const struct attendee *attendee)
{
	return attendee->has_place ? &attendee->place : NULL;
}

struct error attendee_why(const struct attendee *attendee)
{
	return room_link_why(attendee->link);
}

struct follow *attendee_follow(struct attendee *attendee)
{
	return &attendee->follow;
}

const struct room_say *attendee_said(struct attendee *attendee)
{
	bool has_said = attendee->has_said;

	attendee->has_said = false;
	return has_said ? &attendee->say : NULL;
}

bool attendee_hand(const struct attendee *attendee)
{
	return attendee->hand != 0;
}

bool attendee_is_private(const struct attendee *attendee)
{
	return attendee->is_private;
}

/* ---- opening and closing ---------------------------------------------------------------- */

static void begin_run(struct attendee *attendee)
{
	unsigned number;

	if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
		number = (unsigned)clock_mono_ms() ^ (unsigned)getpid();
	snprintf(attendee->id, sizeof attendee->id, "%08x", number);
	if (gethostname(attendee->host, sizeof attendee->host) != 0)
		attendee->host[0] = '\0';
	attendee->host[sizeof attendee->host - 1] = '\0';
	attendee->began = wall_s();
}

static void attendee_free(struct attendee *attendee)
{
	ticket_free(&attendee->ticket);
	room_place_free(&attendee->place);
	room_say_free(&attendee->say);
	free(attendee->told);
	free(attendee);
}

struct attendee *attendee_open(struct room_ticket *ticket, struct error *err)
{
	struct attendee *attendee = mem_alloc(sizeof *attendee);

	attendee->ticket = *ticket;
	memset(ticket, 0, sizeof *ticket);
	attendee->say_n = -1;
	begin_run(attendee);
	if (enter(attendee, err))
		return attendee;
	attendee_free(attendee);
	return NULL;
}

void attendee_close(struct attendee *attendee, enum room_presence how, int most_ms)
{
	if (!attendee)
		return;
	if (!attendee->is_private)
		tell_here(attendee, how);
	room_link_close(attendee->link, most_ms);
	attendee_free(attendee);
}

void attendee_leave(struct attendee *attendee)
{
	if (!attendee)
		return;
	if (attendee->link)
		room_link_leave(attendee->link);
	attendee_free(attendee);
}
