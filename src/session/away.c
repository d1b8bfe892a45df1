// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A place that is put aside; see away.h. */
#include "session/away.h"

#include "base/str.h"

void away_begin(struct away *away, struct session_place *place, struct trail *trail,
		struct checks *checks)
{
	*away = (struct away){ true, *place, *trail, *checks };
	place->pressed = NULL;
	place->seen = NULL;
	*trail = (struct trail){ 0 };
	*checks = (struct checks){ 0 };
}

bool away_end(struct away *away, struct session_place *place, struct trail *trail,
	      struct checks *checks)
{
	if (!away->on)
		return false;
	place_clear(place);
	trail_clear(trail);
	checks_clear(checks);
	*place = away->from;
	*trail = away->trail;
	*checks = away->checks;
	*away = (struct away){ 0 };
	return true;
}

bool away_is_at(const struct session_place *from, size_t lesson, size_t step)
{
	if (lesson >= from->workshop->n_lessons)
		return from->cover;
	return !from->cover && !from->finished && from->lesson == lesson && from->step == step;
}

void away_mark_done(struct away *away, const char *step, int button)
{
	const struct step *from = away->on ? place_step(&away->from) : NULL;

	if (from && str_eq(step, from->id) && (size_t)button <= from->n_actions)
		away->from.pressed[button] = 1;
}

void away_clear(struct away *away)
{
	place_clear(&away->from);
	trail_clear(&away->trail);
	checks_clear(&away->checks);
	*away = (struct away){ 0 };
}
