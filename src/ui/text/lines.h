// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Styled lines of text: what prose becomes once its width is known, and what
 * panes scroll.  Pure data; one thread. */
#ifndef UI_TEXT_LINES_H
#define UI_TEXT_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/canvas.h"

struct run {
	char *text;
	enum style style;
	int link; /* 0, or index + 1 into lines.links */
	int width;
};

struct line {
	struct run *runs;
	size_t n;
	int width;
	size_t prefix; /* how many runs are indent, bullet or bar, not content */
	size_t offset; /* bytes of content before it: the place at any width */
	bool joined;   /* goes on from the line before without a blank (a word was broken) */
	int tag;       /* whose line it is, as its maker likes; 0 */
};

struct lines {
	struct line *list;
	size_t n;
	size_t content; /* bytes of content so far */
	char **links;   /* addresses */
	int *numbers;   /* of each address as shown, 0: not numbered */
	size_t n_links;
	int numbered;
};

struct line *lines_add(struct lines *lines); /* a blank line at the end */
void line_add(struct lines *lines, struct line *line, enum style style, const char *text, int link);
void lines_gap(struct lines *lines); /* a blank line, unless one is there or nothing is */
int lines_link(struct lines *lines, const char *address);   /* index + 1; each once */
void lines_free(struct lines *lines);

/* Draws lines from..from+rect.rows into rect. */
void lines_draw(const struct lines *lines, size_t from, struct canvas *canvas, struct rect rect);
/* The first line that holds this content offset. */
size_t lines_at_offset(const struct lines *lines, size_t offset);

#endif
