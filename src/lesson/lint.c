/* What is wrong with a workshop as a whole; see workshop_lint in load.h.
 *
 * What one file shows by itself was said when it was loaded; here stands what
 * needs all of them, read in the order in which a person walks them. */
#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/load.h"
#include "lesson/scan.h"

/* A moment that some step before takes. */
struct taken {
	const char *machine, *name;
};

struct linting {
	const struct workshop *workshop;
	struct diags *diags;
	struct taken *taken;
	size_t n_taken;
};

static void warn(struct linting *l, const struct place *at, const char *format, const char *word)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	diag_add(l->diags, DIAG_WARNING, at->file, at->line, at->column, format, word);
#pragma GCC diagnostic pop
}

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
		warn(l, &action->name_at, _("No step before takes the moment \"%s\" to restore."),
		     action->name);
	else if (action->verb == VERB_DELETE && !is_taken(l, action->machine, action->name))
		warn(l, &action->name_at, _("No step before takes the moment \"%s\" to delete."),
		     action->name);
}

static void lint_moment(struct linting *l, const struct check *check, const char *name,
			const struct place *at)
{
	if (name && !is_taken(l, check->machine, name))
		warn(l, at, _("No step up to here takes the moment \"%s\"."), name);
}

static void lint_step(struct linting *l, const struct step *step)
{
	size_t i;

	for (i = 0; i < step->n_actions; i++)
		lint_action(l, &step->actions[i]);
	/* A check may stand above the button that makes it hold. */
	for (i = 0; i < step->n_checks; i++) {
		const struct check *c = &step->checks[i];

		lint_moment(l, c, c->snapshot, &c->snapshot_at);
		lint_moment(l, c, c->current, &c->current_at);
		lint_moment(l, c, c->parent, &c->parent_at);
	}
}

static void lint_minutes(struct linting *l)
{
	const struct workshop *ws = l->workshop;
	int sum = 0;
	size_t i;

	for (i = 0; i < ws->n_lessons; i++) {
		if (ws->lessons[i].duration == 0)
			return; /* that was said */
		sum += ws->lessons[i].duration;
	}
	if (ws->duration > 0 && ws->n_lessons > 0 && ws->duration_at.file && sum != ws->duration)
		diag_add(l->diags, DIAG_WARNING, ws->duration_at.file, ws->duration_at.line,
			 ws->duration_at.column,
			 _("The lessons take %1$d minutes together, the workshop says %2$d."), sum,
			 ws->duration);
}

/* --- translations --- */

static const struct lesson *numbered(const struct workshop *ws, int number)
{
	size_t i;

	for (i = 0; i < ws->n_lessons; i++)
		if (ws->lessons[i].number == number)
			return &ws->lessons[i];
	return NULL;
}

/* All but the words for people. */
static bool same_action(const struct action *a, const struct action *b)
{
	return a->verb == b->verb && str_eq(a->machine, b->machine) && str_eq(a->name, b->name) &&
	       a->to == b->to && str_eq(a->as, b->as) && str_eq(a->disk, b->disk) &&
	       str_eq(a->size, b->size) && str_eq(a->format, b->format) &&
	       str_eq(a->text, b->text) && a->memory == b->memory && a->cpus == b->cpus;
}

static void compare_step(struct diags *diags, const struct step *source, const struct step *step)
{
	size_t i;

	if (source->n_actions != step->n_actions) {
		diag_add(diags, DIAG_WARNING, step->at.file, step->at.line, step->at.column,
			 _("This step has %1$zu actions, its source has %2$zu."), step->n_actions,
			 source->n_actions);
		return;
	}
	for (i = 0; i < source->n_actions; i++)
		if (!same_action(&source->actions[i], &step->actions[i]))
			diag_add(diags, DIAG_WARNING, step->actions[i].at.file,
				 step->actions[i].at.line, step->actions[i].at.column,
				 _("This action does something else than the one in the source."));
	if (source->n_checks != step->n_checks) {
		diag_add(diags, DIAG_WARNING, step->at.file, step->at.line, step->at.column,
			 _("This step has %1$zu checks, its source has %2$zu."), step->n_checks,
			 source->n_checks);
		return;
	}
	for (i = 0; i < source->n_checks; i++)
		if (!str_eq(source->checks[i].key, step->checks[i].key))
			diag_add(diags, DIAG_WARNING, step->checks[i].at.file,
				 step->checks[i].at.line, step->checks[i].at.column,
				 _("This check looks at something else than the one in the "
				   "source."));
}

