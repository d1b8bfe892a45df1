// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The little of Liquid that pages on a Jekyll site need: {{ page.KEY }} and
 * {% include FILE %}; raw and comment.  Anything else is dropped and said.
 * In code, only page's keys are looked at: the rest may be what the lesson
 * talks about.  Pure but for the files included. */
#ifndef LESSON_LOAD_LIQUID_H
#define LESSON_LOAD_LIQUID_H

#include "lesson/diag.h"
#include "lesson/load/front-matter.h"

/* Appends the text to front->body, line by line with its place; the text
 * begins at this line of the file. */
void liquid_run(struct front *front, const char *file, const char *text, size_t n, int line,
		const char *const *includes, struct diags *diags);

#endif
