// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Wrapping: runs of styled characters broken into lines by columns. */
#ifndef UI_TEXT_WRAP_H
#define UI_TEXT_WRAP_H

#include "ui/text/lines.h"

struct piece {
	char text[CELL_BYTES];
	unsigned char width, style;
	bool code, hard; /* hard: a line ends here */
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
/* How wide they are without a break, and their longest word. */
int pieces_width(const struct pieces *pieces, int *longest_word);

/* Takes the next line, of at most width columns, from *at on: [*first, *last).
 * False at the end.  *joined: it goes on without a blank. */
bool wrap_next(const struct pieces *pieces, int width, size_t *at, size_t *first, size_t *last,
	       bool *joined);
/* Puts pieces [first, last) into a line as runs; returns the columns. */
int wrap_put(struct lines *lines, struct line *line, const struct pieces *pieces, size_t first,
	     size_t last);

#endif
