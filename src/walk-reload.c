// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading the workshop anew while it is open, for its author: the step stays,
 * by its title where numbers have moved, and so do the machines.  What cannot
 * be read without an error is not shown: the last good version stays.  One
 * thread; see walk.h. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson/load.h"
#include "lesson/progress.h"
#include "walk-private.h"

enum { CLOSE_MS = 500 }; /* for a connection that has nothing to do */

/* ---- the place ------------------------------------------------------------------- */

/* Where the person wants to be.  It is kept while a file is half saved and the
 * step is gone for a moment. */
struct walk_anchor {
	char *lesson, *step; /* titles */
	int number;          /* of the lesson */
	size_t n_lessons;    /* of the workshop */
	size_t index;        /* of the step */
	size_t n_steps;      /* of the lesson */
	size_t same;         /* of them: how many have the step's title */
	bool away; /* there is no lesson at all, so the cover is shown */
	size_t landed_lesson, landed_step; /* where that led to the last time */
};

void walk_anchor_free(struct walk_anchor *anchor)
{
	if (!anchor)
		return;
	free(anchor->lesson);
	free(anchor->step);
	free(anchor);
}

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

static void note_step(struct walk_anchor *anchor, const struct lesson *lesson, size_t step)
{
	rename_to(&anchor->step, lesson->steps[step].title);
	anchor->index = step;
	anchor->n_steps = lesson->n_steps;
	anchor->same = count_same(lesson, anchor->step);
}

static void note_lesson(struct walk_anchor *anchor, const struct workshop *workshop, size_t lesson)
{
	rename_to(&anchor->lesson, workshop->lessons[lesson].title);
	anchor->number = workshop->lessons[lesson].number;
	anchor->n_lessons = workshop->n_lessons;
}

static void drop_anchor(struct walk *walk)
{
	struct walk_anchor *anchor = walk->anchor;

	if (!walk_step(walk) || walk->cover)
		return;
	if (anchor && anchor->landed_lesson == walk->lesson && anchor->landed_step == walk->step)
		return;
	walk_anchor_free(anchor);
	walk->anchor = anchor = mem_alloc(sizeof *anchor);
	note_lesson(anchor, walk->workshop, walk->lesson);
	note_step(anchor, &walk->workshop->lessons[walk->lesson], walk->step);
	anchor->landed_lesson = walk->lesson;
	anchor->landed_step = walk->step;
}

/* The lesson of this number, unless another one has its title by now. */
static size_t find_lesson(const struct workshop *workshop, const struct walk_anchor *anchor)
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
static size_t find_step(const struct lesson *lesson, const struct walk_anchor *anchor)
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

/* The lesson that was found is the one that was meant: none is away, and where it
 * has another title by now it has its number still. */
static bool is_lesson(const struct workshop *workshop, size_t found,
		      const struct walk_anchor *anchor)
{
	const struct lesson *lesson = &workshop->lessons[found];

	if (lesson->number == anchor->number && str_eq(lesson->title, anchor->lesson))
		return true;
	if (str_eq(lesson->title, anchor->lesson))
		return workshop->n_lessons >= anchor->n_lessons;
	return lesson->number == anchor->number && workshop->n_lessons == anchor->n_lessons;
}

/* The same of the step: a file that is half saved lacks some. */
static bool is_step(const struct lesson *lesson, size_t found, const struct walk_anchor *anchor)
{
	if (str_eq(lesson->steps[found].title, anchor->step))
		return count_same(lesson, anchor->step) >= anchor->same;
	return found == anchor->index && lesson->n_steps == anchor->n_steps;
}

/* Titles and numbers change one after the other: what was found is looked for
 * the next time as it is called now. */
