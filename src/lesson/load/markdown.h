// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Markdown to documents.  markdown.c and document.c are the only places for
 * libcmark.
 *
 * A file becomes parts: the text before the first step, then one part for each step (a
 * "##" heading).  Each has its document and, separately, its hints, presenter's notes,
 * and the fences that are actions and checks.  Any thread. */
#ifndef LESSON_LOAD_MARKDOWN_H
#define LESSON_LOAD_MARKDOWN_H

#include "lesson/load/markdown-parts.h"

/* Free the result with markdown_free(). */
void markdown_read(const struct markdown_text *in, unsigned flags, struct markdown_file *out);

/* Decodes entities ("&rsquo;") in text that is not markdown, and cleans it.  Caller
 * frees. */
char *markdown_entities(const char *text);

#endif
