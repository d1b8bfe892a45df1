// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Safety snapshots, which a restore takes first so that it can be undone.  Their names
 * and descriptions tell them from all others.  Pure; any thread. */
#ifndef VM_SAFETY_H
#define VM_SAFETY_H

#include "lesson/verbs.h"
#include "vm/machine.h"

char *safety_description(const char *words, enum machine_state was);
/* Is it a safety snapshot?  If so, sets *was to the machine's state at that time, and
 * *words to the description's part for people (caller frees; words may be NULL). */
bool safety_parse(const char *name, const char *description, enum machine_state *was,
		  char **words);
/* Safety snapshots are ordered by their names, even if the clock was set back.
 * safety_order() compares like strcmp().  safety_next() returns a name that comes after
 * newest (NULL: there is none), for a wall time in milliseconds. */
int safety_order(const char *a, const char *b);
char *safety_next(const char *newest, int64_t wall_ms); /* caller frees */
const char *safety_newest(const struct vm_snapshot *snapshots, size_t n); /* its name, or NULL */

#endif
