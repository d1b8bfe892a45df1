// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Markdown to documents.  markdown.c is the only place for libcmark.
 *
 * A file becomes parts: what stands before the first step, then one a step
 * (a "##" heading), each with its document and with what is kept apart from
 * it: hints, presenter's notes, and the fences that are actions and checks.
 * Any thread. */
#ifndef LESSON_LOAD_MARKDOWN_H
#define LESSON_LOAD_MARKDOWN_H

#include "lesson/load/parts.h"

void markdown_read(const struct markdown_text *in, unsigned flags, struct markdown_file *out);
void markdown_free(struct markdown_file *file);

/* Decodes entities ("&rsquo;") in text that is no markdown, and cleans it.
 * Caller frees. */
char *markdown_entities(const char *text);

#endif
