// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which edition of the workshop is shown; see show-edition.h. */
#include "session/show-edition.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/known-steps.h"
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
	session_stay(session);
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

/* TRANSLATORS: the short name of a language, such as es; it may be another than yours. */
static const char change_to[] = N_("Change to the language %s?");

char *session_language_question(const struct session *session)
{
	const struct workshop *workshop = session->place.workshop;
	const char *language;
	char *here, *there, *both;

	if (workshop->n_languages == 0)
		return NULL;
	language = next_language(workshop);
	language = language ? language : workshop->lang;
	if (!language)
		return mem_dup(_("Change to the language of the lessons as they were written?"));
	here = i18n_fill(_(change_to), language);
	there = i18n_fill(language_text(language, change_to), language);
	both = str_eq(here, there) ? mem_dup(here) : mem_printf("%s %s", here, there);
	free(here);
	free(there);
	return both;
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
	host_look_free(session->look, CLOCK_NEVER);
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
	trail_clear(&session->trail);
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
	session_stay(session);
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
