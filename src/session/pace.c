// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The time against what the lessons plan; see pace.h. */
#include "session/pace.h"

int pace_start(const struct workshop *workshop, size_t lesson)
{
	int minutes = 0;
	size_t i;

	for (i = 0; i < lesson && i < workshop->n_lessons; i++)
		minutes += workshop->lessons[i].duration;
	return minutes;
}

/* When a step should start, in milliseconds from the beginning. */
static int64_t step_start(const struct workshop *workshop, size_t lesson, size_t step)
{
	const struct lesson *of = &workshop->lessons[lesson];
	int64_t before = (int64_t)pace_start(workshop, lesson) * PACE_MINUTE_MS;

	return before + (int64_t)of->duration * PACE_MINUTE_MS * (int64_t)step / (int64_t)of->n_steps;
}

/* By how much the step was opened too late, or if that is more, by how much it takes too
 * long; negative: there is time in hand. */
static int64_t behind(const struct workshop *workshop, size_t lesson, size_t step,
		      int64_t spent_ms, int64_t entered_ms)
{
	int64_t start = step_start(workshop, lesson, step), end = step_start(workshop, lesson, step + 1);
	int64_t opened = entered_ms >= 0 ? entered_ms : spent_ms < start ? spent_ms : start;

	return opened - start > spent_ms - end ? opened - start : spent_ms - end;
}

struct view_pace pace_at(const struct workshop *workshop, size_t lesson, size_t step,
			 int64_t spent_ms, int64_t entered_ms)
{
	struct view_pace pace = { .spent = (int)(spent_ms / PACE_MINUTE_MS) };
	int sum = pace_start(workshop, workshop->n_lessons);
	int64_t left_ms;

	pace.total = workshop->duration > 0 ? workshop->duration : sum;
	pace.timed = sum > 0 && lesson < workshop->n_lessons;
	if (!pace.timed)
		return pace;
	pace.late = (int)(behind(workshop, lesson, step, spent_ms, entered_ms) / PACE_MINUTE_MS);
	pace.planned = pace.spent - pace.late;
	pace.next_at = pace_start(workshop, lesson + 1);
	pace.next = lesson + 1 < workshop->n_lessons ? workshop->lessons[lesson + 1].number : -1;
	pace.lesson_timed = workshop->lessons[lesson].duration > 0;
	left_ms = (int64_t)pace.next_at * PACE_MINUTE_MS - spent_ms;
	pace.over = left_ms <= 0;
	pace.left = (int)((pace.over ? -left_ms : left_ms + PACE_MINUTE_MS - 1) / PACE_MINUTE_MS);
	return pace;
}
