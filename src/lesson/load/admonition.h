// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The words behind ":::", "!!!" and "```": which admonition or directive they name.  Used by
 * dialect.c only.  Pure. */
#ifndef LESSON_LOAD_ADMONITION_H
#define LESSON_LOAD_ADMONITION_H

#include <stdbool.h>
#include <stddef.h>

#define DIALECT_FENCE "~~~~~~~~" /* around code that had another fence */

struct admonition {
	const char *name, *title; /* within the line, not ended by NUL; "" for none */
	size_t name_length, title_length;
	bool layout;  /* it only gives its content a place */
	bool options; /* ":key: value" may follow: the name stands in braces */
	bool known;   /* it is a callout */
};

/* Reads what stands between the marks and the end of the line; false: it is something else. */
bool admonition_read(const char *at, const char *stop, char mark, struct admonition *found);
/* Returns the first line of the callout in markdown, without ">"; NULL for a layout.  Caller
 * frees. */
char *admonition_head(const struct admonition *found);

/* If the words name a directive for code, returns the code's language; else NULL.  Caller
 * frees. */
char *admonition_code(const char *at, const char *stop);
bool admonition_is_code(const char *at, const char *stop); /* do they name such a directive? */
bool admonition_option(const char *at, const char *stop); /* is this ":key: value"? An emoji is none. */

#endif
