// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Steps that have other numbers now; see renumber.h. */
#include "progress/renumber.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"

/* The steps of a record that get other names. */
struct renaming {
	const struct step_list *old, *now;
	size_t *now_at;         /* see steps_match() */
	struct step_list after; /* those of now, then those that are there no more */
	char **names;           /* for each old step, that of it in after */
};

static bool is_used(const struct record *r, const char *step)
{
	size_t i;

	for (i = 0; i < r->n_passed; i++)
		if (str_eq(r->passed[i].step, step))
			return true;
	for (i = 0; i < r->n_snapshots; i++)
		if (str_eq(r->snapshots[i].step, step))
			return true;
	return record_seen(r, step) || record_skipped(r, step);
}

/* A step that the workshop has no more stays in the record, in case it comes back.  Its number
 * may belong to another step now, so it gets a name that no other step has: its number with
 * "~" appended, as often as needed, which is never the number of a step in a workshop.  The
 * caller frees it. */
static char *free_name(const struct renaming *renaming, const char *step)
{
	char *name = mem_dup(step), *longer;

	while (steps_find(&renaming->after, name) < renaming->after.n) {
		longer = mem_printf("%s~", name);
		free(name);
		name = longer;
	}
	return name;
}

static void keep_absent(struct renaming *renaming, const struct known_step *old, char **name)
{
	struct known_step kept = *old;

	*name = kept.id = free_name(renaming, old->id);
	if (renaming->after.n < STEPS_MOST)
		steps_add(&renaming->after, &kept);
}

static void begin_renaming(struct renaming *renaming, const struct record *r,
			   const struct step_list *now)
{
	const struct step_list *old = &r->steps;
	size_t i;

	*renaming = (struct renaming){ .old = old, .now = now };
	renaming->now_at = mem_array(old->n + 1, sizeof *renaming->now_at);
	renaming->names = mem_array(old->n + 1, sizeof *renaming->names);
	steps_match(old, now, renaming->now_at);
	steps_copy(&renaming->after, now);
	for (i = 0; i < old->n; i++)
		if (renaming->now_at[i] < now->n)
			renaming->names[i] = mem_dup(now->list[renaming->now_at[i]].id);
		else if (is_used(r, old->list[i].id))
			keep_absent(renaming, &old->list[i], &renaming->names[i]);
}

static void end_renaming(struct renaming *renaming)
{
	size_t i;

	for (i = 0; i < renaming->old->n; i++)
		free(renaming->names[i]);
	free(renaming->names);
	free(renaming->now_at);
}

/* A step of which the file tells nothing keeps its number. */
static void rename_step(const struct renaming *renaming, char **step)
{
	size_t i = steps_find(renaming->old, *step);

	if (i == renaming->old->n || !renaming->names[i])
		return;
	free(*step);
	*step = mem_dup(renaming->names[i]);
}

/* The place stays at its number if the step is there no more. */
static void rename_place(const struct renaming *renaming, struct record *r)
{
	size_t i = r->place ? steps_find(renaming->old, r->place) : renaming->old->n;

	if (i < renaming->old->n && renaming->now_at[i] < renaming->now->n)
		rename_step(renaming, &r->place);
}

/* What was looked at is of no use if the step is there no more. */
static void rename_view(const struct renaming *renaming, struct record *r)
{
	size_t i = r->view.step ? steps_find(renaming->old, r->view.step) : renaming->old->n;

	if (i == renaming->old->n)
		return;
	if (renaming->now_at[i] < renaming->now->n)
		rename_step(renaming, &r->view.step);
	else
		record_apply(r, &(struct record_change){ .kind = CHANGE_VIEW });
}

static void rename_all(const struct renaming *renaming, struct record *r)
{
	size_t i;

	for (i = 0; i < r->n_seen; i++)
		rename_step(renaming, &r->seen[i]);
	for (i = 0; i < r->n_skipped; i++)
		rename_step(renaming, &r->skipped[i]);
	for (i = 0; i < r->n_passed; i++)
		rename_step(renaming, &r->passed[i].step);
	for (i = 0; i < r->n_snapshots; i++)
		rename_step(renaming, &r->snapshots[i].step);
	for (i = 0; i < r->n_unfinished; i++)
		rename_step(renaming, &r->unfinished[i].step);
	rename_view(renaming, r);
	rename_place(renaming, r);
}

void record_follow(struct record *r, const struct step_list *now, const char *workshop)
{
	struct renaming renaming;

	free(r->workshop);
	r->workshop = mem_dup(workshop);
	if (steps_begin_with(&r->steps, now))
		return;
	begin_renaming(&renaming, r, now);
	rename_all(&renaming, r);
	end_renaming(&renaming);
	steps_free(&r->steps);
	r->steps = renaming.after;
}

void changes_follow(struct record_change *changes, size_t n, const struct step_list *old,
		    const struct step_list *now)
{
	size_t *now_at = mem_array(old->n + 1, sizeof *now_at), i, was;

	steps_match(old, now, now_at);
	for (i = 0; i < n; i++) {
		struct record_change *change = &changes[i];

		was = change->step ? steps_find(old, change->step) : old->n;
		if (was == old->n)
			continue;
		if (now_at[was] < now->n) {
			free(change->step);
			change->step = mem_dup(now->list[now_at[was]].id);
		} else if (change->kind != CHANGE_PASS || steps_find(now, change->step) < now->n) {
			record_change_free(change); /* it is CHANGE_NOTHING then */
		}
	}
	free(now_at);
}
