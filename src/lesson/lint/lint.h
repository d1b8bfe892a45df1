// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is wrong with a workshop as a whole, on top of what loading found.  Reads the
 * files of translations; any thread. */
#ifndef LESSON_LINT_LINT_H
#define LESSON_LINT_LINT_H

#include "lesson/diag.h"
#include "lesson/lesson.h"

/* Warnings and errors that need the whole, its translations too: used by
 * `imitation lint` on top of what loading found. */
void workshop_lint(const struct workshop *workshop, struct diags *diags);

#endif
