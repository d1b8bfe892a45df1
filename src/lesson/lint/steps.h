// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Faults in the steps of a lesson: nothing to do, no hint, checks that already hold; and
 * reporting a fault at a place.  Pure. */
#ifndef LESSON_LINT_STEPS_H
#define LESSON_LINT_STEPS_H

#include "lesson/diag.h"
#include "lesson/lesson.h"

/* Adds a fault at this place. */
void lint_say(struct diags *diags, enum severity severity, const struct place *at,
	      const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The first line of the lesson's file, for faults that have no better place. */
struct place lint_top(const struct lesson *lesson);
/* Adds a warning for each step that has nothing to do, or checks without a hint. */
void lint_lesson(const struct workshop *workshop, const struct lesson *lesson, struct diags *diags);

/* Adds a warning for each check that already holds when its step is opened. */
void lint_already(const struct workshop *workshop, struct diags *diags);

#endif
