// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What other programs than cmark read in markdown, written so that cmark reads it too:
 * admonitions become callouts, footnotes and definitions items of lists.  Pure.
 *
 *   :::tip Title … :::         VuePress, Docusaurus, Pandoc, Quarto, MyST
 *   !!! tip "Title"            MkDocs; its text is indented
 *   ```{tip} Title … ```       MyST
 *   ```{code-block} sh … ```   MyST
 *   [^1]: The note.            footnotes
 *   : The definition.          below the line with its term */
#ifndef LESSON_LOAD_DIALECT_H
#define LESSON_LOAD_DIALECT_H

#include <stddef.h>

/* Returns the text with the same number of lines, each in its place, except that the first
 * line of a block of code stands below its options.  Caller frees. */
char *dialect_translate(const char *text, size_t n, size_t *length);

#endif
