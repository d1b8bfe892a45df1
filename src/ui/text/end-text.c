// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See end-text.h. */
#include "ui/text/end-text.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "base/utf8.h"
#include "ui/theme.h"
#include "ui/text/render.h"

#define NAMED_MOST 5 /* of those that are counted */

static void say(struct lines *lines, enum style style, const char *text, const struct render_options *options)
{
	render_text(lines, "", STYLE_PLAIN, text, style, options);
}

/* Frees the text. */
static void say_bullet(struct lines *lines, char *text, const struct render_options *options)
{
	char *bullet = mem_printf("%s ", theme_glyph(GLYPH_BULLET, options->ascii));

	render_text(lines, bullet, STYLE_PLAIN, text, STYLE_PLAIN, options);
	free(bullet);
	free(text);
}

/* ---- names, counted -------------------------------------------------------------------- */

struct named {
	struct str names; /* the first of them */
	size_t n;
};

/* Frees the name. */
static void add_name(struct named *named, char *name)
{
	if (named->n < NAMED_MOST) {
		str_add(&named->names, named->n > 0 ? ", " : "");
		str_add(&named->names, name);
	}
	named->n++;
	free(name);
}

/* The names as one text; empties the struct. */
static char *take_names(struct named *named)
{
	size_t more = named->n > NAMED_MOST ? named->n - NAMED_MOST : 0;
	char *names = str_take(&named->names), *text;

	if (more == 0)
		return names;
	/* TRANSLATORS: names, and how many there are besides. */
	text = mem_printf(ngettext("%1$s, and %2$zu more", "%1$s, and %2$zu more", more), names, more);
	free(names);
	return text;
}

/* ---- what was done ------------------------------------------------------------------------ */

static enum view_done done_of(const struct view *view, size_t lesson, size_t step)
{
	return view->done ? (enum view_done)view->done[lesson][step] : STEP_UNSEEN;
}

static char *step_name(const struct step *step)
{
	return mem_printf("%s %s", step->id, step->title);
}

static void say_steps(struct lines *lines, const struct view *view, const struct render_options *options)
{
	struct named skipped = { 0 }, open = { 0 };
	size_t all = 0, done = 0, n;
	char *names;

	for (size_t i = 0; i < view->workshop->n_lessons; i++)
		for (size_t j = 0; j < view->workshop->lessons[i].n_steps; j++) {
			const struct step *step = &view->workshop->lessons[i].steps[j];
			enum view_done how = done_of(view, i, j);

			all++;
			done += how == STEP_DONE;
			if (how == STEP_SKIPPED)
				add_name(&skipped, step_name(step));
			else if (how != STEP_DONE && step->n_checks > 0)
				add_name(&open, step_name(step));
		}
	say_bullet(lines, mem_printf(ngettext("%1$zu of %2$zu step", "%1$zu of %2$zu steps", all), done, all),
		   options);
	n = skipped.n;
	names = take_names(&skipped);
	if (n > 0)
		say_bullet(lines, mem_printf(ngettext("%1$zu step skipped: %2$s", "%1$zu steps skipped: %2$s", n),
					     n, names), options);
	free(names);
	n = open.n;
	names = take_names(&open);
	if (n > 0)
		say_bullet(lines, mem_printf(ngettext("%1$zu step left open: %2$s",
						      "%1$zu steps left open: %2$s", n), n, names), options);
	free(names);
}

static void say_snapshots(struct lines *lines, const struct view *view, const struct render_options *options)
{
	struct named kept = { 0 };
	char *names;
	size_t n;

	for (size_t i = 0; view->picture && i < view->picture->n_machines; i++)
		for (size_t j = 0; j < view->picture->machines[i].n_snapshots; j++) {
			const struct vm_snapshot *snapshot = &view->picture->machines[i].snapshots[j];

			if (!snapshot->safety)
				add_name(&kept, utf8_clean(snapshot->name, strlen(snapshot->name)));
		}
	n = kept.n;
	names = take_names(&kept);
	if (n > 0)
		say_bullet(lines, mem_printf(ngettext("%1$zu snapshot kept: %2$s",
						      "%1$zu snapshots kept: %2$s", n), n, names), options);
	free(names);
}

static void say_done(struct lines *lines, const struct view *view, const struct render_options *options)
{
	char *spent = words_minutes(view->spent_ms / 60000); /* rounded as in the line at the top */

	say(lines, STYLE_PLAIN, _("What you did:"), options);
	say_steps(lines, view, options);
	say_snapshots(lines, view, options);
	say_bullet(lines, mem_printf(_("%s in all"), spent), options);
	free(spent);
}

/* ---- what one can tell --------------------------------------------------------------------- */

static bool lesson_is_done(const struct view *view, size_t lesson)
{
	size_t n = view->workshop->lessons[lesson].n_steps, j = 0;

	while (j < n && done_of(view, lesson, j) == STEP_DONE)
		j++;
	return n > 0 && j == n;
}

/* What each lesson that was done is for first of all. */
static void say_for_friends(struct lines *lines, const struct view *view, const struct render_options *options)
{
	bool some = false;

	for (size_t i = 0; i < view->workshop->n_lessons; i++) {
		const struct lesson *lesson = &view->workshop->lessons[i];

		if (lesson->n_objectives == 0 || !lesson_is_done(view, i))
			continue;
		if (!some) {
			lines_gap(lines);
			say(lines, STYLE_PLAIN, _("What you can do now, to tell a friend:"), options);
		}
		some = true;
		say_bullet(lines, mem_dup(lesson->objectives[0]), options);
	}
}

/* ---- the page -------------------------------------------------------------------------------- */

static void say_keys(struct lines *lines, const struct render_options *options)
{
	say(lines, STYLE_PLAIN, _("What now:"), options);
	render_text(lines, "p  ", STYLE_KEY, _("back to the last step"), STYLE_PLAIN, options);
	render_text(lines, "g  ", STYLE_KEY, _("the contents: go to any step again"), STYLE_PLAIN, options);
	render_text(lines, "q  ", STYLE_KEY, _("quit; your place is kept"), STYLE_PLAIN, options);
}

void end_text(struct lines *lines, const struct view *view, const struct render_options *options)
{
	say(lines, STYLE_HEADING, _("This is the end of the workshop. Well done."), options);
	lines_gap(lines);
	say_done(lines, view, options);
	say_for_friends(lines, view, options);
	lines_gap(lines);
	say_keys(lines, options);
	if (!view->give_back)
		return;
	lines_gap(lines);
	say(lines, STYLE_PLAIN,
	    _("Your machines stay as they are. To give back every machine, snapshot and disk of "
	      "this workshop, quit and run:"), options);
	lines_gap(lines);
	render_text(lines, "  ", STYLE_PLAIN, view->give_back, STYLE_CODE, options);
}
