// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* UTF-8 and the columns that it takes on a terminal.
 *
 * Widths are columns and don't depend on the locale of the process: they are
 * libc's wcwidth() asked in the C.UTF-8 locale.  Text that goes to a terminal
 * is cleaned first.  All functions are safe on any thread. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT 0xfffdu

/* Decodes one character of at most n bytes (n > 0).  Returns the bytes that
 * it took, 1 at least; what is not UTF-8 gives UTF8_REPLACEMENT. */
size_t utf8_decode(const char *text, size_t n, uint32_t *cp);
size_t utf8_encode(uint32_t cp, char out[4]); /* bytes written, 1 to 4 */
bool utf8_valid(const char *text, size_t n, size_t *bad_at);

/* 0, 1 or 2 columns; -1 for what must never reach a terminal: control
 * characters (C0, DEL, C1), line and paragraph separators, and the
 * bidirectional overrides and isolates (UAX #9, which reorder what follows). */
int utf8_cp_width(uint32_t cp);
int utf8_width(const char *text);            /* columns of a clean string */
int utf8_nwidth(const char *text, size_t n);

/* Copies the text for a terminal: each unprintable or undecodable byte becomes
 * U+FFFD, tabs and newlines a blank; joiners and variation selectors are left
 * out, because terminals disagree on their width.  The caller owns the copy. */
char *utf8_clean(const char *text, size_t n);
/* The same, but newlines stay. */
char *utf8_clean_lines(const char *text, size_t n);

/* The bytes of the longest start of text that fits into so many columns,
 * whole characters with their combining marks. */
size_t utf8_fit(const char *text, int columns);

/* A copy in plain ASCII for terminals that show nothing else: letters without
 * their accents, iconv's transliteration, and '?' (as wide as the character was) for the rest. */
char *utf8_ascii(const char *text);

#endif
