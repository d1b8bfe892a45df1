// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which edition of the workshop is shown, and what progress knows of it; see show-edition.h. */
#include "session/show-edition.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/verbs.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/parts.h"
#include "session/say.h"
#include "session/visit.h"

/* ---- another language ---------------------------------------------------------------
 * The machines, the steps' names and the keys of checks are the same in all languages,
 * so nothing that was done is lost. */

static void speak(const struct workshop *workshop)
{
	language_use(workshop->language ? workshop->language : workshop->lang);
}

void session_remembered_language(struct session *session)
{
	const char *kept = progress_language(session->progress);
	const struct workshop *found;

	if (!kept)
		return;
	found = editions_find(&session->editions, str_eq(kept, PROGRESS_SOURCE) ? NULL : kept,
			      session->place.workshop, NULL);
	if (!found)
		return;
	session->place.workshop = found;
	speak(found);
}

/* If a translation lacks the step, opens the first step of the lesson. */
static void go_near(struct session *session, int number)
{
	const struct workshop *workshop = session->place.workshop;
	size_t i;

	for (i = 0; i + 1 < workshop->n_lessons && workshop->lessons[i].number < number;)
		i++;
	session->place.lesson = session->place.step = 0;
	if (workshop->n_lessons > 0)
		session_go(session, i, 0);
	else
		session_go_cover(session);
}

static void show_translation(struct session *session, const struct workshop *workshop)
{
	struct session_place *place = &session->place;
	const struct step *before = place_step(place);
	int number = before ? place_lesson(place)->number : 0;

	place->workshop = workshop;
	session_follow_steps(session);
	if (!before)
		return;
	if (!workshop_step(workshop, before->id, &place->lesson, &place->step)) {
		go_near(session, number);
		return;
	}
	place_keep_pressed(place, before->n_actions);
	session_open_checks(session);
	session_judge(session);
}

bool session_use_language(struct session *session, const char *language, struct error *err)
{
	const struct workshop *found =
		editions_find(&session->editions, language, session->place.workshop, err);
	struct error unsaved = { 0 };

	if (!found)
		return false;
	show_translation(session, found);
	speak(found);
	host_look_outdate(session->look); /* it keeps sentences in the language before */
	session_saved(session, progress_set_language(session->progress,
						     language ? language : PROGRESS_SOURCE, &unsaved),
		      &unsaved);
	return true;
}

/* First the original, then the translations by name, then the original again. */
static const char *next_language(const struct workshop *workshop)
{
	size_t i;

	if (!workshop->language)
		return workshop->languages[0];
	for (i = 0; i + 1 < workshop->n_languages; i++)
		if (str_eq(workshop->languages[i], workshop->language))
			return workshop->languages[i + 1];
	return NULL;
}

void session_next_language(struct session *session)
{
	struct error err = { 0 };
	const char *language;
	char *text;

	if (session->place.workshop->n_languages == 0) {
		session_say(session, TONE_INFO, _("There is only one language in this workshop."), "");
		return;
	}
	language = next_language(session->place.workshop);
	if (!session_use_language(session, language, &err)) {
		session_say(session, TONE_BAD, err.message, err.remedy);
		return;
	}
	language = language ? language : session->place.workshop->lang;
	if (!language) {
		session_say(session, TONE_INFO, _("These are the lessons as they were written."), "");
		return;
	}
	/* TRANSLATORS: the short name of a language, such as es; say yours in full. */
	text = mem_printf(_("The language is %s now."), language);
	session_say(session, TONE_INFO, text, "");
	free(text);
}

/* ---- what a record of progress knows of a workshop -------------------------------- */

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

/* ---- files that have changed --------------------------------------------------------- */

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

/* Opens a new connection for the new machines. */
static bool change_machines(struct session *session, const struct workshop *workshop, struct error *err)
{
	if (!machines_change(&session->machines, workshop, err))
		return false;
	jobs_forget_results(&session->jobs);
	host_look_free(session->look);
	session->look = session->machines.vm ? host_look_new(workshop) : NULL;
	session->looked_for = 0;
	return true;
}

static void show_new(struct session *session, struct workshop *workshop, bool other_machines)
{
	struct session_place *place = &session->place;
	size_t before = place_step(place) ? place_step(place)->n_actions : 0;
	struct error err = { 0 };

	checks_clear(&session->checks);
	/* It may have been asked about the old lessons. */
	if (host_look_settle(session->look))
		session->looked_for = 0;
	editions_replace(&session->editions, workshop);
	place->workshop = workshop;
	if (other_machines)
		place_mark_consoles(place, NULL);
	session->whole = true;
	session_follow_steps(session);
	anchor_find(&session->anchor, place);
	place_keep_pressed(place, before);
	if (!place->cover && place_step(place)) {
		session_open_checks(session);
		session_saved(session, progress_set_place(session->progress, place_step(place)->id, &err),
			      &err);
	}
	session_judge(session);
}

bool session_reload(struct session *session)
{
	struct workshop *workshop;
	struct error err = { 0 };
	char *problem;
	bool other;

	/* Jobs under way point into the edition that is shown, and so does a look at the
	 * host, for which the screen does not wait. */
	if (session->jobs.n > 0 || session->chain.n_links > 0 || chain_is_at_it(&session->chain) ||
	    host_look_is_busy(session->look))
		return false;
	anchor_drop(&session->anchor, &session->place);
	workshop = editions_read_anew(&session->editions, session->place.workshop, &problem);
	other = workshop && !same_machines(session->place.workshop, workshop);
	if (other && !change_machines(session, workshop, &err)) {
		problem = mem_dup(err.message);
		workshop_free(workshop);
		workshop = NULL;
	}
	free(session->broken);
	session->broken = problem;
	if (workshop)
		show_new(session, workshop, other);
	return true;
}
