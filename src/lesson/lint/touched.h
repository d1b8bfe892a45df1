// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which facts on the cover the buttons so far have changed.  Pure. */
#ifndef LESSON_LINT_TOUCHED_H
#define LESSON_LINT_TOUCHED_H

#include "lesson/lesson.h"

/* A fact on the cover that a button changed.  Strings are the workshop's; the name is
 * that of a disk or a snapshot, else NULL. */
enum fact { FACT_MEMORY, FACT_CPUS, FACT_SCREENS, FACT_DISK, FACT_SNAPSHOT };

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

#endif
