// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The language of a session, and changing it on the spot; see language.h.  The
 * machines, the steps' names and the keys of checks are the same in all, so nothing
 * that was done is lost. */
#include "session/language.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/use-language.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/parts.h"
#include "session/say.h"
#include "session/visit.h"

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

/* A translation may lack the step, then the lesson's first is opened. */
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

static void show(struct session *session, const struct workshop *workshop)
{
	struct session_place *place = &session->place;
	const struct step *before = place_step(place);
	int number = before ? place_lesson(place)->number : 0;

	place->workshop = workshop;
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
	show(session, found);
	speak(found);
	host_look_outdate(session->look); /* it keeps sentences in the language before */
	session_saved(session, progress_set_language(session->progress,
						     language ? language : PROGRESS_SOURCE, &unsaved),
		      &unsaved);
	return true;
}

/* As it was written, then its translations by name, and from the start. */
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
