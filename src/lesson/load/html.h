// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* HTML inside markdown, token by token: enough to take the tags off and to
 * find comments, <details> and line breaks.  It understands no nesting and
 * no entities.  Pure; any thread. */
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
	HTML_CELL,    /* a blank stands between cells */
	HTML_SILENT,  /* what it holds is not for reading: <script> */
	HTML_PRE,     /* lines stay as they are */
	HTML_PICTURE, /* its alt attribute stands for it */
	HTML_DETAILS,
	HTML_SUMMARY,
};

struct html_token {
	enum html_kind kind;
	enum html_role role;  /* of a tag */
	const char *text;     /* what stands there: the text, the comment's inside, the tag */
	size_t length;
	bool unended;         /* a comment without an end */
};

struct html_scan {
	const char *at, *end; /* set these; the rest zero */
	int failures; /* tags that never ended: then only short ones are looked for */
};

/* Fills the next token and moves on; false at the end. */
bool html_next(struct html_scan *scan, struct html_token *token);

/* The value of an attribute of a tag token, as it stands; NULL if there is
 * none.  Caller frees. */
char *html_attribute(const struct html_token *token, const char *name);

/* If it is a comment for the presenter, its text, with each line's blanks
 * trimmed, else NULL.  Caller frees. */
char *html_presenter(const struct html_token *token);

#endif
