// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Operating system commands (OSC) for the terminal, which curses does not know:
 * hyperlinks (OSC 8), laid over what curses has drawn, and text for the clipboard (OSC
 * 52).  Makes bytes; for the thread of the screen. */
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

/* bytes that every terminal and tmux takes */
#define CLIPBOARD_MAX 49152

/* Whether terminals of this name are known to ignore sequences that they do not know. */
bool clipboard_safe(const char *term);
/* Makes the sequence for this text, which has no control characters but newlines and
 * tabs.  Returns false if the text is too long. */
bool clipboard_sequence(const char *text, struct str *out);

#endif
