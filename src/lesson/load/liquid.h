// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The part of Liquid that pages of a Jekyll site need: {{ page.KEY }}, {% include FILE
 * %}, raw and comment.  Other tags are removed and reported.  In code, only {{ page.KEY
 * }} is replaced: anything else may be what the lesson is about.  A file without front
 * matter stays as it is, as in Jekyll.  Reads only the included files. */
#ifndef LESSON_LOAD_LIQUID_H
#define LESSON_LOAD_LIQUID_H

#include "lesson/diag.h"
#include "lesson/load/front-matter.h"

/* Appends the text to front->body, each line with its place.  line: the line of the
 * file at which the text begins. */
void liquid_run(struct front *front, const char *file, const char *text, size_t n, int line,
		const char *const *includes, struct diags *diags);

#endif
