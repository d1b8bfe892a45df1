// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Blocks of HTML among those of markdown: paragraphs, headings, lists, tables and code
 * become the same blocks as in markdown, but nothing in their text is read as markdown;
 * <details> become hints, comments become presenter's notes.  Used by markdown.c only.  One thread per
 * file. */
#ifndef LESSON_LOAD_HTMLBLOCKS_H
#define LESSON_LOAD_HTMLBLOCKS_H

#include <stdbool.h>

#include "lesson/load/inlines.h"

/* Blocks with the same parent, and the hint that may have begun among them. */
struct scope {
	struct builder *b;
	struct block *out;
	bool owns_hint;
	int depth;
	int next_item; /* see htmltree.h */
};

struct block *scope_out(struct scope *scope); /* where the next block is added */
void scope_end_hint(struct scope *scope);     /* ends the hint, if one has begun */
void scope_html(struct scope *scope, const char *html, int line); /* line: as cmark counts */

#endif
