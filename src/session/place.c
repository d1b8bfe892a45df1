// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The place in a workshop; see place.h. */
#include "session/place.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson/workshop.h"

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

void place_forget_pressed(struct session_place *place)
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
	place_forget_pressed(place);
}

void place_open_cover(struct session_place *place)
{
	place->cover = true;
	place->finished = false;
	place->lesson = place->step = 0;
	place_forget_pressed(place);
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
		place_forget_pressed(place);
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

		/* A line that is not finished yet will get the next number.  It does not count
		 * either: what it shows by now was there before the step was opened. */
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

/* ---- finding it again ------------------------------------------------------------- */

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

/* The lesson of this number, unless another one has its title by now; else the last one. */
static size_t find_lesson(const struct workshop *workshop, const struct anchor *anchor)
{
	size_t i, numbered = workshop->n_lessons - 1;
	const struct lesson *lesson = workshop_lesson(workshop, anchor->number, &numbered);

	if (lesson && str_eq(lesson->title, anchor->lesson))
		return numbered;
	for (i = 0; i < workshop->n_lessons; i++)
		if (str_eq(workshop->lessons[i].title, anchor->lesson))
			return i;
	return numbered;
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
