// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which facts on the cover the buttons have changed; the rest is still as the cover
 * says, in every lesson.  Restoring and removing do not touch what was never there.
 * Pure. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson/lint/touched.h"

bool is_touched(const struct touched *touched, const char *machine, enum fact fact,
		const char *name)
{
	size_t i;

	for (i = 0; i < touched->n; i++)
		if (touched->list[i].fact == fact && str_eq(touched->list[i].machine, machine) &&
		    (!name || str_eq(touched->list[i].name, name)))
			return true;
	return false;
}

static void touch(struct touched *touched, const struct action *action, enum fact fact,
		  const char *name)
{
	struct touch *one;

	if (is_touched(touched, action->machine, fact, name))
		return;
	one = MEM_PUSH(touched->list, touched->n);
	*one = (struct touch){ fact, action->machine, name };
}

void touched_by(struct touched *touched, const struct action *action)
{
	if (action->verb == VERB_SNAPSHOT)
		touch(touched, action, FACT_SNAPSHOT, action->name);
	if (action->verb == VERB_ATTACH)
		touch(touched, action, FACT_DISK, action->disk);
	if (action->verb != VERB_SET)
		return;
	if (action->memory)
		touch(touched, action, FACT_MEMORY, NULL);
	if (action->cpus)
		touch(touched, action, FACT_CPUS, NULL);
	if (action->screens)
		touch(touched, action, FACT_SCREENS, NULL);
}

void touched_free(struct touched *touched)
{
	free(touched->list);
	*touched = (struct touched){ 0 };
}
