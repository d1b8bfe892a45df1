// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The plain-text side of reading markdown: what is done to a file before
 * cmark sees it, and to cmark's strings before they are shown.  Pure.
 *
 * An escaped pipe ("\|") must stay apart from one that divides the cells of a
 * table, and cmark takes the backslash off.  So it travels as a character
 * that no text may hold, and each of these puts it back. */
#ifndef LESSON_LOAD_MDTEXT_H
#define LESSON_LOAD_MDTEXT_H

#include <stdbool.h>
#include <stddef.h>

/* A copy for cmark, line for line the same: escaped pipes stand as said, and
 * lines that would nest without end are cut short.  Caller frees. */
char *mdtext_prepare(const char *text, size_t n, size_t *length);

char *mdtext_words(const char *text, size_t n); /* prose: clean, :shortcodes: as words */
char *mdtext_plain(const char *text, size_t n); /* clean, pipes without backslash */
char *mdtext_code(const char *text);            /* clean, one line, pipes as written */
char *mdtext_code_lines(const char *text);      /* the same with its lines */
char *mdtext_raw(const char *text, size_t *n);  /* pipes as written, else untouched */

/* The name in ":bulb: …" or "[!NOTE]…" at the start of a quote, or NULL; the
 * length of the mark with the blanks after it.  Caller frees. */
char *mdtext_callout(const char *text, size_t *length);

#endif
