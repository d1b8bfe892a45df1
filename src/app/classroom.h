// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A class, as the screen's loop takes part in it: an attendee tells how they are doing, and may
 * follow; an instructor who presents says where the class is.  One thread: the screen's. */
#ifndef APP_CLASSROOM_H
#define APP_CLASSROOM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "room/follow.h"
#include "ui/input/command.h"

struct classroom;
struct session;
struct view;

/* Reads the person's ticket, which looks at a few small files.  NULL: they have none, or it
 * cannot be used: then err is set. */
struct classroom *classroom_open(bool present, struct error *err);
/* What will be told of the person in the room, to be shown before they enter it, until a key;
 * NULL: nothing is.  Caller frees. */
char *classroom_notice(const struct classroom *classroom);
/* Goes to the room. */
void classroom_enter(struct classroom *classroom, struct session *session);
/* How it ended: the person left, the terminal is gone or a signal came, or the person went on in
 * another window. */
enum classroom_end { CLASSROOM_LEFT, CLASSROOM_LOST, CLASSROOM_MOVED };
/* NULL is fine in what follows.  Waits for part of a second, so that it can be told. */
void classroom_close(struct classroom *classroom, enum classroom_end end);

int classroom_fd(const struct classroom *classroom);
int64_t classroom_due_ms(const struct classroom *classroom);
/* Tells and hears; goes where the class is, if the person follows and is busy with nothing.  True
 * if something is to be shown; *moved: another page is. */
bool classroom_turn(struct classroom *classroom, struct session *session, const struct follow_busy *busy,
		    size_t hints, bool *moved);
/* The person went to another page by themselves. */
void classroom_looks_around(struct classroom *classroom);
/* COMMAND_FOLLOW, COMMAND_HAND, COMMAND_PRIVATE.  True: another page is shown. */
bool classroom_do(struct classroom *classroom, struct session *session, enum command_id id);
/* Sets what the view says of it; valid until the next call. */
void classroom_view(struct classroom *classroom, const struct session *session, struct view *view);

#endif
