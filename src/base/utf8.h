// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* UTF-8, and the columns that it takes on a terminal.
 *
 * Widths are in columns and do not depend on the locale of the process: they are those
 * of libc's wcwidth() in the locale C.UTF-8.  Text must be cleaned before it goes to a
 * terminal.  Any thread. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT 0xfffdu

/* Decodes one character of at most n bytes (n > 0).  Returns the number of bytes it
 * took, at least 1; invalid UTF-8 gives UTF8_REPLACEMENT. */
size_t utf8_decode(const char *text, size_t n, uint32_t *cp);
size_t utf8_encode(uint32_t cp, char out[4]); /* bytes written, 1 to 4 */
/* How many bytes of printable ASCII are at the start: they are clean as they are, and a
 * column each. */
size_t utf8_printable(const char *text, size_t n);
bool utf8_valid(const char *text, size_t n, size_t *bad_at);

/* Returns 0, 1 or 2 columns; -1 for what must never reach a terminal: control
 * characters (C0, DEL, C1), line and paragraph separators, and the bidirectional
 * overrides and isolates (UAX #9), which reorder what follows. */
int utf8_cp_width(uint32_t cp);
uint32_t utf8_cp_lower(uint32_t cp);  /* the letter in lower case, in any script */
bool utf8_cp_in_word(uint32_t cp);    /* a letter, a digit, or a mark on one */
int utf8_width(const char *text);            /* columns of a cleaned string */
int utf8_nwidth(const char *text, size_t n);

/* Returns a copy of the text for a terminal: unprintable or invalid bytes become
 * U+FFFD, tabs and newlines a blank.  Joiners and variation selectors are left out, as
 * terminals disagree on their width.  Caller frees. */
char *utf8_clean(const char *text, size_t n);
/* The same, but keeps newlines. */
char *utf8_clean_lines(const char *text, size_t n);
/* The same for a document that may become a web page: joiners and variation selectors stay.
 * Clean it again for a terminal if utf8_has_joiners(). */
char *utf8_clean_prose(const char *text, size_t n);
char *utf8_clean_code(const char *text, size_t n); /* keeps newlines and tabs too */
bool utf8_has_joiners(const char *text); /* is there something that utf8_clean() leaves out? */

/* Returns how many bytes of text fit into that many columns, in whole characters with
 * their combining marks. */
size_t utf8_fit(const char *text, int columns);

/* Returns n, or less if the last character of these n bytes is incomplete. */
size_t utf8_whole(const char *text, size_t n);
/* Copies as much of the text as fits into size bytes with a NUL, in whole characters. */
void utf8_copy(char *to, size_t size, const char *text);

/* Returns a copy in ASCII for terminals that show nothing else: letters without
 * accents, iconv's transliteration, and for the rest a '?' for each column.  Caller
 * frees. */
char *utf8_ascii(const char *text);

#endif
