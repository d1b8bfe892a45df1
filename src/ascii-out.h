// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Output where the locale shows nothing but ASCII: what is printed is UTF-8
 * and is transliterated on its way out.  Not for the screen, which has its own
 * way (canvas), and not for JSON, which is data. */
#ifndef ASCII_OUT_H
#define ASCII_OUT_H

#include <stdio.h>

/* The stream, or one that transliterates and writes to it, where the locale
 * is not UTF-8.  Flushed at exit like any other. */
FILE *ascii_out(FILE *stream);

#endif
