// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The two filters of what a console writes: for the machine's terminal, and for clean lines.
 * They are pure; a filter is not shared between threads without a lock.
 *
 * A machine may write anything, and a version of libvterm that is widely installed
 * (0.1) writes past its memory when it gets broken UTF-8, encoded control
 * characters, margins or double width.  So its terminal gets whole characters, a list of
 * harmless sequences, and small numbers.  Titles, clipboards, pictures, mouse modes
 * and the like are dropped.
 *
 * For the lines, escape sequences are dropped, whatever piece of one a read happens to end
 * in; the rest is split at newlines and cleaned for a terminal. */
#ifndef VM_CONSOLE_FILTER_H
#define VM_CONSOLE_FILTER_H

#include <stddef.h>

#include "base/escape.h"
#include "base/str.h"

#define FILTER_ROWS_MAX 200     /* a row below that only asks for the size */

struct console_filter {
	struct escape escape;
	char character[4]; /* the bytes of an incomplete character */
	size_t has, needs;
	int marks; /* how many more may follow the last character */
	int row;   /* the lowest that the cursor was sent to by number; the caller clears it */
};

/* Adds to out those bytes that may go to the terminal.  A zeroed filter is ready; incomplete
 * sequences and characters stay in it until their rest comes. */
void console_filter_feed(struct console_filter *filter, const char *bytes, size_t n, struct str *out);

#define CONSOLE_LINE_MAX 4096 /* bytes; the rest of a longer line is dropped */

struct console_splitter {
	struct str line; /* raw bytes of the line being written */
	struct escape escape;
	size_t column;   /* where the next byte goes, after a carriage return */
};

/* Feeds bytes; gives each line that ended to done, cleaned. */
void console_feed(struct console_splitter *s, const char *bytes, size_t n,
		  void (*done)(void *context, const char *line), void *context);
/* A clean copy of the line being written; caller frees. */
char *console_tail(const struct console_splitter *s);
char *console_tail_to_cursor(const struct console_splitter *s); /* what stands before the cursor */
void console_reset(struct console_splitter *s); /* a new stream begins */
void console_free(struct console_splitter *s);

#endif
