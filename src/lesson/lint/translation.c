// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Faults of a translation; see translation.h.
 *
 * Words may differ, actions may not: a translation has the same steps with the same buttons
 * and checks in the same order.  The key "translates" tells whether the text was translated
 * from the current source. */
#include "lesson/lint/translation.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/lint/steps.h"
#include "lesson/load/load.h"
#include "lesson/load/scan.h"
#include "lesson/load/values.h"
#include "lesson/verbs.h"
#include "lesson/workshop.h"

/* --- buttons and checks --- */

/* The place of the first surplus item, else of the step. */
#define SURPLUS(step, list, n, wanted) ((n) > (wanted) ? &(step)->list[wanted].at : &(step)->at)

static void compare_actions(struct diags *diags, const struct step *source,
			    const struct step *step)
{
	const size_t n = step->n_actions, wanted = source->n_actions;
	size_t i;

	if (n != wanted)
		lint_say(diags, DIAG_ERROR, SURPLUS(step, actions, n, wanted),
			 _("This step has %1$zu actions, its source has %2$zu."), n, wanted);
	for (i = 0; n == wanted && i < n; i++) {
		const struct action *a = &source->actions[i], *b = &step->actions[i];
		const struct key_rule *rule;

		if (a->verb != b->verb) {
			lint_say(diags, DIAG_ERROR, &b->at,
				 _("This button does \"%1$s\", the one in the source \"%2$s\"."),
				 verb_name(b->verb), verb_name(a->verb));
			continue;
		}
		rule = actions_differ(a, b);
		if (rule)
			lint_say(diags, DIAG_ERROR, &b->at,
				 _("The key \"%1$s\" of this button is not as in the source, "
				   "line %2$d."), rule->name, a->at.line);
	}
}

static void compare_checks(struct diags *diags, const struct step *source,
			   const struct step *step)
{
	const size_t n = step->n_checks, wanted = source->n_checks;
	size_t i;

	if (n != wanted)
		lint_say(diags, DIAG_ERROR, SURPLUS(step, checks, n, wanted),
			 _("This step has %1$zu checks, its source has %2$zu."), n, wanted);
	for (i = 0; n == wanted && i < n; i++) {
		const struct check *a = &source->checks[i], *b = &step->checks[i];
		const struct key_rule *rule = checks_differ(a, b);

		if (rule)
			lint_say(diags, DIAG_ERROR, &b->at,
				 _("The key \"%1$s\" of this check is not as in the source, "
				   "line %2$d."), rule->name, a->at.line);
		else if (a->after != b->after)
			lint_say(diags, DIAG_ERROR, &b->at,
				 _("This check stands after %1$zu buttons, in the source it "
				   "stands after %2$zu."), b->after, a->after);
	}
}

/* --- a lesson --- */

/* A key's place in the translation; its first line if it does not give the key. */
static struct place place_of_key(const struct lesson *lesson, const struct place *key)
{
	return key->line ? *key : lint_top(lesson);
}

static void compare_needs(struct diags *diags, const struct lesson *source,
			  const struct lesson *lesson)
{
	const struct place top = lint_top(lesson);
	size_t i;

	for (i = 0; i < source->n_needs; i++)
		if (!lesson_need(lesson, source->needs[i].machine))
			lint_say(diags, DIAG_ERROR, &top,
				 _("The stage of this lesson is not that of its source: "
				   "\"%s\" is missing."), source->needs[i].machine);
	for (i = 0; i < lesson->n_needs; i++) {
		const struct need *need = &lesson->needs[i];
		const struct need *there = lesson_need(source, need->machine);

		if (!there)
			lint_say(diags, DIAG_ERROR, &need->at,
				 _("The stage of this lesson is not that of its source: "
				   "there, \"%s\" is not mentioned."), need->machine);
		else if (there->state != need->state)
			lint_say(diags, DIAG_ERROR, &need->at,
				 _("The stage of this lesson is not that of its source: "
				   "there, \"%1$s\" is %2$s."), need->machine,
				 state_name(there->state));
	}
}

static void compare_machines(struct diags *diags, const struct lesson *source,
			     const struct lesson *lesson)
{
	const struct place at = place_of_key(lesson, &lesson->machines_at);
	bool same = source->n_machines == lesson->n_machines;
	size_t i;

	for (i = 0; same && i < source->n_machines; i++)
		same = str_eq(source->machines[i], lesson->machines[i]);
	if (!same)
		lint_say(diags, DIAG_ERROR, &at,
			 _("This lesson has other machines than its source."));
}

static void compare_minutes(struct diags *diags, const struct lesson *source,
			    const struct lesson *lesson)
{
	const struct place at = place_of_key(lesson, &lesson->duration_at);

	if (source->duration != lesson->duration)
		lint_say(diags, DIAG_ERROR, &at,
			 _("This lesson takes %1$d minutes, its source %2$d."), lesson->duration,
			 source->duration);
}

static void compare_hash(struct diags *diags, const struct source_hash *source,
			 const struct source_hash *translation)
{
	if (!translation->translates)
		lint_say(diags, DIAG_WARNING, &translation->at,
			 _("This does not say which version of its source it translates; "
			   "write \"translates: %s\" when it is up to date."), source->hash);
	else if (!str_eq(translation->translates, source->hash))
		lint_say(diags, DIAG_WARNING, &translation->at,
			 _("Its source has changed since this was translated; write "
			   "\"translates: %s\" when it is up to date again."), source->hash);
}

