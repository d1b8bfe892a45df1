// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A grid of cells that panes draw into and the terminal shows, and the styles and signs that
 * stand in it, by their meaning.
 *
 * The grid knows no terminal, so a test can dump it as text.  What is drawn outside of it is
 * cut off, and half of a wide character becomes a blank, so no text breaks a frame.  One
 * thread.
 *
 * Panes name a meaning (STYLE_GOOD); only the table in canvas.c says how it looks, with
 * colours and without.  Nothing is told by colour alone: every state has a sign and a
 * word.  Any thread. */
#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "lesson/lesson.h"
#include "pixel/image.h"
#include "vm/machine.h"

enum style {
	STYLE_PLAIN,
	STYLE_DIM,      /* less important: commands, times */
	STYLE_STRONG,
	STYLE_EMPH,
	STYLE_TITLE,    /* the line at the top */
	STYLE_HEADING,
	STYLE_FRAME,
	STYLE_FRAME_FOCUS,
	STYLE_CODE,
	STYLE_LINK,
	STYLE_QUOTE,
	STYLE_BUTTON,
	STYLE_BUTTON_FOCUS,
	STYLE_BUTTON_OFF,
	STYLE_GOOD,     /* passed, running */
	STYLE_WARN,     /* paused, not yet */
	STYLE_BAD,      /* failed */
	STYLE_BUSY,
	STYLE_STATUS,   /* the line at the bottom */
	STYLE_KEY,      /* the name of a key there */
	STYLE_FOUND,    /* a search hit */
	STYLE_MARKED,   /* what will be copied */
	STYLE_QUESTION,
	STYLE_GUEST,    /* what a machine shows; the cell has its own colours */
	STYLE_COUNT
};

enum look_attr {
	LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_UNDERLINE = 4, LOOK_REVERSE = 8, LOOK_ITALIC = 16
};

/* A colour of a guest: GUEST_DEFAULT, 0 to 255 of the usual palette, or GUEST_RGB with red,
 * green and blue in the lower bytes.  The terminal shows the nearest colour that it has. */
enum { GUEST_DEFAULT = -1, GUEST_RGB = 0x1000000 };

struct look {
	unsigned attrs; /* of enum look_attr */
	int color;      /* of the text: an ANSI colour, 0 to 7; -1: the default */
};

/* color: the terminal has colours and NO_COLOR is not set. */
struct look theme_look(enum style style, bool color);

enum glyph {
	GLYPH_RUNNING, GLYPH_PAUSED, GLYPH_OFF, GLYPH_SAVED, GLYPH_ABSENT, GLYPH_UNKNOWN,
	GLYPH_BUSY, GLYPH_DONE, GLYPH_SKIPPED, GLYPH_WAITING, GLYPH_FAILED, GLYPH_BULLET,
	GLYPH_SNAPSHOT, GLYPH_HERE, GLYPH_BRANCH, GLYPH_LAST, GLYPH_TRUNK, GLYPH_MORE_DOWN,
	GLYPH_MORE_UP, GLYPH_QUOTE, GLYPH_RULE, GLYPH_ELLIPSIS, GLYPH_WRAP, GLYPH_STOPPED,
	GLYPH_ASLEEP, GLYPH_COUNT
};
const char *theme_glyph(enum glyph glyph, bool ascii);
/* The sign of a machine's state; its word is state_word(). */
enum glyph theme_state_glyph(enum machine_state state);
enum style theme_state_style(enum machine_state state);
/* The sign of a machine as it is, also if it is in trouble; its word is machine_word(). */
enum glyph theme_machine_glyph(const struct vm_machine *machine);
enum style theme_machine_style(const struct vm_machine *machine);
/* A letter for each style, for the tests. */
char theme_style_letter(enum style style);
/* A bar of one of eight heights for a percentage. */
const char *theme_spark(int percent, bool ascii);

#define CELL_BYTES 20 /* for a character and its combining marks; drop further marks */

struct cell {
	char text[CELL_BYTES]; /* UTF-8; "" is the right half of a wide character */
	unsigned char width;   /* 0 (right half), 1, 2 */
	unsigned char style;   /* enum style */
	unsigned char attrs;   /* STYLE_GUEST: of enum look_attr */
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
/* A frame, with a title in its top line. */
void canvas_frame(struct canvas *canvas, struct rect rect, enum style style, const char *title,
		  enum style title_style);
/* A line across a frame, from border to border, with a title in it. */
void canvas_divider(struct canvas *canvas, int row, struct rect frame, enum style style,
		    const char *title, enum style title_style);
/* A note at the right end of a border line. */
void canvas_border_note(struct canvas *canvas, int row, struct rect frame, enum style style,
			const char *note);
struct rect rect_inner(struct rect rect); /* without the frame */
bool rect_has(struct rect rect, int row, int col);

/* For tests: the rows without trailing blanks; with styles, each is followed by a row of
 * letters of styles.  Caller frees. */
char *canvas_dump(const struct canvas *canvas, bool styles);

#endif
