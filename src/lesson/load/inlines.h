// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The inline content of a block as spans: words, code, breaks, links, pictures.
 * markdown.c reports what cmark found, piece by piece.  This also holds the state that
 * markdown.c and htmlblocks.c share while they read a file; for these only. */
#ifndef LESSON_LOAD_INLINES_H
#define LESSON_LOAD_INLINES_H

#include "base/str.h"
#include "lesson/load/growing.h"
#include "lesson/load/markdown-parts.h"

/* A file that is being read. */
struct builder {
	const struct markdown_text *in;
	unsigned flags;
	struct markdown_file *file;
	struct growing page, hint, *now;
	int quotes;     /* depth of quotes */
	int fixed_line; /* the line of text that came out of HTML, or 0 */
	/* Parses the blocks of a text within the file and adds them to out; set by
	 * markdown.c. */
	void (*inside)(struct builder *b, const char *text, struct block *out, int depth);
};

struct markdown_part *builder_part(struct builder *b); /* the last part */
int builder_line(const struct builder *b, int line);   /* a line of cmark's as a line of the file */
void builder_target(struct builder *b, const char *url, bool image, int line);
void builder_note(struct builder *b, char *raw); /* takes ownership of raw */

/* The spans of one block, while they are added. */
struct inlines {
	struct builder *b;
	struct span *spans;
	size_t n;
	int line;
	bool table; /* table row: "|" and line ends become the marks of table.h */
	int emph, strong, image;
	int level, link_level; /* depth of links and pictures; that of the link in use */
	int link;
	struct str text; /* text of the current span */
	unsigned style;
	int text_link;
	int picture, text_picture; /* the picture that we are in, and that of the span */
	bool picture_told;         /* the picture has alternative text */
	bool dropped; /* a tag or a comment was dropped just before */
};

void inlines_text(struct inlines *in, const char *text);
void inlines_code(struct inlines *in, const char *text);
void inlines_html(struct inlines *in, const char *html);
void inlines_line_end(struct inlines *in, bool hard);
void inlines_enter_link(struct inlines *in, const char *url, bool image);
void inlines_leave_link(struct inlines *in, bool image);
void inlines_finish(struct inlines *in); /* the caller owns the spans */

char *spans_text(const struct span *spans, size_t n); /* text without styles; caller frees */
void spans_free(struct span *spans, size_t n);

#endif
