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

struct dialect_text {
	char *text;
	size_t length;
	int *lines; /* for each line, that of the original, from 0 on */
	size_t n_lines;
	int unended; /* line, from 1 on, of a container that is left as text: it has no end; or 0 */
};

/* A line may be added, and the first line of a block of code stands below its options.  The
 * caller frees text and lines. */
void dialect_translate(const char *text, size_t n, struct dialect_text *out);

#endif
