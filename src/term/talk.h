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

/* Around curses' own update: out is the frame, as far as it is known.  The second
 * adds the picture and what is asked, and marks what was there before as one update. */
void talk_before(const struct canvas_picture *wanted, pixels_move *move, struct str *out);
void talk_after(const struct canvas_picture *wanted, pixels_move *move, struct str *out);

/* A character of a sequence came in.  True: the terminal may do more now. */
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
