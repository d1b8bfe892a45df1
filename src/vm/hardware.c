// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Hardware, and plans to change it; see hardware.h. */
#include "vm/hardware.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "vm/request.h"

#define MIB ((uint64_t)1 << 20)

bool hardware_has_disk(const struct vm_hardware *hw, const char *name)
{
	char *word = mem_printf(" %s ", name);
	bool has = hw->disks && strstr(hw->disks, word);

	free(word);
	return has;
}

bool hardware_same_size(uint64_t a, uint64_t b)
{
	return a > b ? a - b < MIB : b - a < MIB;
}

char *hardware_size(uint64_t bytes)
{
	static const char *const units[] = { "B", "KiB", "MiB", "GiB", "TiB" };
	size_t unit = 0;

	while (bytes >= 1024 && unit + 1 < ARRAY_LEN(units) &&
	       (bytes % 1024 == 0 || bytes >= 10240)) {
		bytes /= 1024;
		unit++;
	}
	return mem_printf("%llu %s", (unsigned long long)bytes, units[unit]);
}

/* ---- changing it ----------------------------------------------------------------- */

/* Without a balloon a machine has at once all that it can have at most. */
static enum set_way memory_way(uint64_t wanted, bool runs, const struct vm_hardware *now,
			       const struct vm_hardware *next)
{
	if (!next->known || !next->balloon || wanted > next->max_memory)
		return SET_MORE;
	return runs && now->known && now->balloon && wanted <= now->max_memory ? SET_LIVE : SET_LATER;
}

/* Only more of them at once: QEMU without acceleration does not survive it when
 * one is pulled out of it, its next snapshot never ends. */
static enum set_way cpus_way(int wanted, bool runs, const struct vm_hardware *now,
			     const struct vm_hardware *next)
{
	if (!next->known || wanted > next->max_cpus)
		return SET_MORE;
	return runs && now->known && now->takes_cpus && wanted >= now->cpus &&
		       wanted <= now->max_cpus ? SET_LIVE : SET_LATER;
}

struct set_plan hardware_plan(const struct action *action, enum machine_state state,
			      const struct vm_hardware *now, const struct vm_hardware *next)
{
	bool runs = state == STATE_RUNNING;
	struct set_plan plan = { SET_NOT, SET_NOT, SET_NOT };

	if (action->memory)
		plan.memory = memory_way(action->memory, runs, now, next);
	if (action->cpus > 0)
		plan.cpus = cpus_way(action->cpus, runs, now, next);
	if (action->screens > 0)
		plan.screens = SET_LATER;
	return plan;
}

void hardware_outcome(const struct action *action, const struct vm_machine *after,
		      struct vm_result *result)
{
	const struct vm_hardware *now = &after->now, *next = &after->next;
	bool memory = action->memory && !hardware_same_size(now->memory, action->memory);
	bool cpus = action->cpus > 0 && now->cpus != action->cpus;
	bool screens = action->screens > 0 && now->screens != action->screens;
	int asked = !!action->memory + (action->cpus > 0) + (action->screens > 0);

	if (!now->known || !next->known)
		return;
	/* It could have it by now, and has more. */
	result->held = memory && now->balloon && now->memory > action->memory &&
		       hardware_same_size(next->memory, action->memory);
	result->later = memory + cpus + screens - result->held;
	result->changed = (action->memory && next->memory != result->before.memory) ||
			  (action->cpus > 0 && next->cpus != result->before.cpus) ||
			  (action->screens > 0 && next->screens != result->before.screens);
	result->at_once = asked - result->later - result->held;
}
