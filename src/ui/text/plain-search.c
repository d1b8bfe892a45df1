// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Where words stand in all lessons; see plain-search.h. */
#include "ui/text/plain-search.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "ui/text/page-search.h"
#include "ui/text/place-text.h"
#include "ui/text/still-step.h"

#define LINES_MOST 3 /* of a step, besides its title */

struct listing {
	struct search search;
	const struct vm_picture *picture;
	int columns;
	struct str text;
	size_t places, pages;
	const char *example; /* the first step where something was found */
};

static void add_line(struct listing *listing, const struct line *line)
{
	struct str text = { 0 };
	char *trimmed;

	for (size_t i = line->prefix; i < line->n; i++)
		str_add(&text, line->runs[i].text);
	trimmed = mem_dup(str_text(&text) + strspn(str_text(&text), " "));
	str_addf(&listing->text, "    %s\n", trimmed);
	free(trimmed);
	str_free(&text);
}

/* The lines where matches begin; the first one or two are titles, and said already. */
static void add_lines(struct listing *listing, const struct lines *lines, size_t titles)
{
	const struct search *search = &listing->search;
	size_t last = SIZE_MAX, match = SIZE_MAX, n = 0;

	for (size_t i = 0; i < search->n; i++) {
		const struct search_hit *hit = &search->hits[i];
		bool begins = hit->match != match && hit->line != last && hit->line >= titles;

		match = hit->match;
		if (!begins)
			continue;
		last = hit->line;
		if (++n <= LINES_MOST)
			add_line(listing, &lines->list[hit->line]);
	}
	if (n > LINES_MOST)
		str_addf(&listing->text, "    %s\n", "...");
}

static void add_page(struct listing *listing, const struct view *view, bool *lesson_said)
{
	const struct step *step = view_step(view);
	struct lines lines = { 0 };
	char *title = page_title(view), *lesson;
	size_t places;

	page_whole(&lines, view, listing->columns, true);
	search_run(&listing->search, SEARCH_TITLE, &lines);
	places = listing->search.matches;
	if (places > 0) {
		lesson = step && !*lesson_said ?
			lesson_title(view->workshop, &view->workshop->lessons[view->lesson]) : NULL;
		if (lesson)
			str_addf(&listing->text, "%s\n", lesson);
		*lesson_said = *lesson_said || lesson;
		free(lesson);
		str_addf(&listing->text, "  %s\n", title);
		add_lines(listing, &lines, step && view->step == 0 ? 2 : 1);
		listing->places += places;
		listing->pages++;
		if (step && !listing->example)
			listing->example = step->id;
	}
	free(title);
	lines_free(&lines);
}

static void add_at(struct listing *listing, const struct workshop *workshop, size_t lesson, size_t step,
		   bool *lesson_said)
{
	struct still_step still;

	still_open(&still, workshop, lesson, step, listing->picture);
	add_page(listing, &still.view, lesson_said);
	still_close(&still);
}

static char *summary(const struct listing *listing, const char *words)
{
	char *found, *all;

	if (listing->places == 0)
		return mem_printf(_("\"%s\" is found nowhere in this workshop."), words);
	/* TRANSLATORS: what was looked for, how often it is there, and on how many pages. */
	found = mem_printf(ngettext("\"%1$s\" is found in %2$zu place (pages: %3$zu).",
				    "\"%1$s\" is found in %2$zu places (pages: %3$zu).",
				    (unsigned long)listing->places),
			   words, listing->places, listing->pages);
	if (!listing->example)
		return found;
	/* TRANSLATORS: a sentence, and the number of a step. */
	all = mem_printf(_("%1$s To go to a step, type g and its number: g %2$s"), found, listing->example);
	free(found);
	return all;
}

char *ui_plain_search(const struct workshop *workshop, const struct vm_picture *picture,
		      const char *words, int columns)
{
	struct listing listing = { .picture = picture, .columns = columns };
	bool said = false;
	char *all, *end;

	str_add(&listing.search.query, words);
	add_at(&listing, workshop, SIZE_MAX, 0, &said);
	for (size_t i = 0; i < workshop->n_lessons; i++) {
		said = false;
		for (size_t k = 0; k < workshop->lessons[i].n_steps; k++)
			add_at(&listing, workshop, i, k, &said);
	}
	end = summary(&listing, words);
	all = mem_printf("%s%s", str_text(&listing.text), end);
	free(end);
	search_close(&listing.search);
	str_free(&listing.text);
	return all;
}
