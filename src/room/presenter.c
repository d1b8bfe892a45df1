// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See presenter.h. */
#include "room/presenter.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "room/wire.h"

struct presenter {
	struct room_ticket ticket;
	struct room_link *link;
	int64_t began; /* in seconds of the host's clock */
	int64_t n;     /* the number of the newest place, of whoever told it */
	char *told;    /* the step that was told last, or NULL */
	char *other;   /* who told a newer place, or NULL */
};

struct presenter *presenter_open(struct room_ticket *ticket, struct error *err)
{
	struct presenter *presenter = mem_alloc(sizeof *presenter);

	presenter->ticket = *ticket;
	memset(ticket, 0, sizeof *ticket);
	presenter->began = clock_wall_ms() / 1000;
	presenter->link = room_link_open(&presenter->ticket, "", false, err);
	if (presenter->link)
		return presenter;
	presenter_close(presenter, 0);
	return NULL;
}

void presenter_close(struct presenter *presenter, int most_ms)
{
	if (!presenter)
		return;
	if (presenter->link && presenter->told && !presenter->other)
		room_link_tell(presenter->link, ROOM_PLACE, NULL, "");
	room_link_close(presenter->link, most_ms);
	ticket_free(&presenter->ticket);
	free(presenter->told);
	free(presenter->other);
	free(presenter);
}

static void hear(struct presenter *presenter, const struct room_message *message)
{
	struct room_place place;

	if (message->topic != ROOM_PLACE || message->n == 0 ||
	    !wire_read_place(message->bytes, message->n, &place))
		return;
	if (place.n > presenter->n && !str_eq(place.driver, presenter->ticket.shown)) {
		free(presenter->other);
		presenter->other = mem_dup(place.driver);
	}
	if (place.n > presenter->n)
		presenter->n = place.n;
	room_place_free(&place);
}

void presenter_turn(struct presenter *presenter, const char *workshop, const char *files, const char *step)
{
	struct room_place place = { .began = presenter->began, .line = -1 };
	struct room_message message;
	char *text;

	while (room_link_next(presenter->link, &message)) {
		hear(presenter, &message);
		room_message_free(&message);
	}
	if (str_eq(presenter->told, step))
		return;
	free(presenter->told);
	presenter->told = mem_dup(step);
	free(presenter->other);
	presenter->other = NULL;
	/* Larger than any that was heard, whatever the clocks say. */
	presenter->n = clock_wall_ms() > presenter->n ? clock_wall_ms() : presenter->n + 1;
	place.n = presenter->n;
	place.at = clock_wall_ms() / 1000;
	place.driver = mem_dup(presenter->ticket.shown);
	place.workshop = mem_dup(workshop);
	place.files = mem_dup(files);
	place.step = mem_dup(step);
	text = wire_place(&place);
	room_link_tell(presenter->link, ROOM_PLACE, NULL, text);
	free(text);
	room_place_free(&place);
}

int presenter_fd(const struct presenter *presenter)
{
	return room_link_fd(presenter->link);
}

const struct room_ticket *presenter_ticket(const struct presenter *presenter)
{
	return &presenter->ticket;
}

enum room_link_state presenter_line(struct presenter *presenter)
{
	return room_link_state(presenter->link, NULL);
}

struct error presenter_why(struct presenter *presenter)
{
	return room_link_why(presenter->link);
}

const char *presenter_other(const struct presenter *presenter)
{
	return presenter->other;
}
