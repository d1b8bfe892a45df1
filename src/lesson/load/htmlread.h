// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A block of HTML, told piece by piece: paragraphs of text without tags,
 * what <pre> holds, comments for the presenter, <details>.  Pure. */
#ifndef LESSON_LOAD_HTMLREAD_H
#define LESSON_LOAD_HTMLREAD_H

#include <stdbool.h>

struct html_sink {
	void (*text)(void *context, const char *text);    /* lines; blank ones between paragraphs */
	void (*code)(void *context, const char *text); /* from <pre>, the common entities decoded */
	void (*rule)(void *context);
	void (*details)(void *context, bool open);
	void (*summary)(void *context, const char *text);
	void (*note)(void *context, char *text);          /* takes the text over */
	void (*picture)(void *context, const char *url);  /* its words come as text */
	void (*open_comment)(void *context);              /* a comment without an end */
};

void html_read(const char *html, const struct html_sink *sink, void *context);

#endif
