// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The place in a workshop; see place.h. */
#include "session/place.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"

const struct lesson *place_lesson(const struct session_place *place)
{
	return place->lesson < place->workshop->n_lessons ? &place->workshop->lessons[place->lesson] :
							    NULL;
}

const struct step *place_step(const struct session_place *place)
{
	const struct lesson *lesson = place_lesson(place);

	return lesson && place->step < lesson->n_steps ? &lesson->steps[place->step] : NULL;
}

static void forget_pressed(struct session_place *place)
{
	const struct step *step = place_step(place);

	free(place->pressed);
	place->pressed = mem_array((step ? step->n_actions : 0) + 1, 1);
}

void place_open(struct session_place *place, size_t lesson, size_t step)
{
	place->lesson = lesson;
	place->step = step < place->workshop->lessons[lesson].n_steps ? step : 0;
	place->cover = place->finished = place->stage_asked = false;
	forget_pressed(place);
}

void place_open_cover(struct session_place *place)
{
	place->cover = true;
	place->finished = false;
	place->lesson = place->step = 0;
	forget_pressed(place);
}

bool place_after(const struct session_place *place, size_t *lesson, size_t *step)
{
	const struct workshop *workshop = place->workshop;

	*lesson = place->lesson;
	*step = place->step + 1;
	if (place->cover)
		*lesson = *step = 0;
	else if (*step >= workshop->lessons[*lesson].n_steps) {
		++*lesson;
		*step = 0;
	}
	return *lesson < workshop->n_lessons;
}

bool place_before(const struct session_place *place, size_t *lesson, size_t *step)
{
	*lesson = place->lesson;
	*step = place->step;
	if (*step > 0) {
		--*step;
		return true;
	}
	if (*lesson == 0)
		return false;
	--*lesson;
	*step = place->workshop->lessons[*lesson].n_steps - 1;
	return true;
}

void place_keep_pressed(struct session_place *place, size_t n_before)
{
	const struct step *step = place_step(place);

	if (!place->pressed || !step || step->n_actions != n_before)
		forget_pressed(place);
}

bool place_any_pressed(const struct session_place *place)
{
	const struct step *step = place_step(place);
	size_t i;

	for (i = 1; step && i <= step->n_actions; i++)
		if (place->pressed[i])
			return true;
	return false;
}

void place_mark_consoles(struct session_place *place, const struct vm_picture *picture)
{
	size_t i, n = picture ? picture->n_machines : 0;

	free(place->seen);
	place->seen = mem_array(place->workshop->n_machines, sizeof *place->seen);
	for (i = 0; i < n && i < place->workshop->n_machines; i++) {
		const struct vm_machine *machine = &picture->machines[i];
		bool begun = machine->console_tail && machine->console_tail[0];

		/* A line that had begun may have passed the check of the step before. */
		place->seen[i] = machine->console_seq + (begun ? 1 : 0);
	}
}

uint64_t place_seen(const struct session_place *place, const char *machine)
{
	size_t i;

	for (i = 0; place->seen && i < place->workshop->n_machines; i++)
		if (str_eq(place->workshop->machines[i].name, machine))
			return place->seen[i];
	return 0;
}

void place_clear(struct session_place *place)
{
	free(place->pressed);
	free(place->seen);
	*place = (struct session_place){ 0 };
}