static bool same_stage(const struct lesson *a, const struct lesson *b)
{
	size_t i;

	for (i = 0; a->n_needs == b->n_needs && i < a->n_needs; i++)
		if (!str_eq(a->needs[i].machine, b->needs[i].machine) ||
		    a->needs[i].state != b->needs[i].state)
			return false;
	return a->n_needs == b->n_needs;
}

static void compare_lesson(struct diags *diags, const struct lesson *source,
			   const struct lesson *lesson)
{
	size_t i;

	if (!same_stage(source, lesson))
		diag_add(diags, DIAG_WARNING, lesson->steps[0].at.file, 1, 1,
			 _("This lesson needs another stage than its source."));
	if (source->duration && lesson->duration && source->duration != lesson->duration)
		diag_add(diags, DIAG_WARNING, lesson->steps[0].at.file, 1, 1,
			 _("This lesson takes %1$d minutes, its source %2$d."), lesson->duration,
			 source->duration);

	if (source->n_steps != lesson->n_steps) {
		diag_add(diags, DIAG_WARNING, lesson->steps[0].at.file, 1, 1,
			 _("This lesson has %1$zu steps, its source has %2$zu."), lesson->n_steps,
			 source->n_steps);
		return;
	}
	for (i = 0; i < source->n_steps; i++)
		compare_step(diags, &source->steps[i], &lesson->steps[i]);
}

/* What loading said of the source was said before. */
static void take_diags(struct diags *to, const struct diags *from, const char *folder)
{
	size_t i, n = strlen(folder);

	for (i = 0; i < from->n; i++)
		if (strncmp(from->list[i].file, folder, n) == 0 && from->list[i].file[n] == '/')
			diag_add(to, from->list[i].severity, from->list[i].file, from->list[i].line,
				 from->list[i].column, "%s", from->list[i].message);
}

/* Numbered files of a translation that translate nothing. */
static void lint_strays(struct linting *l, const char *folder)
{
	struct scan scan;
	size_t i;

	if (!scan_folder(folder, &scan, NULL))
		return;
	for (i = 0; i < scan.n_lessons; i++) {
		char *path = file_join(folder, scan.lessons[i].name);

		if (!numbered(l->workshop, scan.lessons[i].number))
			diag_add(l->diags, DIAG_WARNING, path, 1, 1,
				 _("No lesson has the number %d: this translates nothing."),
				 scan.lessons[i].number);
		else if (i > 0 && scan.lessons[i].number == scan.lessons[i - 1].number)
			diag_add(l->diags, DIAG_ERROR, path, 1, 1,
				 _("Two lessons have the number %1$d: the other is %2$s."),
				 scan.lessons[i].number, scan.lessons[i - 1].name);
		free(path);
	}
	scan_free(&scan);
}

static void lint_language(struct linting *l, const char *path, const char *language)
{
	char *folder = file_join(path, language);
	struct diags found = { 0 };
	struct workshop *ws = workshop_load(path, language, &found, NULL);
	size_t i;

	take_diags(l->diags, &found, folder);
	for (i = 0; ws && i < ws->n_lessons; i++) {
		const struct lesson *source = numbered(l->workshop, ws->lessons[i].number);

		if (ws->lessons[i].language && source && !source->language)
			compare_lesson(l->diags, source, &ws->lessons[i]);
	}
	lint_strays(l, folder);
	workshop_free(ws);
	diag_free(&found);
	free(folder);
}

static void lint_translations(struct linting *l)
{
	char *copy = mem_dup(l->workshop->path), *path = copy;
	struct scan scan;
	size_t i;

	/* The cover may have been named for the folder. */
	if (str_eq(path, "workshop.md") || str_ends(path, "/workshop.md"))
		path = dirname(copy);
	if (file_is_dir(path) && scan_folder(path, &scan, NULL)) {
		for (i = 0; i < scan.n_languages; i++)
			lint_language(l, path, scan.languages[i]);
		scan_free(&scan);
	}
	free(copy);
}

void workshop_lint(const struct workshop *workshop, struct diags *diags)
{
	struct linting l = { .workshop = workshop, .diags = diags };
	size_t i, k;

	for (i = 0; i < workshop->n_lessons; i++)
		for (k = 0; k < workshop->lessons[i].n_steps; k++)
			lint_step(&l, &workshop->lessons[i].steps[k]);
	lint_minutes(&l);
	lint_translations(&l);
	free(l.taken);
}
