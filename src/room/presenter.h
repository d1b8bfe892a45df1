// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* An instructor who presents: tells where the class is, and gives way to another who does.
 * Whoever has it calls presenter_turn() when presenter_fd() is readable and when the place may
 * have changed.  Nothing here waits for the broker but presenter_close().  One thread. */
#ifndef ROOM_PRESENTER_H
#define ROOM_PRESENTER_H

#include "room/link.h"
#include "room/ticket.h"

struct presenter;

/* Takes the ticket over, also if it fails.  NULL with err: there can be no thread. */
struct presenter *presenter_open(struct room_ticket *ticket, struct error *err);
/* The class is at no place any more; waits so long at most, so that it is told. */
void presenter_close(struct presenter *presenter, int most_ms);

int presenter_fd(const struct presenter *presenter);
/* Tells the place, if it is another one than was told last: that leads the class. */
void presenter_turn(struct presenter *presenter, const char *workshop, const char *files, const char *step);

const struct room_ticket *presenter_ticket(const struct presenter *presenter);
enum room_link_state presenter_line(struct presenter *presenter);
struct error presenter_why(struct presenter *presenter); /* after ROOM_LINK_MISSING */
/* Who leads the class instead, or NULL: this instructor does. */
const char *presenter_other(const struct presenter *presenter);

#endif
