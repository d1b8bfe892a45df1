// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pipe tables, which cmark does not know: where one begins in the lines of a paragraph, and
 * the cells of a row as text.  Each cell is parsed by itself, so its markup ends with it, as
 * GitHub has it.  A pipe behind a backslash is no "|" any more here (mdtext.h).  Pure. */
#ifndef LESSON_LOAD_TABLE_H
#define LESSON_LOAD_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/doc.h"

enum { TABLE_COLUMNS = 100 /* a table with more is none */ };

/* A piece of a longer text, without its newline. */
struct piece_of_text {
	const char *text;
	size_t n;
};

/* Is this line "|---|:-:|"?  If so, sets the alignments, which the caller frees. */
bool table_delimiter(const char *line, enum align **aligns, size_t *n);

/* Finds the first line that is a table's head: the next is its delimiter, with as many
 * columns.  The caller frees the alignments. */
bool table_find(const struct piece_of_text *lines, size_t n, size_t *head, enum align **aligns,
		size_t *columns);

/* Cuts a row into cells, at most as many as columns, without the blanks at their ends.
 * Returns how many there are; the rest of the row is left out. */
size_t table_cut(struct piece_of_text row, size_t columns, struct piece_of_text *cells);

/* Adds empty cells to a row that has fewer than columns. */
void table_fill(struct block *row, size_t columns);

#endif
