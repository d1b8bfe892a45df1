// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Blocks of HTML among those of markdown.  Used by markdown.c only.  One thread per
 * file. */
#ifndef LESSON_LOAD_HTMLBLOCKS_H
#define LESSON_LOAD_HTMLBLOCKS_H

#include "lesson/load/inlines.h"

/* Blocks with the same parent, and the hint that may have begun among them. */
struct scope {
	struct builder *b;
	struct block *out;
	bool owns_hint;
	int depth, line;
};

struct block *scope_out(struct scope *scope); /* where the next block is added */
void scope_end_hint(struct scope *scope);     /* ends the hint, if one has begun */
void scope_html(struct scope *scope, const char *html, int line); /* line: as cmark counts */

#endif
