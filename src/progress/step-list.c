// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which step is which; see step-list.h. */
#include "progress/step-list.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"

void steps_add(struct step_list *steps, const struct known_step *step)
{
	struct known_step *added = MEM_PUSH(steps->list, steps->n);

	*added = *step;
	added->id = mem_dup(step->id);
	added->language = mem_dup(step->language);
}

void steps_copy(struct step_list *to, const struct step_list *from)
{
	size_t i;

	for (i = 0; i < from->n; i++)
		steps_add(to, &from->list[i]);
}

void steps_free(struct step_list *steps)
{
	size_t i;

	for (i = 0; i < steps->n; i++) {
		free(steps->list[i].id);
		free(steps->list[i].language);
	}
	free(steps->list);
	*steps = (struct step_list){ 0 };
}

size_t steps_find(const struct step_list *steps, const char *id)
{
	size_t i = 0;

	while (i < steps->n && !str_eq(steps->list[i].id, id))
		i++;
	return i;
}

static bool is_same(const struct known_step *a, const struct known_step *b)
{
	return str_eq(a->id, b->id) && str_eq(a->language, b->language) && a->lesson == b->lesson &&
	       a->title == b->title && a->content == b->content;
}

bool steps_begin_with(const struct step_list *steps, const struct step_list *begin)
{
	size_t i;

	for (i = 0; i < begin->n; i++)
		if (i == steps->n || !is_same(&steps->list[i], &begin->list[i]))
			return false;
	return true;
}

/* ---- matching -------------------------------------------------------------------- */

static bool is_unchanged(const struct known_step *a, const struct known_step *b)
{
	return a->lesson == b->lesson && a->title == b->title && a->content == b->content;
}

/* Its checks or buttons were changed.  A changed check has another key, so it has not passed. */
static bool has_same_title(const struct known_step *a, const struct known_step *b)
{
	return a->lesson == b->lesson && a->title == b->title;
}

/* The lesson was renamed, or the step is in another one now. */
static bool is_moved(const struct known_step *a, const struct known_step *b)
{
	return a->title == b->title && a->content == b->content;
}

static bool is_translated(const struct known_step *a, const struct known_step *b)
{
	return !str_eq(a->language, b->language) && str_eq(a->id, b->id) && a->content == b->content;
}

static bool is_retitled(const struct known_step *a, const struct known_step *b)
{
	return a->content != 0 && a->content == b->content;
}

/* A translation may be behind: its checks may be others. */
static bool has_number_in_translation(const struct known_step *a, const struct known_step *b)
{
	return !str_eq(a->language, b->language) && str_eq(a->id, b->id);
}

struct matching {
	const struct step_list *old, *now;
	size_t *now_at; /* for each old step */
	bool *taken;    /* each new step */
};

typedef bool step_relation(const struct known_step *a, const struct known_step *b);

/* Returns the first new step that is not taken and is in that relation to the old one. */
static size_t first_now(const struct matching *m, const struct known_step *old,
			step_relation *relates, size_t from)
{
	while (from < m->now->n && (m->taken[from] || !relates(old, &m->now->list[from])))
		from++;
	return from;
}

/* Is no other new step, and no other old one, in the same relation? */
static bool is_only_one(const struct matching *m, size_t old, size_t now, step_relation *relates)
{
	size_t i;

	if (first_now(m, &m->old->list[old], relates, now + 1) < m->now->n)
		return false;
	for (i = 0; i < m->old->n; i++)
		if (i != old && m->now_at[i] == m->now->n &&
		    relates(&m->old->list[i], &m->now->list[now]))
			return false;
	return true;
}

static void match_by(struct matching *m, step_relation *relates, bool only_one)
{
	size_t i, now;

	for (i = 0; i < m->old->n; i++) {
		if (m->now_at[i] < m->now->n)
			continue;
		now = first_now(m, &m->old->list[i], relates, 0);
		if (now == m->now->n || (only_one && !is_only_one(m, i, now, relates)))
			continue;
		m->now_at[i] = now;
		m->taken[now] = true;
	}
}

void steps_match(const struct step_list *old, const struct step_list *now, size_t *now_at)
{
	/* The surest relation comes first: a step that it finds is not looked for by the next.
	 * With only_one, a pair counts only if neither step is in that relation to a third one:
	 * else it would be a guess which of them is meant. */
	static const struct {
		step_relation *relates;
		bool only_one;
	} rounds[] = {
		{ is_unchanged, false }, { has_same_title, false }, { is_translated, false },
		{ is_moved, true }, { is_retitled, true }, { has_number_in_translation, false },
	};
	struct matching m = { old, now, now_at, mem_array(now->n + 1, sizeof(bool)) };
	size_t i;

	for (i = 0; i < old->n; i++)
		now_at[i] = now->n;
	for (i = 0; i < ARRAY_LEN(rounds); i++)
		match_by(&m, rounds[i].relates, rounds[i].only_one);
	free(m.taken);
}
