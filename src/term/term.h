// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The terminal: keys in, canvas out, in the colours that it has.  The only layer that knows
 * curses.
 *
 * There is one terminal a process.  All functions are for the thread that opened it. */
#ifndef TERM_TERM_H
#define TERM_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "ui/canvas.h"
#include "ui/input/command.h"

/* Takes the screen.  Standard error goes to $IMITATION_LOG, or nowhere, until
 * term_close(): libraries that write there must not disturb the screen. */
bool term_open(struct error *err);
/* Gives it back as it was; harmless when not open.  Waits for the terminal up to two
 * seconds, and not beyond this time on the monotonic clock.  False: it takes no bytes. */
bool term_close(int64_t until_ms);

/* Is this the name of a terminal that curses knows?  NULL: $TERM. */
bool term_known(const char *name);
/* Whether $TERM is known to have no way to place the cursor, as "dumb", or says nothing at
 * all: there is no full screen. */
bool term_is_dumb(void);
/* As which terminal the one that is open is taken, because $TERM is not known on this host;
 * NULL: as itself. */
const char *term_taken_as(void);

void term_size(int *rows, int *cols);
bool term_ascii(void); /* the locale cannot show more than ASCII */
bool term_square(void); /* $TERM has no round corners, as the Linux console */
bool term_mono(void);  /* no colours, or none wanted; known once it is open */
int term_colors(void); /* how many there are */
/* Can it show pictures in its own pixels?  Not known before it has answered. */
bool term_pixels(void);
/* One blit, only what changed.  It does not wait for the terminal: what this does not take
 * goes out by line_go(), and until then no more should be shown. */
void term_show(const struct canvas *canvas);
/* When to take keys and show the canvas again although nothing came, because a paste is
 * over then or a picture was held back; on the monotonic clock; CLOCK_NEVER: never. */
int64_t term_due_ms(void);
/* Offers clean text to the terminal for its clipboard (OSC 52).  Whether the terminal
 * takes it cannot be known.  Returns false if the text is too long, or if this terminal
 * cannot be offered any. */
bool term_copy(const char *text);
void term_repaint(void);                     /* the next blit draws everything */
/* Ctrl-Z: returns when continued in the foreground; or in the background if end_fd is
 * readable, which means that the program shall end.  Then the terminal stays the shell's. */
void term_stop(int end_fd);

#endif
