// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is done to a file before cmark parses it, and to cmark's strings before they are
 * shown.  Pure.
 *
 * An escaped pipe ("\|") must stay different from one that separates cells of a table,
 * but cmark removes the backslash.  So it is replaced by a character that cannot be in
 * a text, and each of these functions puts it back.  The same is done to the bracket of
 * pictures where there are so many that cmark would take long. */
#ifndef LESSON_LOAD_MDTEXT_H
#define LESSON_LOAD_MDTEXT_H

#include <stdbool.h>
#include <stddef.h>

/* U+FDD4, a noncharacter: begins the text of a definition.  It is left out later. */
#define MDTEXT_DEFINITION "\xef\xb7\x94"

/* Returns a copy with "\n" for every line ending and without a byte order mark.  Caller frees. */
char *mdtext_one_ending(const char *raw, size_t n, size_t *length);

/* Returns a copy for cmark with the same lines: escaped pipes are replaced, and lines
 * that nest too deeply are cut.  *limited: the number of the line from which on pictures
 * are text, because there were too many; or 0.  Caller frees. */
char *mdtext_prepare(const char *text, size_t n, size_t *length, int *limited);

/* Returns the length of the container marker (">", "- ", "12. ") here, or 0. */
size_t mdtext_marker(const char *at, const char *end);

bool mdtext_is_emoji(const char *at, size_t n); /* is this the ":name:" of one that we know? */
char *mdtext_words(const char *text, size_t n); /* prose: :shortcodes: become words */
char *mdtext_plain(const char *text, size_t n); /* for a terminal, pipes without backslash */
char *mdtext_code(const char *text);            /* one line, pipes as written */
char *mdtext_code_lines(const char *text);      /* the same with its line breaks and tabs */
char *mdtext_raw(const char *text, size_t *n);  /* pipes as written, otherwise unchanged */

/* Returns the name in ":bulb: …" or "[!NOTE]…" at the start of a quote, or NULL, and
 * sets *length to the mark's bytes with the blanks after it.  Caller frees. */
char *mdtext_callout(const char *text, size_t *length);

#endif
