// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a terminal is told by operating system commands (OSC) because curses
 * knows no way: hyperlinks (OSC 8), laid over what curses has drawn, and text for
 * the clipboard (OSC 52), over any line.  Bytes out; for the thread of the screen. */
#ifndef TERM_OSC_H
#define TERM_OSC_H

#include <stdbool.h>

#include "base/str.h"
#include "ui/canvas.h"

bool links_supported(void); /* by the environment; $FORCE_HYPERLINK=0/1 decides */
/* Adds the cells of each link again, with its address around them, where anything
 * about them changed.  move gives the sequence that moves the cursor.  The cursor
 * stays where it was. */
void links_show(const struct canvas *canvas, bool color, const char *(*move)(int row, int col),
		struct str *out);
void links_forget(void); /* the screen was wiped: write them all next time */

/* Bytes; what terminals and tmux take at the least. */
#define CLIPBOARD_MAX 49152

/* Is it known of a terminal of this name that it reads over what it does not know? */
bool clipboard_safe(const char *term);
/* The sequence for this text, without control characters but newlines and tabs;
 * false: it is too long. */
bool clipboard_sequence(const char *text, struct str *out);

#endif
