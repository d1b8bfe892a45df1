// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Between the rooms of lint.  Not for other layers: they use load.h. */
#ifndef LESSON_LINT_H
#define LESSON_LINT_H

#include "lesson/load.h"

/* A line at a place that is known. */
void lint_say(struct diags *diags, enum severity severity, const struct place *at,
	      const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Can somebody do something in each of its steps, and is there help? */
void lint_lesson(const struct workshop *workshop, const struct lesson *lesson, struct diags *diags);

/* lint-touched.c: what buttons change of that which the cover tells.  Strings are
 * the workshop's; the name is that of a disk or a moment, else NULL. */
enum fact { FACT_MEMORY, FACT_CPUS, FACT_SCREENS, FACT_DISK, FACT_MOMENT };

struct touch {
	enum fact fact;
	const char *machine, *name;
};

struct touched {
	struct touch *list;
	size_t n;
};

void touched_by(struct touched *touched, const struct action *action);
bool is_touched(const struct touched *touched, const char *machine, enum fact fact,
		const char *name);
void touched_free(struct touched *touched);

/* lint-already.c: checks that hold when their step is opened. */
void lint_already(const struct workshop *workshop, struct diags *diags);

#endif
