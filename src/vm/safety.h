// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Our safety snapshots, which a restore takes first so that it can be undone: a name
 * and a description that nobody else gives.  Pure; any thread. */
#ifndef VM_SAFETY_H
#define VM_SAFETY_H

#include "vm/machine.h"

#define SAFETY_PREFIX "undo-"
char *safety_description(const char *words, enum machine_state was);
/* Is it one?  Then *was is what the machine was, and *words the part for
 * people (caller frees; may be NULL). */
bool safety_parse(const char *name, const char *description, enum machine_state *was,
		  char **words);
/* Their order in time is that of their names, however the clock was set.  Like
 * strcmp; and a name after the newest there is (NULL: none), at a wall time. */
int safety_order(const char *a, const char *b);
char *safety_next(const char *newest, int64_t wall_ms); /* caller frees */
const char *safety_newest(const struct vm_snapshot *snapshots, size_t n); /* its name, or NULL */

#endif
