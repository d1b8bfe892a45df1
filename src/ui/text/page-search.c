// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Searches the pages of a workshop; see page-search.h.
 *
 * The page that is open is searched as it is laid out, and so are the others, by the same
 * functions: what is counted there is what is found when they are opened.  Of these only the
 * letters are kept, as long as the search is on. */
#include "ui/text/page-search.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "ui/text/bar.h"
#include "ui/text/still-step.h"

#define USUAL_COLUMNS 76 /* before the first page was laid out */

/* ---- one page --------------------------------------------------------------------- */

static void make_titles(struct lines *lines, const struct view *view)
{
	const struct step *step = view_step(view);
	const struct lesson *lesson = step ? &view->workshop->lessons[view->lesson] : NULL;
	char *title = page_title(view);
	struct line *line = lines_add(lines);

	/* A workshop that is a single file has the same title as its lesson. */
	if (step && view->step == 0 && !str_eq(lesson->title, view->workshop->title)) {
		char *above = lesson_title(view->workshop, lesson);

		line_add(lines, line, STYLE_TITLE, above, 0);
		free(above);
	}
	line_add(lines, lines_add(lines), STYLE_HEADING, title, 0);
	free(title);
}

/* The bar with its commands whole. */
static void make_bar(struct lines *lines, const struct view *view, int width, bool ascii, size_t hints)
{
	struct bar_options options = {
		.render = { .width = width, .ascii = ascii }, .whole = true, .hints = hints,
	};

	bar_make(lines, view, &options);
}

static int width_of(const struct page *page)
{
	return page->width > 0 ? page->width : USUAL_COLUMNS;
}

void page_search(struct search *search, const struct page *page, const struct view *view, size_t hints)
{
	struct lines titles = { 0 }, bar = { 0 };

	make_titles(&titles, view);
	make_bar(&bar, view, width_of(page), page->ascii, hints);
	search_run(search, SEARCH_TITLE, &titles);
	search_run(search, SEARCH_TEXT, &page->lines);
	search_run(search, SEARCH_BAR, &bar);
	lines_free(&titles);
	lines_free(&bar);
}

/* ---- all pages -------------------------------------------------------------------- */

/* The pages in their order: the cover, then all steps. */
static size_t count_pages(const struct workshop *workshop)
{
	size_t n = 1;

	for (size_t i = 0; i < workshop->n_lessons; i++)
		n += workshop->lessons[i].n_steps;
	return n;
}

static void place_of(const struct workshop *workshop, size_t page, size_t *lesson, size_t *step)
{
	*lesson = SIZE_MAX;
	*step = 0;
	for (size_t i = 0; page > 0 && i < workshop->n_lessons; i++) {
		*lesson = i;
		*step = page - 1;
		if (page <= workshop->lessons[i].n_steps)
			return;
		page -= workshop->lessons[i].n_steps;
	}
}

/* The index of the page that is open; behind the last one at the end of the workshop. */
static size_t page_here(const struct view *view)
{
	size_t page = 1 + view->step;

	if (view->finished)
		return count_pages(view->workshop);
	if (!view_step(view))
		return 0;
	for (size_t i = 0; i < view->lesson; i++)
		page += view->workshop->lessons[i].n_steps;
	return page;
}

void page_whole(struct lines *lines, const struct view *view, int width, bool ascii)
{
	struct render_options options = { .width = width, .ascii = ascii };

	/* A workshop that begins with its first step has no cover. */
	if (view->cover && view->workshop->cover.root.n_kids == 0 && view->workshop->n_lessons > 0)
		return;
	make_titles(lines, view);
	lines_add(lines);
	page_make(lines, view, &options);
	lines_add(lines);
	make_bar(lines, view, width, ascii, 0);
}

static struct search_text text_of(const struct view *view, int width, bool ascii)
{
	struct lines lines = { 0 };
	struct search_text text;

	page_whole(&lines, view, width, ascii);
	text = search_text_of(&lines);
	lines_free(&lines);
	return text;
}

static void make_pages(struct search *search, const struct page *page, const struct view *view)
{
	struct search_others *others = &search->others;
	const struct workshop *workshop = view->workshop;

	search_forget_others(search);
	others->workshop = workshop;
	others->n = count_pages(workshop);
	others->pages = mem_array(others->n, sizeof *others->pages);
	for (size_t i = 0; i < others->n; i++) {
		struct still_step still;
		size_t lesson, step;

		place_of(workshop, i, &lesson, &step);
		still_open(&still, workshop, lesson, step, view->picture);
		others->pages[i].text = text_of(&still.view, width_of(page), page->ascii);
		still_close(&still);
	}
}

void others_search(struct search *search, const struct page *page, const struct view *view)
{
	struct search_others *others = &search->others;
	size_t here = page_here(view);

	if (others->workshop != view->workshop)
		make_pages(search, page, view);
	others->places = 0;
	for (size_t i = 0; i < others->n; i++) {
		others->pages[i].places = search_count(search, &others->pages[i].text);
		others->places += i == here ? 0 : others->pages[i].places;
	}
}

bool others_next(const struct search *search, const struct view *view, size_t *lesson, size_t *step)
{
	const struct search_others *others = &search->others;
	size_t here = page_here(view);

	if (others->workshop != view->workshop)
		return false;
	/* The end of the workshop is the page behind the last one. */
	for (size_t i = 1; i <= others->n; i++) {
		size_t page = (here + i) % (others->n + 1);

		if (page == others->n || others->pages[page].places == 0)
			continue;
		place_of(view->workshop, page, lesson, step);
		return true;
	}
	return false;
}
