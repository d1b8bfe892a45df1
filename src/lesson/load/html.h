// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Tokens of the HTML in markdown: enough to know what a tag does to the text around it.  It ignores nesting and does not decode entities.  Pure; any thread. */
#ifndef LESSON_LOAD_HTML_H
#define LESSON_LOAD_HTML_H

#include <stdbool.h>
#include <stddef.h>

enum html_kind { HTML_TEXT, HTML_OPEN, HTML_CLOSE, HTML_COMMENT };

/* What a tag does to the text around it. */
enum html_role {
	HTML_INLINE,  /* nothing */
	HTML_BLOCK,   /* ends the paragraph */
	HTML_BREAK,   /* <br> */
	HTML_RULE,    /* <hr> */
	HTML_CELL,
	HTML_SILENT,  /* its content is not shown: <script> */
	HTML_PRE,     /* line breaks are kept */
	HTML_PICTURE, /* is replaced by its alt attribute */
	HTML_DETAILS,
	HTML_SUMMARY,
	HTML_HEADING, /* <h1> to <h6> */
	HTML_QUOTE,
	HTML_LIST,
	HTML_ITEM,
	HTML_TERM,       /* <dt>, and the end of <dl> */
	HTML_DEFINITION, /* <dd> */
	HTML_TABLE,
	HTML_ROW,
	HTML_LINK,
	HTML_STRONG,
	HTML_EMPH,
	HTML_CODE,
	HTML_RAISED,  /* <sup> */
	HTML_LOWERED, /* <sub> */
	HTML_STRUCK,  /* <del> */
};

struct html_token {
	enum html_kind kind;
	enum html_role role;  /* of a tag */
	const char *text;     /* the text, the comment's content, or the tag */
	size_t length;
	bool unended;         /* a comment without an end */
};

struct html_scan {
	const char *at, *end; /* set these, and zero the rest */
	int failures; /* tags without an end so far; after some, only short ones are looked for */
};

/* Is this a tag with this name, in lower case? */
bool html_is(const struct html_token *token, const char *name);
/* Reads the next token and moves on.  Returns false at the end. */
bool html_next(struct html_scan *scan, struct html_token *token);

/* Returns the value of an attribute of a tag token, not decoded, or NULL.  Caller frees. */
char *html_attribute(const struct html_token *token, const char *name);

/* Returns the text of a comment for the presenter, with each line trimmed; NULL if it
 * is another comment.  Caller frees. */
char *html_presenter(const struct html_token *token);

#endif
