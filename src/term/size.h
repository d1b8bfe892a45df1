// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How large the screen is, in lines and columns: what the line says, but never more than
 * somebody can read.  A line may say anything up to 65535 each way, and a screen of that many
 * cells takes gigabytes.  One terminal a process; for the thread of the screen. */
#ifndef TERM_SIZE_H
#define TERM_SIZE_H

#include <stdbool.h>

enum { SIZE_ROWS_MOST = 200, SIZE_COLS_MOST = 400 };

/* From now on SIGWINCH is ours, and where the line is larger, $LINES and $COLUMNS say so to
 * curses.  Call it before curses opens the terminal, and before threads start: it changes the
 * environment.  Only the first call counts. */
void size_begin(void);
/* How large curses found the terminal, for a line that does not know later. */
void size_usual(int rows, int cols);
/* How large the screen is now: by $LINES and $COLUMNS as they were, else as the line says, else
 * as usual.  At least 1 each, and at most those above. */
void size_now(int *rows, int *cols);
/* Was there a SIGWINCH since the last call, or since size_outdate()? */
bool size_changed(void);
void size_outdate(void); /* the size may have changed unheard, as while the program stood still */

#endif
