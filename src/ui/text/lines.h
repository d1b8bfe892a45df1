// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Styled lines of text: what prose becomes for a given width, and what panes scroll.
 * One thread. */
#ifndef UI_TEXT_LINES_H
#define UI_TEXT_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/canvas.h"

struct run {
	char *text;
	enum style style;
	int link; /* index + 1 into lines.links, or 0 */
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

struct lines {
	struct line *list;
	size_t n;
	size_t content; /* bytes of content so far */
	char **links;   /* addresses */
	int *numbers;   /* the number that each address is shown with; 0: none */
	size_t n_links;
	int numbered;
};

/* Adds a blank line at the end; it belongs to lines. */
struct line *lines_add(struct lines *lines);
/* Adds a copy of text to a line. */
void line_add(struct lines *lines, struct line *line, enum style style, const char *text, int link);
/* Adds a blank line, unless there is one already or there are no lines. */
void lines_gap(struct lines *lines);
/* Notes an address, each only once; returns its index + 1. */
int lines_link(struct lines *lines, const char *address);
void lines_free(struct lines *lines);

/* Draws the lines from `from` on into rect, as many as it has rows. */
void lines_draw(const struct lines *lines, size_t from, struct canvas *canvas, struct rect rect);
/* The index of the line that holds this offset of the content. */
size_t lines_at_offset(const struct lines *lines, size_t offset);

#endif
