// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Blocks of HTML among those of markdown.  Between it and markdown.c, which alone
 * knows cmark.  Not for others. */
#ifndef LESSON_LOAD_HTMLBLOCKS_H
#define LESSON_LOAD_HTMLBLOCKS_H

#include "lesson/load/inlines.h"

/* Brothers in the tree, and the hint that may have begun among them. */
struct scope {
	struct builder *b;
	struct block *out;
	bool owns_hint;
	int depth, line;
};

struct block *scope_out(struct scope *scope); /* where the next brother goes */
void scope_end_hint(struct scope *scope);     /* if there is one */
void scope_html(struct scope *scope, const char *html, int line); /* line of cmark's text */

#endif
