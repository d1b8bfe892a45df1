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
#include "lesson/load/load.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/session-private.h"
#include "vm/core/vm.h"
#include "vm/screen.h"

enum { CLOSE_MS = 500 }; /* for a connection that has nothing to do */

/* ---- the place ------------------------------------------------------------------- */

/* Where the person wants to be.  It is kept while a file is half saved and the
 * step is gone for a moment. */
struct session_anchor {
	char *lesson, *step; /* titles */
	int number;          /* of the lesson */
	size_t n_lessons;    /* of the workshop */
	size_t index;        /* of the step */
	size_t n_steps;      /* of the lesson */
	size_t same;         /* of them: how many have the step's title */
	bool away; /* there is no lesson at all, so the cover is shown */
	size_t landed_lesson, landed_step; /* where that led to the last time */
};

void session_anchor_free(struct session_anchor *anchor)
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

static void note_step(struct session_anchor *anchor, const struct lesson *lesson, size_t step)
{
	rename_to(&anchor->step, lesson->steps[step].title);
	anchor->index = step;
	anchor->n_steps = lesson->n_steps;
	anchor->same = count_same(lesson, anchor->step);
}

static void note_lesson(struct session_anchor *anchor, const struct workshop *workshop, size_t lesson)
{
	rename_to(&anchor->lesson, workshop->lessons[lesson].title);
	anchor->number = workshop->lessons[lesson].number;
	anchor->n_lessons = workshop->n_lessons;
}

static void drop_anchor(struct session *session)
{
	struct session_anchor *anchor = session->anchor;

	if (!session_step(session) || session->cover)
		return;
	if (anchor && anchor->landed_lesson == session->lesson && anchor->landed_step == session->step)
		return;
	session_anchor_free(anchor);
	session->anchor = anchor = mem_alloc(sizeof *anchor);
	note_lesson(anchor, session->workshop, session->lesson);
	note_step(anchor, &session->workshop->lessons[session->lesson], session->step);
	anchor->landed_lesson = session->lesson;
	anchor->landed_step = session->step;
}

/* The lesson of this number, unless another one has its title by now. */
static size_t find_lesson(const struct workshop *workshop, const struct session_anchor *anchor)
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
static size_t find_step(const struct lesson *lesson, const struct session_anchor *anchor)
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
		      const struct session_anchor *anchor)
{
	const struct lesson *lesson = &workshop->lessons[found];

	if (lesson->number == anchor->number && str_eq(lesson->title, anchor->lesson))
		return true;
	if (str_eq(lesson->title, anchor->lesson))
		return workshop->n_lessons >= anchor->n_lessons;
	return lesson->number == anchor->number && workshop->n_lessons == anchor->n_lessons;
}

/* The same of the step: a file that is half saved lacks some. */
static bool is_step(const struct lesson *lesson, size_t found, const struct session_anchor *anchor)
{
	if (str_eq(lesson->steps[found].title, anchor->step))
		return count_same(lesson, anchor->step) >= anchor->same;
	return found == anchor->index && lesson->n_steps == anchor->n_steps;
}

/* Titles and numbers change one after the other: what was found is looked for
 * the next time as it is called now. */
static void move_anchor(struct session_anchor *anchor, const struct workshop *workshop, size_t lesson,
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

static void find_place(struct session *session)
{
	const struct workshop *workshop = session->workshop;
	struct session_anchor *anchor = session->anchor;

	session->lesson = session->step = 0;
	if (workshop->n_lessons == 0) {
		if (anchor && !session->cover)
			anchor->away = true;
		session_go_cover(session);
	} else if (anchor && (!session->cover || anchor->away)) {
		session->cover = anchor->away = false;
		session->lesson = find_lesson(workshop, anchor);
		session->step = find_step(&workshop->lessons[session->lesson], anchor);
		move_anchor(anchor, workshop, session->lesson, session->step);
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
static bool change_machines(struct session *session, const struct workshop *workshop, struct error *err)
{
	struct vm *old = session->vm;

	session->vm = NULL;
	if (!session_open_machines(session, workshop, err)) {
		session->vm = old;
		return false;
	}
	vm_close(old, CLOSE_MS);
	vm_picture_free(session->picture);
	vm_screen_free(session->screen);
	session->picture = NULL;
	session->screen = NULL;
	free(session->seen);
	session->seen = NULL;
	return true;
}

/* ---- the workshop ---------------------------------------------------------------- */

static struct workshop *read_anew(struct session *session, char **problem)
{
	struct diags diags = { 0 };
	struct error err = { 0 };
	struct workshop *workshop = workshop_load(session->path, session->workshop->language, &diags, &err);
	size_t i;

	diag_sort(&diags);
	if (!workshop)
		*problem = mem_dup(err.message);
	for (i = 0; !*problem && i < diags.n; i++)
		if (diags.list[i].severity == DIAG_ERROR)
			*problem = session_error_text(session, &diags.list[i]);
	diag_free(&diags);
	if (*problem) {
		workshop_free(workshop);
		return NULL;
	}
	/* It stays the same one as long as it is open, whatever it is called. */
	free(workshop->id);
	workshop->id = mem_dup(session->workshop->id);
	return workshop;
}

/* Buttons that were pressed stay so, where there are as many. */
static void keep_pressed(struct session *session, size_t before)
{
	const struct step *step = session_step(session);

	if (session->pressed && step && step->n_actions == before)
		return;
	free(session->pressed);
	session->pressed = mem_array((step ? step->n_actions : 0) + 1, 1);
}

static void show(struct session *session, struct workshop *workshop)
{
	size_t i, before = session_step(session) ? session_step(session)->n_actions : 0;
	struct error err = { 0 };

	session_view_free(session);
	session_forget_checks(session);
	for (i = 0; i < session->n_editions; i++)
		workshop_free(session->editions[i]);
	session->n_editions = 0;
	diag_free(&session->errors);
	*MEM_PUSH(session->editions, session->n_editions) = workshop;
	session->workshop = workshop;
	session->whole = true;
	find_place(session);
	keep_pressed(session, before);
	if (!session->cover && session_step(session)) {
		session_open_checks(session);
		session_saved(session, progress_set_place(session->progress, session_step(session)->id, &err), &err);
	}
	session_judge(session);
}

static void say_broken(struct session *session, char *problem)
{
	free(session->broken);
	session->broken = problem;
}

bool session_reload(struct session *session)
{
	struct workshop *workshop;
	struct error err = { 0 };
	char *problem = NULL;

	/* What is under way points into what is shown. */
	if (session->n_jobs > 0 || session->chain.n_links > 0 || session_is_at_it(session))
		return false;
	drop_anchor(session);
	workshop = read_anew(session, &problem);
	if (workshop && !same_machines(session->workshop, workshop) &&
	    !change_machines(session, workshop, &err)) {
		problem = mem_dup(err.message);
		workshop_free(workshop);
		workshop = NULL;
	}
	say_broken(session, problem);
	if (workshop)
		show(session, workshop);
	return true;
}
