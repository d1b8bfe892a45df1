// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The lines of a markdown text, and blocks in which nothing is markdown: fenced code, and
 * HTML of which CommonMark says the same.  Used by dialect.c only.  Pure. */
#ifndef LESSON_LOAD_ROWS_H
#define LESSON_LOAD_ROWS_H

#include <stdbool.h>
#include <stddef.h>

/* A line of the text. */
struct row {
	const char *at, *words, *stop; /* its beginning, its first word, its newline */
	size_t indent;                 /* columns before the words; a tab goes to the next fourth */
	bool blank;
};

struct code {
	char mark;     /* '`', '~', ':', '<' for <pre>, '-' for a comment; 0: no code */
	size_t length; /* how many marks begin it */
	size_t column; /* a line with words before this column ends it; 0: none does */
};

struct row row_at(const char *at, const char *end);
/* Goes to the next line; false: there is none. */
bool row_next(struct row *row, const char *end);
size_t row_marks(const struct row *row, char mark); /* how often it stands at the beginning */
bool row_only_marks(const struct row *row, size_t n); /* is there nothing behind so many? */

/* Returns what is behind the signs of items at the beginning, and sets its column. */
const char *row_past_items(const struct row *row, size_t *column);
/* Does a block begin here that does not end on this line?  item: the column of the text in the
 * item of a list that is around it, or 0. */
bool row_begins_code(const struct row *row, size_t item, struct code *code);
bool row_ends_code(const struct row *row, const struct code *code); /* the line is part of it */

#endif
