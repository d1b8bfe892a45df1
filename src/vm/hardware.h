// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine is made of, and the way in which a change of that is carried out.
 * Pure; any thread. */
#ifndef VM_HARDWARE_H
#define VM_HARDWARE_H

#include "vm/machine.h"
#include "vm/request.h"

bool hardware_has_disk(const struct vm_hardware *hw, const char *name);
/* The same but for what rounding does to it (less than 1 MiB). */
bool hardware_same_size(uint64_t a, uint64_t b);
char *hardware_size(uint64_t bytes); /* "64 MiB"; caller frees */

/* How each of the three comes about. */
enum set_way {
	SET_NOT,   /* not asked for */
	SET_LIVE,  /* at once, and from the next start on */
	SET_LATER, /* from the next start on */
	SET_MORE,  /* the same, and what it can have at most is made to fit */
};

struct set_plan {
	enum set_way memory, cpus, screens;
};

/* For a machine whose hardware is not known: nothing at once. */
struct set_plan hardware_plan(const struct action *action, enum machine_state state,
			      const struct vm_hardware *now, const struct vm_hardware *next);

/* What came of it, as it was read afterwards. */
void hardware_outcome(const struct action *action, const struct vm_machine *after,
		      struct vm_result *result);

#endif
