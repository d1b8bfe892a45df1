// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A document under construction, and the inline content of its blocks as spans: words,
 * code, breaks, links, pictures.  Pure. */
#ifndef LESSON_LOAD_INLINES_H
#define LESSON_LOAD_INLINES_H

#include <stddef.h>

#include "base/names.h"
#include "base/str.h"
#include "lesson/doc.h"
#include "lesson/load/html.h"
#include "lesson/load/markdown-parts.h"

/* ---- the document ------------------------------------------------------------------ */

struct growing {
	struct doc doc; /* without its links */
	struct names links;
};

/* Returns the number of this address in the document's list of links, from 1 on, and
 * adds it if it is not there. */
int growing_link(struct growing *growing, const char *address);
/* Adds a picture and returns its number, from 1 on; each picture gets its own. */
int growing_picture(struct growing *growing, const char *address);
/* Returns the finished document, which the caller frees; growing is empty again. */
struct doc growing_take(struct growing *growing);
void growing_drop(struct growing *growing);

/* ---- inline content ---------------------------------------------------------------- */

/* A file that is being read. */
struct builder {
	const struct markdown_text *in;
	unsigned flags;
	struct markdown_file *file;
	struct growing page, hint, *now;
	int quotes;     /* depth of quotes */
	int fixed_line; /* the line of markdown that came out of HTML, or 0 */
	int insides;    /* depth of markdown in HTML in markdown */
	struct document *document; /* what markdown.c reads now */
	/* Parses the blocks of a text within the file and adds them to out; set by
	 * markdown.c. */
	void (*inside)(struct builder *b, const char *text, struct block *out, int depth);
	/* Returns the text with its entities decoded, cleaned; caller frees.  Set by
	 * markdown.c. */
	char *(*entities)(const char *text);
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
	bool cell; /* of a table: "\\|" in code is "|" */
	int emph, strong, image;
	int level, link_level; /* depth of links and pictures; that of the link in use */
	int link;
	struct str text; /* text of the current span */
	unsigned style;
	int text_link;
	int picture, text_picture; /* the picture that we are in, and that of the span */
	bool picture_told;         /* the picture has alternative text */
	bool dropped; /* a tag or a comment was dropped just before */
	/* HTML tags that are open */
	int html_strong, html_emph, html_code, raised, lowered, struck;
	bool anchor;     /* the link in use is of <a> */
	const char *due; /* "^" or "_", to be put before the next text; or NULL */
	bool struck_due; /* so is "~~" */
};

void inlines_text(struct inlines *in, const char *text);
void inlines_code(struct inlines *in, const char *text);
void inlines_html(struct inlines *in, const char *html);
void inlines_line_end(struct inlines *in, bool hard);
void inlines_enter_link(struct inlines *in, const char *url, bool image);
void inlines_leave_link(struct inlines *in, bool image);
void inlines_tag(struct inlines *in, const struct html_token *token); /* what <b> and the like do */
void inlines_finish(struct inlines *in); /* the caller owns the spans */
/* After inlines_finish(): removes breaks and blanks at both ends. */
void inlines_trim(struct inlines *in);

/* The text without styles, for a terminal.  Caller frees. */
char *spans_text(const struct span *spans, size_t n);
void spans_free(struct span *spans, size_t n);

#endif
