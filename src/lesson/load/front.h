// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A file before it is markdown: the front matter split off, Liquid tags
 * carried out or dropped, line endings made one.  Every line of what is left
 * still knows its line in the file. */
#ifndef LESSON_LOAD_FRONT_H
#define LESSON_LOAD_FRONT_H

#include "lesson/diag.h"
#include "lesson/load/front-matter.h"
#include "lesson/load/parts.h"

/* RAW is the file; INCLUDES are folders, NULL-ended, in which "_includes" is
 * looked for.  What is wrong is added to diags. */
void front_read(const char *file, const char *raw, size_t n, const char *const *includes,
		struct diags *diags, struct front *out);
void front_free(struct front *front);
struct markdown_text front_text(const struct front *front);

#endif
