// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The line to the terminal, which is standard output, and giving it back after a crash.
 *
 * A frame is what curses writes, and what is written around it.  It goes out in
 * one write(2), so that a terminal shows it at once, and a line that carries
 * many small packets badly carries one.  One line a process; for the thread of
 * the screen. */
#ifndef TERM_LINE_H
#define TERM_LINE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/str.h"

/* A stream to the terminal for curses alone; NULL with errno.  It belongs to
 * this module, which closes it when curses has let go of it. */
FILE *line_open(void);
void line_close(void);

/* Keeps what curses writes from now on, until line_caught() adds it to out.  In
 * between, curses may only draw: it cannot change or ask for the settings of the
 * terminal.  If nothing can be kept, out is sent, and curses writes to the terminal
 * after it. */
void line_catch(struct str *out);
void line_caught(struct str *out);

/* Sends these bytes and frees them: in one write if the line takes them at once.  It does
 * not wait for the line: what this does not take is kept, and line_go() goes on with it.
 * Without bytes nothing is written.  Returns false if the line is gone; the next read
 * reports that too. */
bool line_send(struct str *bytes);
bool line_go(void);
/* The descriptor to wait for until it can be written, before line_go(); -1: nothing is
 * kept. */
int line_fd(void);
/* Waits until the line has taken everything, or until this time on the monotonic clock.
 * False: something is left.  True where the line is gone. */
bool line_drain(int64_t until_ms);
void line_drop(void); /* forgets what is kept */
/* Sends these n bytes in the same write as those of the next line_send(), before them.  There may be
 * zeros among them: some terminals are given time so. */
void line_send_with_next(const char *bytes, size_t n);

/* Sets the size of a cell in pixels as the kernel has it; 0 if it does not know it. */
void line_cell(int *width, int *height);

/* ---- giving the terminal back whatever happens: a crash, an abort ------------------ */

/* Remembers the settings of the line; call it before curses changes them.  From then on
 * guard_give_back() puts them back, until guard_off(). */
void guard_remember(void);
/* From then on a signal that ends the program writes these bytes, if anything was sent since
 * line_open(), and puts the settings back first; not those that the application itself handles, as SIGTERM.  Gives the
 * calling thread a stack for signals. */
void guard_on(const char *reset);
void guard_off(void);
/* Does at once what a signal would have done, without waiting for the line.  Safe in a
 * handler, and for any thread. */
void guard_give_back(void);

/* Stops the process, as Ctrl-Z does, until the shell's `fg`.  end_fd is readable once the
 * program shall end.  False: it was continued to end. */
bool line_stop(int end_fd);

#endif
