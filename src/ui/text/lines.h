// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Styled lines of text, what panes scroll, and wrapping text into them.  One thread. */
#ifndef UI_TEXT_LINES_H
#define UI_TEXT_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/names.h"
#include "ui/canvas.h"

struct run {
	const char *text; /* belongs to the lines */
	enum style style;
	int link; /* index + 1 into lines.links.list, or 0 */
	int width;
};

struct line {
	struct run *runs;
	size_t n;
	int width;
	size_t prefix; /* the first runs that are indent, bullet or bar, not content */
	size_t offset; /* bytes of content before this line: the same place at every width */
	bool joined;   /* continues the line before without a blank: a word was broken */
	int tag;       /* says what the line belongs to; its meaning is the caller's */
};

/* A block of code among lines. */
struct lines_code {
	size_t first, last; /* indexes of its lines */
	const char *text;   /* as it was written; belongs to the document */
};

struct lines {
	struct line *list;
	size_t n;
	struct lines_code *codes; /* in their order */
	size_t n_codes;
	size_t content; /* bytes of content so far */
	struct names links; /* addresses */
	int *numbers;   /* the number that each address is shown with; 0: none */
	size_t n_numbers;
	int *numbered;  /* the links that have a number, index + 1, from number 1 on */
	size_t n_numbered;
	struct lines_memory *memory; /* of runs and their texts */
};

/* Adds a blank line at the end; it belongs to lines. */
struct line *lines_add(struct lines *lines);
/* Adds a copy of text to the last line. */
void line_add(struct lines *lines, struct line *line, enum style style, const char *text, int link);
/* Adds this many blanks to the last line, if it is more than none. */
void line_pad(struct lines *lines, struct line *line, enum style style, int columns);
/* Adds a blank line, unless there is one already or there are no lines. */
void lines_gap(struct lines *lines);
/* Notes an address, each only once; returns its index + 1. */
int lines_link(struct lines *lines, const char *address);
/* The number that this link (index + 1) is shown with; the next one if it has none yet. */
int lines_number(struct lines *lines, int link);
void lines_free(struct lines *lines);

/* Draws the lines from `from` on into rect, as many as it has rows. */
void lines_draw(const struct lines *lines, size_t from, struct canvas *canvas, struct rect rect);
/* Frees the lines, and returns them as text, without blanks at their ends; caller frees. */
char *lines_take_text(struct lines *lines);
/* The index of the line that holds this offset of the content. */
size_t lines_at_offset(const struct lines *lines, size_t offset);

/* ---- wrapping styled characters into lines of a given width in columns ------------- */

struct piece {
	char text[CELL_BYTES];
	unsigned char bytes; /* of text, without the NUL */
	unsigned char width, style;
	bool code, hard; /* hard: a line break, not a character */
	int link;
};

struct pieces {
	struct piece *list;
	size_t n, room; /* used, and allocated */
};

/* Adds the characters of a text. */
void pieces_add(struct pieces *pieces, const char *text, enum style style, int link, bool code,
		bool ascii);
void pieces_break(struct pieces *pieces);
/* Removes all of them, but keeps the memory for the next text. */
void pieces_clear(struct pieces *pieces);
void pieces_free(struct pieces *pieces);
/* Columns that they take without wrapping, and columns of the longest word. */
int pieces_width(const struct pieces *pieces, int *longest_word);

/* Finds the next line, of at most width columns, from *at on: pieces [*first, *last).
 * False at the end.  *joined: no blank separates it from the line before. */
bool wrap_next(const struct pieces *pieces, int width, size_t *at, size_t *first, size_t *last,
	       bool *joined);
/* Adds pieces [first, last) to a line as runs; returns the columns that they take. */
int wrap_put(struct lines *lines, struct line *line, const struct pieces *pieces, size_t first,
	     size_t last);

#endif
