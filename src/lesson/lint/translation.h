// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is wrong with a translation.  Reads its files; any thread. */
#ifndef LESSON_LINT_TRANSLATION_H
#define LESSON_LINT_TRANSLATION_H

#include "lesson/diag.h"
#include "lesson/lesson.h"

/* Holds one translation against its source: what differs, what is older
 * than its source, what is missing.  PATH is the workshop's folder.  */
void workshop_lint_language(const struct workshop *source, const char *path, const char *language,
			    struct diags *diags);
/* Is this the folder of a language, beside the lessons of a workshop?  Then the
 * workshop's folder and the language, which the caller frees. */
bool workshop_is_translation(const char *path, char **above, char **language);

#endif
