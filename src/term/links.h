// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Hyperlinks by OSC 8, laid over what curses has drawn. */
#ifndef TERM_LINKS_H
#define TERM_LINKS_H

#include <stdbool.h>

#include "ui/canvas.h"

bool links_supported(void); /* by the environment; $FORCE_HYPERLINK=0/1 decides */
/* Writes the cells of each link again, with its address around them, where
 * anything about them changed.  move writes the sequence that moves the cursor.
 * The cursor stays where it was. */
void links_show(const struct canvas *canvas, bool color, const char *(*move)(int row, int col));
void links_forget(void); /* the screen was wiped: write them all next time */

#endif
