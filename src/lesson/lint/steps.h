// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is wrong with the steps of one lesson, and how lint reports it.  Pure. */
#ifndef LESSON_LINT_STEPS_H
#define LESSON_LINT_STEPS_H

#include "lesson/diag.h"
#include "lesson/lesson.h"

/* Reports a fault at a place that is known. */
void lint_say(struct diags *diags, enum severity severity, const struct place *at,
	      const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Can somebody do something in each of its steps, and is there help? */
void lint_lesson(const struct workshop *workshop, const struct lesson *lesson, struct diags *diags);

#endif
