// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a second terminal tells who presents.  It follows another session of the same person by
 * what that writes into the progress file: its place, its language, the time spent.  It has no
 * machines, and writes nothing.  One thread. */
#ifndef SESSION_NOTES_H
#define SESSION_NOTES_H

#include "session/session.h"

struct notes;

/* Opens the workshop of these options to follow; NULL with err as session_open(). */
struct notes *notes_open(const struct session_options *options, struct error *err);
void notes_close(struct notes *notes); /* NULL is fine */

/* Begins to listen to what the other session writes, on a thread of its own, and takes in what
 * has come.  Returns true if anything that is shown has changed. */
bool notes_turn(struct notes *notes);
/* Readable: call notes_turn().  -1 before the first call of that. */
int notes_fd(const struct notes *notes);
/* When what notes_view() fills in changes by itself, on the monotonic clock; CLOCK_NEVER. */
int64_t notes_due_ms(const struct notes *notes);
/* Fills the view; valid until the next notes_turn() or notes_view(). */
void notes_view(struct notes *notes, struct view_notes *view);

/* The lesson that is open begins now, whatever time was spent before. */
void notes_begin_here(struct notes *notes);

/* A break: begins one of five minutes, or ends it. */
void notes_break(struct notes *notes);
/* A digit after that says how many minutes from its beginning; more digits make the number
 * longer, until another key is pressed.  Returns false if there is no break. */
bool notes_break_digit(struct notes *notes, int digit);
void notes_other_key(struct notes *notes);

#endif
