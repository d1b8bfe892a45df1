// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What differs between a translation and its source.  Reads its files; any thread. */
#ifndef LESSON_LINT_TRANSLATION_H
#define LESSON_LINT_TRANSLATION_H

#include <stdbool.h>

#include "lesson/diag.h"
#include "lesson/lesson.h"

/* Compares one translation with its source: reports what differs, what is older than
 * its source, what is missing.  path is the workshop's folder. */
void workshop_lint_language(const struct workshop *source, const char *path, const char *language,
			    struct diags *diags);
/* Is this the folder of a language in the folder of a workshop?  Then sets *above to
 * the workshop's folder and *language; the caller frees both. */
bool workshop_is_translation(const char *path, char **above, char **language);

#endif
