// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What stands in a line, as spans: words, code, breaks, links, pictures.
 * markdown.c tells what cmark found, piece by piece.  Also the state that it
 * and the blocks share while a file is read.  Not for others. */
#ifndef LESSON_LOAD_INLINES_H
#define LESSON_LOAD_INLINES_H

#include "base/str.h"
#include "lesson/load/growing.h"
#include "lesson/load/parts.h"

/* A file that is being read. */
struct builder {
	const struct markdown_text *in;
	unsigned flags;
	struct markdown_file *file;
	struct growing page, hint, *now;
	int quotes;     /* how many quotes we are in */
	int fixed_line; /* the place of text that came out of HTML, or 0 */
	/* markdown.c: reads the blocks of a text that stands in another, into out. */
	void (*inside)(struct builder *b, const char *text, struct block *out, int depth);
};

struct markdown_part *builder_part(struct builder *b); /* the last */
int builder_line(const struct builder *b, int line);   /* in the file */
void builder_target(struct builder *b, const char *url, bool image, int line);
void builder_note(struct builder *b, char *raw); /* takes the text over */

/* The spans of one block, growing. */
struct inlines {
	struct builder *b;
	struct span *spans;
	size_t n;
	int line;
	bool table; /* pipes and line ends are marks of table.h */
	int emph, strong, image;
	int level, link_level; /* links and pictures we are in; the one that counts */
	int link;
	struct str text; /* of the span that is growing */
	unsigned style;
	int text_link;
	int picture, text_picture; /* that we are in, and of the span */
	bool picture_told;         /* it has words */
	bool dropped; /* a tag or a comment stood right before */
};

void inlines_text(struct inlines *in, const char *text);
void inlines_code(struct inlines *in, const char *text);
void inlines_html(struct inlines *in, const char *html);
void inlines_line_end(struct inlines *in, bool hard);
void inlines_enter_link(struct inlines *in, const char *url, bool image);
void inlines_leave_link(struct inlines *in, bool image);
void inlines_finish(struct inlines *in); /* spans and n are the caller's */

char *spans_text(const struct span *spans, size_t n); /* without styles; caller frees */
void spans_free(struct span *spans, size_t n);

#endif