static void compare_steps(struct diags *diags, const struct lesson *source,
			  const struct lesson *lesson)
{
	const size_t n = lesson->n_steps, wanted = source->n_steps;
	const struct place top = lint_top(lesson);
	size_t i;

	if (n != wanted)
		lint_say(diags, DIAG_ERROR, n > wanted ? &lesson->steps[wanted].at : &top,
			 _("This lesson has %1$zu steps, its source has %2$zu."), n, wanted);
	for (i = 0; n == wanted && i < n; i++) {
		compare_actions(diags, &source->steps[i], &lesson->steps[i]);
		compare_checks(diags, &source->steps[i], &lesson->steps[i]);
	}
}

static void compare_lesson(struct diags *diags, const struct lesson *source,
			   const struct lesson *lesson)
{
	compare_hash(diags, &source->source_hash, &lesson->source_hash);
	compare_machines(diags, source, lesson);
	compare_needs(diags, source, lesson);
	compare_minutes(diags, source, lesson);
	compare_steps(diags, source, lesson);
}

/* --- the folder of a language --- */

static bool lies_in(const char *file, const char *folder)
{
	size_t n = strlen(folder);

	return file && strncmp(file, folder, n) == 0 && file[n] == '/';
}

/* Faults of the source are reported with the source. */
static void take_diags(struct diags *to, const struct diags *from, const char *folder)
{
	size_t i;

	for (i = 0; i < from->n; i++)
		if (lies_in(from->list[i].file, folder))
			diag_add(to, from->list[i].severity, from->list[i].file, from->list[i].line,
				 from->list[i].column, "%s", from->list[i].message);
}

/* Numbered files of a translation without a lesson in the source. */
static void lint_strays(const struct workshop *source, const char *folder, struct diags *diags)
{
	struct scan scan;
	size_t i;

	if (!scan_folder(folder, &scan, NULL))
		return;
	for (i = 0; i < scan.n_lessons; i++) {
		char *path = file_join(folder, scan.lessons[i].name);

		if (!workshop_lesson(source, scan.lessons[i].number, NULL))
			diag_add(diags, DIAG_WARNING, path, 1, 1,
				 _("No lesson has the number %d: this translates nothing."),
				 scan.lessons[i].number);
		else if (i > 0 && scan.lessons[i].number == scan.lessons[i - 1].number)
			diag_add(diags, DIAG_ERROR, path, 1, 1,
				 _("Two lessons have the number %1$d: the other is %2$s."),
				 scan.lessons[i].number, scan.lessons[i - 1].name);
		free(path);
	}
	scan_free(&scan);
}

/* Reports the missing file under its own path. */
static void lint_missing(const char *folder, const char *source, struct diags *diags)
{
	char *copy = mem_dup(source), *path = file_join(folder, basename(copy));

	diag_add(diags, DIAG_WARNING, path, 1, 1, _("There is no translation of %s here."), source);
	free(path);
	free(copy);
}

static void compare_cover(const struct workshop *source, const struct workshop *ws,
			  const char *folder, struct diags *diags)
{
	if (!source->cover_hash.hash)
		return;
	if (lies_in(ws->cover_hash.at.file, folder))
		compare_hash(diags, &source->cover_hash, &ws->cover_hash);
	else if (str_ends(source->cover_hash.at.file, COVER))
		lint_missing(folder, source->cover_hash.at.file, diags);
}

void workshop_lint_language(const struct workshop *source, const char *path, const char *language,
			    struct diags *diags)
{
	char *folder = file_join(path, language);
	struct diags found = { 0 };
	struct workshop *ws = workshop_load(path, language, &found, NULL);
	size_t i;

	take_diags(diags, &found, folder);
	if (ws)
		compare_cover(source, ws, folder, diags);
	for (i = 0; ws && i < ws->n_lessons; i++) {
		const struct lesson *lesson = &ws->lessons[i];
		const struct lesson *wanted = workshop_lesson(source, lesson->number, NULL);

		if (lesson->language && wanted) {
			compare_lesson(diags, wanted, lesson);
			lint_lesson(ws, lesson, diags);
		} else if (wanted) {
			lint_missing(folder, wanted->file, diags);
		}
	}
	lint_strays(source, folder, diags);
	workshop_free(ws);
	diag_free(&found);
	free(folder);
}

bool workshop_is_translation(const char *path, char **above, char **language)
{
	char *real = realpath(path, NULL), *copy = mem_dup(path), *shown = mem_dup(path);
	char *name = real ? strrchr(real, '/') + 1 : NULL;
	struct scan scan = { 0 };
	bool is = false;

	if (real && file_is_dir(real) && language_name_ok(name)) {
		/* "es" is in "."; "." is in "..". */
		*above = str_eq(basename(copy), name) ? mem_dup(dirname(shown)) :
							file_join(path, "..");
		is = scan_folder(*above, &scan, NULL) && scan.n_lessons > 0;
		*language = mem_dup(name);
		scan_free(&scan);
		if (!is) {
			free(*above);
			free(*language);
		}
	}
	free(real);
	free(copy);
	free(shown);
	return is;
}
