// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pipe tables, which cmark does not know: a paragraph's spans, with marks where cells
 * and rows end, become a BLOCK_TABLE.  Pure. */
#ifndef LESSON_LOAD_TABLE_H
#define LESSON_LOAD_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/doc.h"

#define TABLE_CELL (1u << 29) /* style of a span that stands for "|" */
#define TABLE_ROW (1u << 30)  /* and for the end of a line */

/* Is this line "|---|:-:|"?  If so, sets the alignments, which the caller frees. */
bool table_delimiter(const char *line, enum align **aligns, size_t *n);

/* Takes ownership of the spans, which include the delimiter row.  Returns false if it
 * is no table, because the head has another number of cells; then the spans stay the
 * caller's. */
bool table_build(struct span *spans, size_t n, const enum align *aligns, size_t columns, int line,
		 struct block *table);

#endif
