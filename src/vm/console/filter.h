// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The filter before a machine's terminal: it lets through only what is known.
 *
 * A machine may write anything, and a version of libvterm that is widely installed
 * (0.1) writes past its memory when it gets broken UTF-8, encoded control
 * characters, margins or double width.  So it gets whole characters, a list of
 * harmless sequences, and small numbers.  Titles, clipboards, pictures, mouse modes
 * and the like are dropped.  Pure; not shared between threads without a lock. */
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

#endif
