// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Waiting, for commands that have no screen to keep alive.  One thread; see
 * walk.h. */
#include "walk.h"

#include <poll.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "vm/command.h"
#include "walk-private.h"

void walk_wait_a_turn(struct walk *walk, int64_t until)
{
	struct pollfd fd = { .fd = walk_fd(walk), .events = POLLIN };
	int64_t left = until - clock_mono_ms();

	if (left > 0)
		poll(&fd, 1, left > 200 ? 200 : (int)left);
	walk_turn(walk);
}

bool walk_wait_ready(struct walk *walk, int timeout_ms, struct error *err)
{
	int64_t until = clock_mono_ms() + timeout_ms;
	size_t i;

	if (!walk->vm)
		return true;
	while (clock_mono_ms() < until) {
		bool known = true;

		walk_wait_a_turn(walk, until);
		if (walk->picture->link == VM_FAILED) {
			if (err)
				*err = walk->picture->problem;
			return false;
		}
		for (i = 0; i < walk->picture->n_machines; i++)
			known = known && (walk->picture->machines[i].state != STATE_UNKNOWN ||
					  walk->picture->machines[i].foreign);
		if (walk->picture->link == VM_ALIVE && known)
			return true;
	}
	return error_set(err, ERROR_CONNECTION, _("The hypervisor at %s does not answer."),
			 walk->picture ? walk->picture->uri : "");
}

bool walk_wait_result(struct walk *walk, uint64_t ticket, int timeout_ms, struct vm_result *result)
{
	int64_t until = clock_mono_ms() + timeout_ms;

	while (walk->last.ticket != ticket && clock_mono_ms() < until)
		walk_wait_a_turn(walk, until);
	if (walk->last.ticket != ticket)
		return false;
	if (result)
		*result = walk->last;
	return true;
}

bool walk_wait_check(struct walk *walk, size_t i, int timeout_ms)
{
	int64_t until = clock_mono_ms() + timeout_ms;

	while (i < walk->n_checks && !walk->checks[i].passed && clock_mono_ms() < until)
		walk_wait_a_turn(walk, until);
	return i < walk->n_checks && walk->checks[i].passed;
}
