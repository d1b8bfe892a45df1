// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The one picture that is shown in real pixels: what is to be written for it
 * before and after curses has drawn.  To curses its cells are blank.  Bytes
 * out; knows no terminal. */
#ifndef TERM_PIXELS_H
#define TERM_PIXELS_H

#include "term/ability.h"
#include "ui/canvas.h"

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
/* Whether the wanted picture is not the one that is shown. */
bool pixels_wait(const struct pixels_shown *shown, const struct canvas_picture *wanted,
		 const struct pixels_way *way);

#endif
