// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The place of a walk: the step that is open, its checks as they stood when it
 * was opened, and the ways on and back.  One thread; see walk.h. */
#include "walk.h"

#include <stdlib.h>

#include "base/mem.h"
#include "lesson/load.h"
#include "lesson/progress.h"
#include "walk-private.h"

size_t walk_lesson(const struct walk *walk)
{
	return walk->lesson;
}

size_t walk_step_index(const struct walk *walk)
{
	return walk->step;
}

const struct step *walk_step(const struct walk *walk)
{
	const struct workshop *workshop = walk->workshop;

	if (walk->lesson >= workshop->n_lessons ||
	    walk->step >= workshop->lessons[walk->lesson].n_steps)
		return NULL;
	return &workshop->lessons[walk->lesson].steps[walk->step];
}

bool walk_on_cover(const struct walk *walk)
{
	return walk->cover;
}

bool walk_finished(const struct walk *walk)
{
	return walk->finished;
}

/* Console lines count from the moment the step was opened. */
void walk_mark_console(struct walk *walk)
{
	size_t i, n = walk->picture ? walk->picture->n_machines : 0;

	free(walk->seen);
	walk->seen = mem_array(walk->workshop->n_machines, sizeof *walk->seen);
	for (i = 0; i < n && i < walk->workshop->n_machines; i++)
		walk->seen[i] = walk->picture->machines[i].console_seq;
}

void walk_open_checks(struct walk *walk)
{
	const struct step *step = walk_step(walk);
	size_t i;

	walk_forget_checks(walk);
	if (!step)
		return;
	walk->n_checks = step->n_checks;
	walk->checks = mem_array(step->n_checks, sizeof *walk->checks);
	for (i = 0; i < step->n_checks; i++) {
		const struct check *check = &step->checks[i];

		walk->checks[i].check = check;
		walk->checks[i].text = check_text(check, workshop_title_of(walk->workshop,
										check->machine));
		walk->checks[i].passed = progress_passed(walk->progress, step->id, check->key);
	}
}

void walk_go(struct walk *walk, size_t lesson, size_t step)
{
	struct error err = { 0 };

	if (lesson >= walk->workshop->n_lessons)
		return;
	walk->lesson = lesson;
	walk->step = step < walk->workshop->lessons[lesson].n_steps ? step : 0;
	walk->cover = walk->finished = false;
	walk_say(walk, TONE_INFO, "", "");
	walk->stage_asked = false;
	walk_chain_break(walk);
	free(walk->pressed);
	walk->pressed = mem_array(walk_step(walk)->n_actions + 1, 1);
	walk_mark_console(walk);
	walk_open_checks(walk);
	if (!walk->look_only)
		walk_saved(walk, progress_set_place(walk->progress, walk_step(walk)->id, &err), &err);
	walk_judge(walk);
	walk_say_lacks(walk);
}

void walk_go_cover(struct walk *walk)
{
	walk->cover = true;
	walk->finished = false;
	walk->lesson = walk->step = 0;
}

bool walk_next(struct walk *walk)
{
	const struct workshop *workshop = walk->workshop;

	if (walk->finished || workshop->n_lessons == 0)
		return false;
	if (walk->cover)
		walk_go(walk, 0, 0);
	else if (walk->step + 1 < workshop->lessons[walk->lesson].n_steps)
		walk_go(walk, walk->lesson, walk->step + 1);
	else if (walk->lesson + 1 < workshop->n_lessons)
		walk_go(walk, walk->lesson + 1, 0);
	else {
		walk->finished = true;
		walk_say(walk, TONE_INFO, "", "");
	}
	return true;
}

bool walk_previous(struct walk *walk)
{
	if (walk->cover)
		return false;
	if (walk->finished)
		walk->finished = false;
	else if (walk->step > 0)
		walk_go(walk, walk->lesson, walk->step - 1);
	else if (walk->lesson > 0)
		walk_go(walk, walk->lesson - 1, walk->workshop->lessons[walk->lesson - 1].n_steps - 1);
	else if (walk->workshop->cover.root.n_kids > 0)
		walk_go_cover(walk);
	else
		return false;
	return true;
}

bool walk_check_passed(const struct walk *walk, const struct step *step, const struct check *check)
{
	return progress_passed(walk->progress, step->id, check->key);
}

bool walk_forget_progress(struct walk *walk, struct error *err)
{
	return progress_clear(walk->progress, err);
}

bool walk_step_done(const struct walk *walk, size_t lesson, size_t step)
{
	const struct step *which = &walk->workshop->lessons[lesson].steps[step];
	size_t i;

	for (i = 0; i < which->n_checks; i++)
		if (!progress_passed(walk->progress, which->id, which->checks[i].key))
			return false;
	return which->n_checks > 0 || (progress_step_seen(walk->progress, which->id) &&
				       !progress_step_skipped(walk->progress, which->id));
}
