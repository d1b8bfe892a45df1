// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A grid of cells that panes draw into and the terminal shows.
 *
 * It knows no terminal: a golden test dumps it as text.  Drawing outside of
 * it, or of the clip, is cut off; a wide character that does not fit whole
 * becomes blanks, so a frame can't be broken.  One thread. */
#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "pixel/image.h"
#include "ui/theme.h"

#define CELL_BYTES 20 /* a character and its combining marks; more marks are dropped */

struct cell {
	char text[CELL_BYTES]; /* UTF-8; "" is the right half of a wide character */
	unsigned char width;   /* 0 (right half), 1, 2 */
	unsigned char style;   /* enum style */
	unsigned char attrs;   /* STYLE_GUEST: of enum look_attr */
	unsigned short link;   /* 0, or index + 1 into links */
	int fg, bg;            /* STYLE_GUEST: colours, as theme.h has them */
};

struct rect {
	int row, col, rows, cols;
};

/* A picture that the terminal is to show in its own pixels, over blank cells: as
 * large as fits, in its own shape, at the top, in the middle of the columns. */
struct canvas_picture {
	struct rect rect;
	const struct image *image; /* NULL: none; the view's, not the canvas's own */
	uint64_t version;          /* another one for each picture; 0 for none */
};

struct canvas {
	int rows, cols;
	struct cell *cells;
	int cursor_row, cursor_col; /* where the hardware cursor rests; -1: hidden */
	bool ascii;                 /* draw with plain ASCII only */
	bool mono;                  /* shown without colours */
	int colors;                 /* that the terminal has; 0: not known */
	bool pixels;                /* the terminal can show a picture */
	struct canvas_picture picture; /* which; of the last drawing */
	char **links;
	size_t n_links;
};

struct canvas *canvas_new(int rows, int cols); /* blank */
void canvas_free(struct canvas *canvas);
void canvas_resize(struct canvas *canvas, int rows, int cols); /* blank again */
void canvas_clear(struct canvas *canvas);
struct cell *canvas_at(struct canvas *canvas, int row, int col); /* NULL outside */

/* The next character of a text with its combining marks, as a cell takes it.
 * Returns the bytes it took, 0 at the end; width 0: nothing to show. */
struct cluster {
	char text[CELL_BYTES];
	int width;
};
size_t cluster_next(const char *at, struct cluster *out);

/* Columns of a text as this canvas draws it (ASCII may be longer). */
int canvas_width(const struct canvas *canvas, const char *text);
/* Draws clean text on one line, at most cols columns; returns the columns used.
 * link is an index + 1 from canvas_link, or 0. */
int canvas_text(struct canvas *canvas, int row, int col, int cols, enum style style,
		const char *text);
int canvas_text_link(struct canvas *canvas, int row, int col, int cols, enum style style,
		     const char *text, int link);
/* The same, but what does not fit ends in an ellipsis. */
int canvas_text_cut(struct canvas *canvas, int row, int col, int cols, enum style style,
		    const char *text);
/* What a machine shows, in its own colours. */
int canvas_guest(struct canvas *canvas, int row, int col, int cols, const char *text,
		 unsigned attrs, int fg, int bg);
int canvas_link(struct canvas *canvas, const char *address);
void canvas_fill(struct canvas *canvas, struct rect rect, enum style style);
void canvas_style(struct canvas *canvas, struct rect rect, enum style style); /* keep the text */
/* A frame with a title set into its top line. */
void canvas_frame(struct canvas *canvas, struct rect rect, enum style style, const char *title,
		  enum style title_style);
/* A line across a frame, from border to border, with a title set into it. */
void canvas_divider(struct canvas *canvas, int row, struct rect frame, enum style style,
		    const char *title, enum style title_style);
/* A note set into the right end of a border line. */
void canvas_border_note(struct canvas *canvas, int row, struct rect frame, enum style style,
			const char *note);
struct rect rect_inner(struct rect rect); /* without the frame */
bool rect_has(struct rect rect, int row, int col);

/* For tests: lines without trailing blanks; then, with styles, a line of style
 * letters under each.  Caller frees. */
char *canvas_dump(const struct canvas *canvas, bool styles);

#endif
