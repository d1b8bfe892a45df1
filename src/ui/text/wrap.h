// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Wraps styled characters into lines of a given width in columns.  Pure. */
#ifndef UI_TEXT_WRAP_H
#define UI_TEXT_WRAP_H

#include "ui/text/lines.h"

struct piece {
	char text[CELL_BYTES];
	unsigned char width, style;
	bool code, hard; /* hard: a line break, not a character */
	int link;
};

struct pieces {
	struct piece *list;
	size_t n;
};

void pieces_add(struct pieces *pieces, const char *text, enum style style, int link, bool code,
		bool ascii);
void pieces_break(struct pieces *pieces);
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
