// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Prepares a file for the markdown parser: splits off the front matter, runs or removes
 * Liquid tags, and normalises line endings.  Each line that remains still knows its line in
 * the file.  Any thread. */
#ifndef LESSON_LOAD_FRONT_H
#define LESSON_LOAD_FRONT_H

#include <stddef.h>

#include "lesson/diag.h"
#include "lesson/load/front-matter.h"

/* raw is the file's text, n bytes.  includes are folders, ended by NULL, in which
 * "_includes" is looked for.  Faults are added to diags.  Free the result with
 * front_free(). */
void front_read(const char *file, const char *raw, size_t n, const char *const *includes,
		struct diags *diags, struct front *out);
void front_free(struct front *front);

#endif
