// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A grid of cells that panes draw into and the terminal shows.
 *
 * The grid knows no terminal, so a test can dump it as text.  What is drawn outside of it is
 * cut off, and half of a wide character becomes a blank, so no text breaks a frame.  One
 * thread. */
#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "pixel/image.h"
#include "ui/theme.h"

/* A colour of a guest: GUEST_DEFAULT, 0 to 255 of the usual palette, or GUEST_RGB with red,
 * green and blue in the lower bytes.  The terminal shows the nearest colour that it has. */
enum { GUEST_DEFAULT = -1, GUEST_RGB = 0x1000000 };

/* Where a border goes on from its cell; text on a border, which no border draws over. */
enum { ARM_UP = 1, ARM_DOWN = 2, ARM_LEFT = 4, ARM_RIGHT = 8, ARM_TEXT = 16 };

#define CELL_BYTES 20 /* for a character and its combining marks; drop further marks */

struct cell {
	char text[CELL_BYTES]; /* UTF-8; "" is the right half of a wide character */
	unsigned char width;   /* 0 (right half), 1, 2 */
	unsigned char style;   /* enum style */
	unsigned char attrs;   /* STYLE_GUEST: of enum look_attr */
	unsigned char arms;    /* of a border: of ARM_UP and so on; 0: it is none */
	unsigned short link;   /* index + 1 into links, or 0 */
	int fg, bg;            /* STYLE_GUEST: as GUEST_DEFAULT says */
};

struct rect {
	int row, col, rows, cols;
};

/* A picture that the terminal is to show in pixels, over blank cells: as large as fits, in
 * its proportions, at the top, in the middle of the columns. */
struct canvas_picture {
	struct rect rect;
	const struct image *image; /* NULL: none; belongs to the view */
	uint64_t version;          /* another one for each picture; 0: none */
};

struct canvas {
	int rows, cols;
	struct cell *cells;
	int cursor_row, cursor_col; /* of the terminal's cursor; -1: hidden */
	bool ascii;                 /* draw with plain ASCII only */
	bool square;                /* frames have square corners */
	bool mono;                  /* shown without colours */
	int colors;                 /* that the terminal has; 0: not known */
	bool pixels;                /* the terminal can show a picture */
	struct canvas_picture picture; /* the one of the last drawing */
	char **links;
	size_t n_links;
};

struct canvas *canvas_new(int rows, int cols); /* blank */
void canvas_free(struct canvas *canvas);
void canvas_resize(struct canvas *canvas, int rows, int cols); /* blank again */
void canvas_clear(struct canvas *canvas);
struct cell *canvas_at(struct canvas *canvas, int row, int col); /* NULL outside */

/* The next character of a text with its combining marks, as a cell holds it.  Returns how
 * many bytes it took, 0 at the end.  Width 0: there is nothing to show. */
struct cluster {
	char text[CELL_BYTES];
	int width;
};
size_t cluster_next(const char *at, struct cluster *out);

/* Columns of a text as this canvas draws it; ASCII may be longer. */
int canvas_width(const struct canvas *canvas, const char *text);
/* Draws text without control characters on one row, in at most cols columns; returns how
 * many it used.  link: from canvas_link(), or 0. */
int canvas_text(struct canvas *canvas, int row, int col, int cols, enum style style,
		const char *text);
int canvas_text_link(struct canvas *canvas, int row, int col, int cols, enum style style,
		     const char *text, int link);
/* The same, but what does not fit ends in an ellipsis. */
int canvas_text_cut(struct canvas *canvas, int row, int col, int cols, enum style style,
		    const char *text);
/* The same for what a machine shows; attrs of enum look_attr, colours as above. */
int canvas_guest(struct canvas *canvas, int row, int col, int cols, const char *text,
		 unsigned attrs, int fg, int bg);
/* Notes an address, each only once; returns its index + 1, or 0: there are too many. */
int canvas_link(struct canvas *canvas, const char *address);
void canvas_fill(struct canvas *canvas, struct rect rect, enum style style);
void canvas_style(struct canvas *canvas, struct rect rect, enum style style); /* keeps the text */
/* A frame, with a title in its top line.  Frames that share a border line are joined there:
 * let their rectangles overlap by one. */
void canvas_frame(struct canvas *canvas, struct rect rect, enum style style, const char *title,
		  enum style title_style);
/* A line across a frame, from border to border, with a title in it. */
void canvas_divider(struct canvas *canvas, int row, struct rect frame, enum style style,
		    const char *title, enum style title_style);
/* A frame over what is there; its top line joins what comes from above. */
void canvas_cover(struct canvas *canvas, struct rect frame, enum style style);
/* A title at the left end of a border line, cut before what is written there already; NULL
 * or "": none. */
void canvas_border_title(struct canvas *canvas, int row, struct rect frame, const char *title,
			 enum style style);
/* Blanks what is free of a border line, from its left end on, to be written on.  Returns
 * how many columns that are. */
int canvas_border_open(struct canvas *canvas, int row, struct rect frame);
/* Draws the border again behind the columns that were used of these. */
void canvas_border_close(struct canvas *canvas, int row, struct rect frame, int room, int used,
			 enum style style);
/* A note at the right end of a border line. */
void canvas_border_note(struct canvas *canvas, int row, struct rect frame, enum style style,
			const char *note);
struct rect rect_inner(struct rect rect); /* without the frame */
bool rect_has(struct rect rect, int row, int col);

/* For tests: the rows without trailing blanks; with styles, each is followed by a row of
 * letters of styles.  Caller frees. */
char *canvas_dump(const struct canvas *canvas, bool styles);

#endif
