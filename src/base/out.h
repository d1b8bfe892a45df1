// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What commands print, on standard output and standard error.  Sentences are
 * UTF-8; where the locale is not, they are transliterated to plain ASCII on their
 * way out.  Not for the screen, which has its own way (canvas), and not for JSON,
 * which is data. */
#ifndef BASE_OUT_H
#define BASE_OUT_H

void out_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
void out_line(const char *text); /* and a newline, as puts() does */
void out_flush(void);
void err_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
