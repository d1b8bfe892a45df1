/* Between the rooms of lint.  Not for other layers: they use load.h. */
#ifndef LESSON_LINT_H
#define LESSON_LINT_H

#include "lesson/load.h"

/* A line at a place that is known. */
void lint_say(struct diags *diags, enum severity severity, const struct place *at,
	      const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Can somebody do something in each of its steps, and is there help? */
void lint_lesson(const struct workshop *workshop, const struct lesson *lesson, struct diags *diags);

/* lint-already.c: checks that hold when their step is opened. */
void lint_already(const struct workshop *workshop, struct diags *diags);

#endif
