// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The language of a session: which one it opens in, and changing it on the spot.
 *
 * Every edition that was shown stays until the session ends: jobs under way and
 * chains point into it.  The machines, the steps' names and the keys of checks are
 * the same in all, so nothing that was done is lost.  One thread; see walk.h. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/use-language.h"
#include "lesson/load/load.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/session-private.h"

static struct workshop *load(struct session *session, const char *language, struct error *err)
{
	struct diags diags = { 0 };
	struct workshop *workshop = workshop_load(session->path, language, &diags, err);

	if (workshop)
		session_take_errors(session, &diags);
	diag_free(&diags);
	if (workshop)
		*MEM_PUSH(session->editions, session->n_editions) = workshop;
	return workshop;
}

bool session_load(struct session *session, const struct session_options *options, struct error *err)
{
	session->path = mem_dup(options->path);
	session->workshop = load(session, options->language ? options->language : options->locale, err);
	if (session->workshop && options->language)
		language_use(options->language);
	return session->workshop != NULL;
}

static struct workshop *edition(struct session *session, const char *language, struct error *err)
{
	size_t i;

	for (i = 0; i < session->n_editions; i++)
		if (str_eq(session->editions[i]->language, language))
			return session->editions[i];
	return load(session, language, err);
}

/* What is known of the machines is told by their order in the workshop. */
static bool same_machines(const struct workshop *a, const struct workshop *b)
{
	size_t i;

	for (i = 0; a->n_machines == b->n_machines && i < a->n_machines; i++)
		if (!str_eq(a->machines[i].name, b->machines[i].name))
			return false;
	return a->n_machines == b->n_machines;
}

static struct workshop *find(struct session *session, const char *language, struct error *err)
{
	struct workshop *found = edition(session, language, err);

	if (found && !same_machines(found, session->workshop)) {
		error_set(err, ERROR_INPUT, language ?
			  _("These lessons have other machines in the language %s: they cannot be "
			    "shown.") :
			  _("The lessons as they were written have other machines: they cannot be "
			    "shown."), language);
		return NULL;
	}
	return found;
}

static void speak(const struct workshop *workshop)
{
	language_use(workshop->language ? workshop->language : workshop->lang);
}

void session_remembered_language(struct session *session, const struct session_options *options)
{
	const char *kept = progress_language(session->progress);
	struct workshop *found;

	if (!kept || options->language)
		return;
	found = find(session, str_eq(kept, PROGRESS_SOURCE) ? NULL : kept, NULL);
	if (!found)
		return;
	session->workshop = found;
	speak(found);
}

/* A translation may lack the step, then the lesson's first is opened. */
static void go_near(struct session *session, int number)
{
	const struct workshop *workshop = session->workshop;
	size_t i;

	for (i = 0; i + 1 < workshop->n_lessons && workshop->lessons[i].number < number;)
		i++;
	session->lesson = session->step = 0;
	if (workshop->n_lessons > 0)
		session_go(session, i, 0);
	else
		session_go_cover(session);
}

static void show(struct session *session, struct workshop *workshop)
{
	const struct step *before = session_step(session), *now;
	int number = before ? session->workshop->lessons[session->lesson].number : 0;

	session_view_free(session);
	session->workshop = workshop;
	if (!before)
		return;
	if (!workshop_step(workshop, before->id, &session->lesson, &session->step)) {
		go_near(session, number);
		return;
	}
	now = session_step(session);
	if (now->n_actions != before->n_actions) {
		free(session->pressed);
		session->pressed = mem_array(now->n_actions + 1, 1);
	}
	session_open_checks(session);
	session_judge(session);
}

bool session_use_language(struct session *session, const char *language, struct error *err)
{
	struct workshop *found = find(session, language, err);
	struct error unsaved = { 0 };

	if (!found)
		return false;
	show(session, found);
	speak(found);
	session_saved(session, progress_set_language(session->progress, language ? language : PROGRESS_SOURCE,
					       &unsaved), &unsaved);
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

	if (session->workshop->n_languages == 0) {
		session_say(session, TONE_INFO, _("There is only one language in this workshop."), "");
		return;
	}
	language = next_language(session->workshop);
	if (!session_use_language(session, language, &err)) {
		session_say(session, TONE_BAD, err.message, err.remedy);
		return;
	}
	language = language ? language : session->workshop->lang;
	if (!language) {
		session_say(session, TONE_INFO, _("These are the lessons as they were written."), "");
		return;
	}
	/* TRANSLATORS: the short name of a language, such as es; say yours in full. */
	text = mem_printf(_("The language is %s now."), language);
	session_say(session, TONE_INFO, text, "");
	free(text);
}
