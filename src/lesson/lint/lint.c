// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Faults of a workshop as a whole; see lint.h.
 *
 * Faults that a single file shows were reported when it was loaded.  These need all
 * files, read in the order of the lessons. */
#include "lesson/lint/lint.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/lint/steps.h"
#include "lesson/lint/translation.h"
#include "lesson/load/scan.h"
#include "lesson/pattern.h"

/* A snapshot that an earlier step takes. */
struct taken {
	const char *machine, *name;
};

struct linting {
	const struct workshop *workshop;
	struct diags *diags;
	struct taken *taken;
	size_t n_taken;
};

/* --- snapshots --- */

static bool is_taken(const struct linting *l, const char *machine, const char *name)
{
	size_t i;

	for (i = 0; i < l->n_taken; i++)
		if (str_eq(l->taken[i].machine, machine) && str_eq(l->taken[i].name, name))
			return true;
	return false;
}

static void take(struct linting *l, const struct action *action)
{
	struct taken *t;

	if (is_taken(l, action->machine, action->name))
		return;
	t = MEM_PUSH(l->taken, l->n_taken);
	t->machine = action->machine;
	t->name = action->name;
}

static void lint_action(struct linting *l, const struct action *action)
{
	if (action->verb == VERB_SNAPSHOT)
		take(l, action);
	else if (action->verb == VERB_RESTORE && !is_taken(l, action->machine, action->name))
		lint_say(l->diags, DIAG_WARNING, &action->name_at,
			 _("No earlier step takes the snapshot \"%s\" that this restores."),
			 action->name);
	else if (action->verb == VERB_DELETE && !is_taken(l, action->machine, action->name))
		lint_say(l->diags, DIAG_WARNING, &action->name_at,
			 _("No earlier step takes the snapshot \"%s\" that this deletes."),
			 action->name);
}

static void lint_snapshot(struct linting *l, const struct check *check, const char *name,
			const struct place *at)
{
	if (name && !is_taken(l, check->machine, name))
		lint_say(l->diags, DIAG_WARNING, at,
			 _("No step up to here takes the snapshot \"%s\"."), name);
}

static void lint_snapshots(struct linting *l, const struct step *step)
{
	size_t i;

	for (i = 0; i < step->n_actions; i++)
		lint_action(l, &step->actions[i]);
	/* A check may come before the button that makes it hold. */
	for (i = 0; i < step->n_checks; i++) {
		const struct check *c = &step->checks[i];

		lint_snapshot(l, c, c->snapshot, &c->snapshot_at);
		lint_snapshot(l, c, c->current, &c->current_at);
		lint_snapshot(l, c, c->parent, &c->parent_at);
	}
}

/* --- what is typed --- */

/* Does a line of the text match? */
static bool matches_typed(const struct pattern *pattern, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\r\n");
		char *line = mem_printf("%.*s", (int)n, text);
		bool matches = n > 0 && pattern_matches(pattern, line);

		free(line);
		if (matches)
			return true;
		text += n + (text[n] != '\0');
	}
	return false;
}

static void lint_echo(struct linting *l, const struct step *step, const struct check *check)
{
	struct pattern *pattern;
	size_t i;

	pattern = check->console ? pattern_new(check->console, NULL) : NULL;
	for (i = 0; pattern && i < step->n_actions; i++) {
		const struct action *action = &step->actions[i];

		if (action->verb != VERB_TYPE || !action->serial || !action->text ||
		    !str_eq(action->machine, check->machine) ||
		    !matches_typed(pattern, action->text))
			continue;
		lint_say(l->diags, DIAG_WARNING, &check->at,
			 _("The pattern \"%1$s\" matches what button %2$d types, too, not only what the machine answers."),
			 check->console, action->button);
		break;
	}
	pattern_free(pattern);
}

static void lint_echoes(struct linting *l, const struct step *step)
{
	size_t i;

	for (i = 0; i < step->n_checks; i++)
		lint_echo(l, step, &step->checks[i]);
}

static void lint_minutes(struct linting *l)
{
	const struct workshop *ws = l->workshop;
	int sum = 0;
	size_t i;

	for (i = 0; i < ws->n_lessons; i++) {
		if (ws->lessons[i].duration == 0)
			return; /* already reported */
		sum += ws->lessons[i].duration;
	}
	if (ws->duration > 0 && ws->n_lessons > 0 && ws->duration_at.line && sum != ws->duration)
		lint_say(l->diags, DIAG_WARNING, &ws->duration_at,
			 _("The lessons take %1$d minutes together, the workshop says %2$d."), sum,
			 ws->duration);
}

/* --- what a person can do --- */

static void lint_lessons(struct linting *l)
{
	const struct workshop *ws = l->workshop;
	size_t i, k;

	for (i = 0; i < ws->n_lessons; i++) {
		lint_lesson(ws, &ws->lessons[i], l->diags);
		for (k = 0; k < ws->lessons[i].n_steps; k++) {
			lint_snapshots(l, &ws->lessons[i].steps[k]);
			lint_echoes(l, &ws->lessons[i].steps[k]);
		}
	}
}

/* --- the workshop --- */

static void lint_translations(struct linting *l)
{
	char *copy = mem_dup(l->workshop->path), *path = copy;
	size_t i;

	/* The path may be that of the cover instead of the folder. */
	if (str_eq(path, COVER) || str_ends(path, "/" COVER))
		path = dirname(copy);
	for (i = 0; i < l->workshop->n_languages; i++)
		workshop_lint_language(l->workshop, path, l->workshop->languages[i], l->diags);
	free(copy);
}

void workshop_lint(const struct workshop *workshop, struct diags *diags)
{
	struct linting l = { .workshop = workshop, .diags = diags };

	lint_lessons(&l);
	lint_already(workshop, diags);
	lint_minutes(&l);
	lint_translations(&l);
	free(l.taken);
}
