// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Blocks from HTML while their ends are not there yet: quotes, lists and tables around
 * paragraphs.  Ends may be missing or too many.  Used by htmlblocks.c.  One thread per
 * file. */
#ifndef LESSON_LOAD_HTMLTREE_H
#define LESSON_LOAD_HTMLTREE_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/doc.h"
#include "lesson/load/markdown-parts.h"

struct htmltree {
	struct block open[MARKDOWN_DEPTH]; /* the last is the innermost */
	size_t n;
	size_t room;       /* blocks that may be open: at most MARKDOWN_DEPTH */
	struct block *out; /* where a block goes that is in no other; set it whenever n is 0 */
	int next;          /* number of an item without a list: it goes on with one; or 0 */
};

/* Begins a list, an item, a quote, a table, a row or a cell, with what must be around it.
 * The block's spans and kids are empty; level is 1 for a cell of the head.  In a cell only
 * text can be: then nothing begins. */
void htmltree_begin(struct htmltree *tree, struct block block);
/* Ends the innermost block of this kind and all in it; without one it does nothing. */
void htmltree_end(struct htmltree *tree, enum block_kind kind);
void htmltree_end_all(struct htmltree *tree);
void htmltree_begin_definitions(struct htmltree *tree, int line); /* of the term above */
void htmltree_end_definitions(struct htmltree *tree);
bool htmltree_in_cell(const struct htmltree *tree);
bool htmltree_in(const struct htmltree *tree, enum block_kind kind);
/* Adds a finished block; takes ownership of what it holds.  In a cell its spans are added
 * on a line of their own. */
void htmltree_add(struct htmltree *tree, struct block block);

#endif
