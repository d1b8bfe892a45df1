// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reads a block of HTML and reports its pieces: paragraphs of text without tags, the
 * content of <pre>, comments for the presenter, <details>.  Pure. */
#ifndef LESSON_LOAD_HTMLREAD_H
#define LESSON_LOAD_HTMLREAD_H

#include <stdbool.h>

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

#endif
