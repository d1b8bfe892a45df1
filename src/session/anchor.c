// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The place in a workshop that changes; see anchor.h. */
#include "session/anchor.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"

static size_t count_same(const struct lesson *lesson, const char *title)
{
	size_t i, n = 0;

	for (i = 0; i < lesson->n_steps; i++)
		n += str_eq(lesson->steps[i].title, title);
	return n;
}

static void rename_to(char **title, const char *now)
{
	char *copy = mem_dup(now);

	free(*title);
	*title = copy;
}

static void note_step(struct anchor *anchor, const struct lesson *lesson, size_t step)
{
	rename_to(&anchor->step, lesson->steps[step].title);
	anchor->index = step;
	anchor->n_steps = lesson->n_steps;
	anchor->same = count_same(lesson, anchor->step);
}

static void note_lesson(struct anchor *anchor, const struct workshop *workshop, size_t lesson)
{
	rename_to(&anchor->lesson, workshop->lessons[lesson].title);
	anchor->number = workshop->lessons[lesson].number;
	anchor->n_lessons = workshop->n_lessons;
}

void anchor_drop(struct anchor *anchor, const struct session_place *place)
{
	if (!place_step(place) || place->cover)
		return;
	if (anchor->dropped && anchor->landed_lesson == place->lesson &&
	    anchor->landed_step == place->step)
		return;
	anchor->dropped = true;
	anchor->away = false;
	note_lesson(anchor, place->workshop, place->lesson);
	note_step(anchor, place_lesson(place), place->step);
	anchor->landed_lesson = place->lesson;
	anchor->landed_step = place->step;
}

/* The lesson of this number, unless another one has its title by now. */
static size_t find_lesson(const struct workshop *workshop, const struct anchor *anchor)
{
	size_t i, titled = workshop->n_lessons, numbered = workshop->n_lessons;

	for (i = 0; i < workshop->n_lessons; i++) {
		bool same = str_eq(workshop->lessons[i].title, anchor->lesson);

		if (workshop->lessons[i].number == anchor->number)
			numbered = i;
		if (same && (titled == workshop->n_lessons || numbered == i))
			titled = i;
	}
	if (titled < workshop->n_lessons)
		return titled;
	return numbered < workshop->n_lessons ? numbered : workshop->n_lessons - 1;
}

/* The nearest step of this title, else the one of the same number. */
static size_t find_step(const struct lesson *lesson, const struct anchor *anchor)
{
	size_t i, found = lesson->n_steps, away = 0;

	for (i = 0; i < lesson->n_steps; i++) {
		size_t far = i > anchor->index ? i - anchor->index : anchor->index - i;

		if (str_eq(lesson->steps[i].title, anchor->step) &&
		    (found == lesson->n_steps || far < away)) {
			found = i;
			away = far;
		}
	}
	if (found < lesson->n_steps)
		return found;
	return anchor->index < lesson->n_steps ? anchor->index : lesson->n_steps - 1;
}

/* Is the lesson that was found the one that was noted?  Not if lessons are missing; and
 * if its title has changed, it must have the same number. */
static bool is_lesson(const struct workshop *workshop, size_t found,
		      const struct anchor *anchor)
{
	const struct lesson *lesson = &workshop->lessons[found];

	if (lesson->number == anchor->number && str_eq(lesson->title, anchor->lesson))
		return true;
	if (str_eq(lesson->title, anchor->lesson))
		return workshop->n_lessons >= anchor->n_lessons;
	return lesson->number == anchor->number && workshop->n_lessons == anchor->n_lessons;
}

/* The same for the step: a half-saved file lacks some. */
static bool is_step(const struct lesson *lesson, size_t found, const struct anchor *anchor)
{
	if (str_eq(lesson->steps[found].title, anchor->step))
		return count_same(lesson, anchor->step) >= anchor->same;
	return found == anchor->index && lesson->n_steps == anchor->n_steps;
}

/* Authors change titles and numbers one at a time: the next search is for the title and
 * the number that were found now. */
static void move_anchor(struct anchor *anchor, const struct workshop *workshop, size_t lesson,
			size_t step)
{
	anchor->landed_lesson = lesson;
	anchor->landed_step = step;
	if (!is_lesson(workshop, lesson, anchor))
		return;
	note_lesson(anchor, workshop, lesson);
	if (is_step(&workshop->lessons[lesson], step, anchor))
		note_step(anchor, &workshop->lessons[lesson], step);
}

void anchor_find(struct anchor *anchor, struct session_place *place)
{
	const struct workshop *workshop = place->workshop;

	place->lesson = place->step = 0;
	if (workshop->n_lessons == 0) {
		anchor->away = anchor->away || (anchor->dropped && !place->cover);
		place_open_cover(place);
	} else if (anchor->dropped && (!place->cover || anchor->away)) {
		place->cover = anchor->away = false;
		place->lesson = find_lesson(workshop, anchor);
		place->step = find_step(place_lesson(place), anchor);
		move_anchor(anchor, workshop, place->lesson, place->step);
	}
}

void anchor_clear(struct anchor *anchor)
{
	free(anchor->lesson);
	free(anchor->step);
	*anchor = (struct anchor){ 0 };
}
