// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Checks that already hold when their step is opened.  Pure. */
#ifndef LESSON_LINT_ALREADY_H
#define LESSON_LINT_ALREADY_H

#include "lesson/diag.h"
#include "lesson/lesson.h"

/* Adds a warning for each check that already holds when its step is opened. */
void lint_already(const struct workshop *workshop, struct diags *diags);

#endif
