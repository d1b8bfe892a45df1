// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Faults of a workshop as a whole, in addition to those that loading found.  Reads the files
 * of translations; any thread. */
#ifndef LESSON_LINT_LINT_H
#define LESSON_LINT_LINT_H

#include "lesson/diag.h"
#include "lesson/lesson.h"

/* Adds the warnings and errors that need the whole workshop, with its translations.
 * `imitation lint` calls it after loading. */
void workshop_lint(const struct workshop *workshop, struct diags *diags);

#endif
