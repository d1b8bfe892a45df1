// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The steps that were left on this visit of the lesson; see trail.h. */
#include "session/trail.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

struct left_step *trail_step(const struct trail *trail, size_t step)
{
	size_t i;

	for (i = 0; i < trail->n; i++)
		if (trail->list[i].step == step)
			return &trail->list[i];
	return NULL;
}

/* Its checks are not looked at any more. */
static void forget(struct left_step *left)
{
	free(left->pressed);
	free(left->seen);
	left->pressed = NULL;
	left->seen = NULL;
	left->passed = false;
}

struct left_step *trail_leave(struct trail *trail, const struct session_place *place)
{
	struct left_step *left = trail_step(trail, place->step);
	size_t n_actions = place_step(place)->n_actions, n_machines = place->workshop->n_machines;

	if (!left) {
		left = MEM_PUSH(trail->list, trail->n);
		*left = (struct left_step){ .step = place->step };
	}
	forget(left);
	left->n_actions = n_actions;
	left->pressed = mem_array(n_actions + 1, 1);
	memcpy(left->pressed, place->pressed, n_actions + 1);
	if (place->seen && n_machines > 0) {
		left->seen = mem_array(n_machines, sizeof *left->seen);
		memcpy(left->seen, place->seen, n_machines * sizeof *left->seen);
	}
	return left;
}

void trail_go_back(struct trail *trail, size_t step)
{
	size_t i;

	for (i = 0; i < trail->n; i++)
		if (trail->list[i].step >= step)
			forget(&trail->list[i]);
}

uint64_t trail_seen(const struct left_step *left, const struct workshop *workshop,
		    const char *machine)
{
	size_t i;

	for (i = 0; left->seen && i < workshop->n_machines; i++)
		if (str_eq(workshop->machines[i].name, machine))
			return left->seen[i];
	return 0;
}

void trail_clear(struct trail *trail)
{
	size_t i;

	for (i = 0; i < trail->n; i++)
		forget(&trail->list[i]);
	free(trail->list);
	*trail = (struct trail){ 0 };
}
