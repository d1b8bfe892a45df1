// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Turns the bytes of a serial console into clean lines.
 *
 * Escape sequences are dropped, whatever piece of one a read happens to end in;
 * the rest is split at newlines and cleaned for a terminal.  Pure; not shared between
 * threads without a lock. */
#ifndef VM_CONSOLE_SPLITTER_H
#define VM_CONSOLE_SPLITTER_H

#include <stddef.h>

#include "base/escape.h"
#include "base/str.h"

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
void console_reset(struct console_splitter *s); /* a new stream begins */
void console_free(struct console_splitter *s);

#endif
