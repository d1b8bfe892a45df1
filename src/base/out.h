// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the program writes apart from its screen: what commands print, and a log for
 * developers. */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include <stdbool.h>

#include "base/error.h"

/* ---- commands, on standard output and standard error -------------------------------
 *
 * Sentences are UTF-8; in a locale that is not, they are transliterated to ASCII.  Not
 * for the screen, which has a canvas, and not for JSON, which is data.  One thread. */

void out_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
void out_line(const char *text); /* adds a newline, as puts() does */
void out_flush(void);
/* Writes what is left.  False with an error if any of the output since the start could not
 * be written; a pipe that nobody reads any more is none. */
bool out_end(struct error *err);
void err_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* ---- the log -----------------------------------------------------------------------
 *
 * Lines go to the file that $IMITATION_LOG names; nothing is written without it.  They
 * never go to the terminal and are not translated.  Any thread. */

void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
