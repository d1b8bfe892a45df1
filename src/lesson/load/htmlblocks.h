// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Blocks of HTML among those of markdown: their text becomes blocks, <details> become
 * hints, comments become presenter's notes.  Used by markdown.c only.  One thread per
 * file. */
#ifndef LESSON_LOAD_HTMLBLOCKS_H
#define LESSON_LOAD_HTMLBLOCKS_H

#include <stdbool.h>

#include "lesson/load/inlines.h"

/* Reads a block of HTML and reports its pieces: paragraphs of text without tags, the
 * content of <pre>, comments for the presenter, <details>.  Pure. */

struct html_sink {
	void (*text)(void *context, const char *text);    /* lines; blank ones between paragraphs */
	void (*code)(void *context, const char *text); /* from <pre>; entities decoded */
	void (*rule)(void *context);
	void (*details)(void *context, bool open);
	void (*summary)(void *context, const char *text);
	void (*note)(void *context, char *text);          /* takes ownership of text */
	void (*picture)(void *context, const char *url);  /* its words come as text */
	void (*open_comment)(void *context);              /* a comment without an end */
};

void html_read(const char *html, const struct html_sink *sink, void *context);

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
