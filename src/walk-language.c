// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The language of a walk: which one it opens in, and changing it on the spot.
 *
 * Every edition that was shown stays until the walk ends: jobs under way and
 * chains point into it.  The machines, the steps' names and the keys of checks are
 * the same in all, so nothing that was done is lost.  One thread; see walk.h. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/load.h"
#include "lesson/progress.h"
#include "walk-private.h"

static struct workshop *load(struct walk *walk, const char *language, struct error *err)
{
	struct diags diags = { 0 };
	struct workshop *workshop = workshop_load(walk->path, language, &diags, err);

	if (workshop)
		walk_take_errors(walk, &diags);
	diag_free(&diags);
	if (workshop)
		*MEM_PUSH(walk->editions, walk->n_editions) = workshop;
	return workshop;
}

bool walk_load(struct walk *walk, const struct walk_options *options, struct error *err)
{
	walk->path = mem_dup(options->path);
	walk->workshop = load(walk, options->language ? options->language : options->locale, err);
	if (walk->workshop && options->language)
		i18n_use(options->language);
	return walk->workshop != NULL;
}

static struct workshop *edition(struct walk *walk, const char *language, struct error *err)
{
	size_t i;

	for (i = 0; i < walk->n_editions; i++)
		if (str_eq(walk->editions[i]->language, language))
			return walk->editions[i];
	return load(walk, language, err);
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

static struct workshop *find(struct walk *walk, const char *language, struct error *err)
{
	struct workshop *found = edition(walk, language, err);

	if (found && !same_machines(found, walk->workshop)) {
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
	i18n_use(workshop->language ? workshop->language : workshop->lang);
}

void walk_remembered_language(struct walk *walk, const struct walk_options *options)
{
	const char *kept = progress_language(walk->progress);
	struct workshop *found;

	if (!kept || options->language)
		return;
	found = find(walk, str_eq(kept, PROGRESS_SOURCE) ? NULL : kept, NULL);
	if (!found)
		return;
	walk->workshop = found;
	speak(found);
}

/* A translation may lack the step, then the lesson's first is opened. */
static void go_near(struct walk *walk, int number)
{
	const struct workshop *workshop = walk->workshop;
	size_t i;

	for (i = 0; i + 1 < workshop->n_lessons && workshop->lessons[i].number < number;)
		i++;
	walk->lesson = walk->step = 0;
	if (workshop->n_lessons > 0)
		walk_go(walk, i, 0);
	else
		walk_go_cover(walk);
}

static void show(struct walk *walk, struct workshop *workshop)
{
	const struct step *before = walk_step(walk), *now;
	int number = before ? walk->workshop->lessons[walk->lesson].number : 0;

	walk_view_free(walk);
	walk->workshop = workshop;
	if (!before)
		return;
	if (!workshop_step(workshop, before->id, &walk->lesson, &walk->step)) {
		go_near(walk, number);
		return;
	}
	now = walk_step(walk);
	if (now->n_actions != before->n_actions) {
		free(walk->pressed);
		walk->pressed = mem_array(now->n_actions + 1, 1);
	}
	walk_open_checks(walk);
	walk_judge(walk);
}

bool walk_use_language(struct walk *walk, const char *language, struct error *err)
{
	struct workshop *found = find(walk, language, err);
	struct error unsaved = { 0 };

	if (!found)
		return false;
	show(walk, found);
	speak(found);
	walk_saved(walk, progress_set_language(walk->progress, language ? language : PROGRESS_SOURCE,
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

void walk_next_language(struct walk *walk)
{
	struct error err = { 0 };
	const char *language;
	char *text;

	if (walk->workshop->n_languages == 0) {
		walk_say(walk, TONE_INFO, _("There is only one language in this workshop."), "");
		return;
	}
	language = next_language(walk->workshop);
	if (!walk_use_language(walk, language, &err)) {
		walk_say(walk, TONE_BAD, err.message, err.mend);
		return;
	}
	language = language ? language : walk->workshop->lang;
	if (!language) {
		walk_say(walk, TONE_INFO, _("These are the lessons as they were written."), "");
		return;
	}
	/* TRANSLATORS: the short name of a language, such as es; say yours in full. */
	text = mem_printf(_("The language is %s now."), language);
	walk_say(walk, TONE_INFO, text, "");
	free(text);
}
