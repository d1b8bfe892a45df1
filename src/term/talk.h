// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is said to the terminal past curses, which does not know it: hyperlinks (OSC 8), laid
 * over what curses has drawn, text for the clipboard (OSC 52), the one picture that is shown
 * in real pixels, and the questions of ability.h; and what the terminal answers.
 *
 * There is one terminal a process, as in term.h; all functions are for the thread that
 * opened it.  Those for links, the clipboard and the picture make bytes and know no
 * terminal. */
#ifndef TERM_TALK_H
#define TERM_TALK_H

#include <stdbool.h>

#include "base/str.h"
#include "term/ability.h"
#include "term/input-filter.h"
#include "ui/canvas.h"

bool links_supported(void); /* by the environment; $FORCE_HYPERLINK=0/1 decides */
/* Adds the cells of each link again, with its address around them, where anything
 * about them changed.  move gives the sequence that moves the cursor.  The cursor
 * stays where it was. */
void links_show(const struct canvas *canvas, bool color, const char *(*move)(int row, int col),
		struct str *out);
void links_forget(void); /* the screen was wiped: write them all next time */

/* bytes that every terminal and tmux takes */
#define CLIPBOARD_MAX 49152

/* Whether terminals of this name are known to ignore sequences that they do not know. */
bool clipboard_safe(const char *term);
/* Makes the sequence for this text, which has no control characters but newlines and
 * tabs.  Returns false if the text is too long. */
bool clipboard_sequence(const char *text, struct str *out);

/* Returns the sequence that moves the cursor; row and column start at 0.  Valid until
 * the next call. */
typedef const char *pixels_move(int row, int col);

struct pixels_way {
	enum pixels pixels;
	int width, height; /* of a cell */
};

struct pixels_shown {
	struct pixels_way way; /* PIXELS_NONE: there is none */
	struct rect rect;
	int width, height; /* of it, in pixels */
	uint64_t version; /* 0: the screen was wiped, and it must be drawn again */
	int64_t sent_ms;
	int64_t not_before_ms; /* of the next one: the line needs time for other things */
};

/* Erases a picture that should not be there any more. */
void pixels_before(struct pixels_shown *shown, const struct canvas_picture *wanted,
		   const struct pixels_way *way, pixels_move *move, struct str *out);
/* Adds the picture if it is not the one that is shown at that place.  Returns true if
 * it was added. */
bool pixels_after(struct pixels_shown *shown, const struct canvas_picture *wanted,
		  const struct pixels_way *way, int64_t now_ms, pixels_move *move, struct str *out);
/* Erases the picture, as before the terminal is given back. */
void pixels_erase(struct pixels_shown *shown, pixels_move *move, struct str *out);
/* Call it when the terminal has answered the question after the picture: it has
 * arrived. */
void pixels_settled(struct pixels_shown *shown, int64_t now_ms);

void talk_begin(void); /* says nothing yet: the first frame comes first */

/* Call these before and after curses draws; out is the frame as far as it is made.
 * talk_after() marks it as one update, and adds the picture and what is asked. */
void talk_before(const struct canvas_picture *wanted, pixels_move *move, struct str *out);
void talk_after(const struct canvas_picture *wanted, pixels_move *move, struct str *out);

/* Takes a character of a sequence.  Returns true if the terminal may be able to show
 * more now. */
bool talk_heard(const struct sequence *sequence);
/* When a picture that was held back may be sent, on the monotonic clock; CLOCK_NEVER: none is. */
int64_t talk_due_ms(void);
bool talk_waits(void);  /* an answer is still to come */
bool talk_pixels(void); /* pictures can be shown */

void talk_erase(pixels_move *move); /* the picture goes, at once */
void talk_forget(void);             /* the screen was wiped: draw it anew */
/* True: the picture stood where it cannot be erased; wipe the screen. */
bool talk_resized(void);
void talk_reset_bytes(struct str *out); /* what a crash must write */

#endif
