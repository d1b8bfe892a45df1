// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is said to the terminal past curses, and what it answers: the questions of
 * ability.h and the picture of pixels.h.  There is one terminal a process, as in
 * term.h; all functions are for the thread that opened it. */
#ifndef TERM_TALK_H
#define TERM_TALK_H

#include "term/pixels.h"
#include "term/sequence.h"

void talk_begin(void); /* says nothing yet: the first frame comes first */

/* Call these before and after curses draws; out is the frame as far as it is made.
 * talk_after() marks it as one update, and adds the picture and what is asked. */
void talk_before(const struct canvas_picture *wanted, pixels_move *move, struct str *out);
void talk_after(const struct canvas_picture *wanted, pixels_move *move, struct str *out);

/* Takes a character of a sequence.  Returns true if the terminal may be able to show
 * more now. */
bool talk_heard(const struct sequence *sequence);
/* When a picture that was held back may be sent, on the monotonic clock; INT64_MAX: none is. */
int64_t talk_due_ms(void);
bool talk_waits(void);  /* an answer is still to come */
bool talk_pixels(void); /* pictures can be shown */

void talk_erase(pixels_move *move); /* the picture goes, at once */
void talk_forget(void);             /* the screen was wiped: draw it anew */
/* True: the picture stood where it cannot be erased; wipe the screen. */
bool talk_resized(void);
void talk_reset_bytes(struct str *out); /* what a crash must write */

#endif