static void move_anchor(struct walk_anchor *anchor, const struct workshop *workshop, size_t lesson,
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

static void find_place(struct walk *walk)
{
	const struct workshop *workshop = walk->workshop;
	struct walk_anchor *anchor = walk->anchor;

	walk->lesson = walk->step = 0;
	if (workshop->n_lessons == 0) {
		if (anchor && !walk->cover)
			anchor->away = true;
		walk_go_cover(walk);
	} else if (anchor && (!walk->cover || anchor->away)) {
		walk->cover = anchor->away = false;
		walk->lesson = find_lesson(workshop, anchor);
		walk->step = find_step(&workshop->lessons[walk->lesson], anchor);
		move_anchor(anchor, workshop, walk->lesson, walk->step);
	}
}

/* ---- the machines ---------------------------------------------------------------- */

static bool same_machine(const struct machine_spec *a, const struct machine_spec *b)
{
	return str_eq(a->name, b->name) && str_eq(a->image, b->image) &&
	       str_eq(a->kernel, b->kernel) && str_eq(a->initrd, b->initrd) &&
	       str_eq(a->cmdline, b->cmdline) && a->memory == b->memory &&
	       a->max_memory == b->max_memory && a->max_cpus == b->max_cpus && a->disk == b->disk &&
	       a->cpus == b->cpus && str_eq(a->arch, b->arch) && str_eq(a->network, b->network) &&
	       str_eq(a->clone_of, b->clone_of);
}

static bool same_machines(const struct workshop *a, const struct workshop *b)
{
	size_t i;

	for (i = 0; a->n_machines == b->n_machines && i < a->n_machines; i++)
		if (!same_machine(&a->machines[i], &b->machines[i]))
			return false;
	return a->n_machines == b->n_machines;
}

/* A new connection knows the new machines; those that are there live on.  The
 * old one is closed after it, so that a hypervisor within this process stays. */
static bool change_machines(struct walk *walk, const struct workshop *workshop, struct error *err)
{
	struct vm *old = walk->vm;

	walk->vm = NULL;
	if (!walk_open_machines(walk, workshop, err)) {
		walk->vm = old;
		return false;
	}
	vm_close(old, CLOSE_MS);
	vm_picture_free(walk->picture);
	vm_screen_free(walk->screen);
	walk->picture = NULL;
	walk->screen = NULL;
	free(walk->seen);
	walk->seen = NULL;
	return true;
}

/* ---- the workshop ---------------------------------------------------------------- */

static struct workshop *read_anew(struct walk *walk, char **problem)
{
	struct diags diags = { 0 };
	struct error err = { 0 };
	struct workshop *workshop = workshop_load(walk->path, walk->workshop->language, &diags, &err);
	size_t i;

	diag_sort(&diags);
	if (!workshop)
		*problem = mem_dup(err.message);
	for (i = 0; !*problem && i < diags.n; i++)
		if (diags.list[i].severity == DIAG_ERROR)
			*problem = walk_error_text(walk, &diags.list[i]);
	diag_free(&diags);
	if (*problem) {
		workshop_free(workshop);
		return NULL;
	}
	/* It stays the same one as long as it is open, whatever it is called. */
	free(workshop->id);
	workshop->id = mem_dup(walk->workshop->id);
	return workshop;
}

/* Buttons that were pressed stay so, where there are as many. */
static void keep_pressed(struct walk *walk, size_t before)
{
	const struct step *step = walk_step(walk);

	if (walk->pressed && step && step->n_actions == before)
		return;
	free(walk->pressed);
	walk->pressed = mem_array((step ? step->n_actions : 0) + 1, 1);
}

static void show(struct walk *walk, struct workshop *workshop)
{
	size_t i, before = walk_step(walk) ? walk_step(walk)->n_actions : 0;
	struct error err = { 0 };

	walk_view_free(walk);
	walk_forget_checks(walk);
	for (i = 0; i < walk->n_editions; i++)
		workshop_free(walk->editions[i]);
	walk->n_editions = 0;
	diag_free(&walk->errors);
	*MEM_PUSH(walk->editions, walk->n_editions) = workshop;
	walk->workshop = workshop;
	walk->whole = true;
	find_place(walk);
	keep_pressed(walk, before);
	if (!walk->cover && walk_step(walk)) {
		walk_open_checks(walk);
		walk_saved(walk, progress_set_place(walk->progress, walk_step(walk)->id, &err), &err);
	}
	walk_judge(walk);
}

static void say_broken(struct walk *walk, char *problem)
{
	free(walk->broken);
	walk->broken = problem;
}

bool walk_reload(struct walk *walk)
{
	struct workshop *workshop;
	struct error err = { 0 };
	char *problem = NULL;

	/* What is under way points into what is shown. */
	if (walk->n_jobs > 0 || walk->chain.n_links > 0 || walk_is_at_it(walk))
		return false;
	drop_anchor(walk);
	workshop = read_anew(walk, &problem);
	if (workshop && !same_machines(walk->workshop, workshop) &&
	    !change_machines(walk, workshop, &err)) {
		problem = mem_dup(err.message);
		workshop_free(workshop);
		workshop = NULL;
	}
	say_broken(walk, problem);
	if (workshop)
		show(walk, workshop);
	return true;
}
