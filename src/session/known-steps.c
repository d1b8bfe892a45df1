// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the record of progress knows of a workshop; see known-steps.h. */
#include "session/known-steps.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "lesson/verbs.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/parts.h"

/* Adds a text with its end, so that "a" and "bc" differ from "ab" and "c". */
static uint32_t mix(uint32_t hash, const char *text)
{
	return hash32(hash, text ? text : "", text ? strlen(text) + 1 : 1);
}

/* What is the same in all languages. */
static uint32_t content_of(const struct step *step)
{
	uint32_t hash = HASH32;
	size_t i;

	if (step->n_actions + step->n_checks == 0)
		return 0;
	for (i = 0; i < step->n_actions; i++) {
		hash = mix(hash, verb_name(step->actions[i].verb));
		hash = mix(hash, step->actions[i].machine);
	}
	for (i = 0; i < step->n_checks; i++)
		hash = mix(hash, step->checks[i].key);
	return hash ? hash : 1;
}

static void add_lesson(struct step_list *steps, const struct lesson *lesson)
{
	size_t i;

	for (i = 0; i < lesson->n_steps; i++) {
		const struct step *step = &lesson->steps[i];

		steps_add(steps, &(struct known_step){
			.id = step->id,
			.language = lesson->language ? lesson->language : (char *)"",
			.lesson = mix(HASH32, lesson->title),
			.title = mix(HASH32, step->title),
			.content = content_of(step),
		});
	}
}

static struct step_list known_steps(const struct workshop *workshop)
{
	struct step_list steps = { 0 };
	size_t i;

	for (i = 0; i < workshop->n_lessons; i++)
		add_lesson(&steps, &workshop->lessons[i]);
	return steps;
}

static bool has_check(const struct workshop *workshop, const struct record_passed *passed)
{
	const struct step *step = workshop_step(workshop, passed->step, NULL, NULL);
	size_t i;

	for (i = 0; step && i < step->n_checks; i++)
		if (str_eq(step->checks[i].key, passed->key))
			return true;
	return false;
}

/* Is the record in the file of the old id this workshop's?  It is if it says so.  One of an
 * earlier version does not say whose it is: then a check of this workshop must have passed,
 * or, if none has passed, its place must be a step of this workshop. */
static bool known_record(const struct record *record, const struct workshop *workshop)
{
	size_t i;

	if (record_is_empty(record))
		return false;
	if (record->workshop)
		return str_eq(record->workshop, workshop->id);
	for (i = 0; i < record->n_passed; i++)
		if (has_check(workshop, &record->passed[i]))
			return true;
	return record->n_passed == 0 && workshop_step(workshop, record->place, NULL, NULL);
}

void session_choose_id(struct session *session)
{
	const struct workshop *workshop = session->place.workshop;
	struct record now = { 0 }, old = { 0 };

	if (!workshop->old_id)
		return;
	now = progress_look(workshop->id);
	if (record_is_empty(&now))
		old = progress_look(workshop->old_id);
	if (known_record(&old, workshop))
		editions_use_old_id(&session->editions);
	record_free(&now);
	record_free(&old);
}

void session_follow_steps(struct session *session)
{
	const struct workshop *workshop = session->place.workshop;
	struct step_list steps = known_steps(workshop);

	progress_follow(session->progress, &steps, workshop->own_id ? workshop->own_id : workshop->id);
	steps_free(&steps);
}

void session_steps_hash(const struct session *session, char hash[STEPS_HASH_SIZE])
{
	const struct workshop *workshop = session->place.workshop;
	uint64_t all = HASH64;
	size_t i, k;

	for (i = 0; i < workshop->n_lessons; i++)
		for (k = 0; k < workshop->lessons[i].n_steps; k++) {
			const struct step *step = &workshop->lessons[i].steps[k];
			uint32_t content = content_of(step);

			all = hash64(all, step->id, strlen(step->id) + 1);
			all = hash64(all, &content, sizeof content);
		}
	snprintf(hash, STEPS_HASH_SIZE, "%016llx", (unsigned long long)all);
}
