// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Faults of a workshop as a whole and of its translations, in addition to those that loading
 * found.  Reads the files of translations; any thread. */
#ifndef LESSON_LINT_LINT_H
#define LESSON_LINT_LINT_H

#include "lesson/diag.h"
#include "lesson/lesson.h"

/* Adds the warnings and errors that need the whole workshop, with its translations.
 * `imitation lint` calls it after loading. */
void workshop_lint(const struct workshop *workshop, struct diags *diags);

/* Compares one translation with its source: reports what differs, what is older than
 * its source, what is missing.  path is the workshop's folder. */
void workshop_lint_language(const struct workshop *source, const char *path, const char *language,
			    struct diags *diags);
/* Is this the folder of a language in the folder of a workshop?  Then sets *above to
 * the workshop's folder and *language; the caller frees both. */
bool workshop_is_translation(const char *path, char **above, char **language);

#endif
