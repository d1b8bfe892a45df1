// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a search looks through: all that a reader sees of the page that is open, and of all
 * others what they say before anything is done there.  Hints are found only where they were
 * asked for.  Private to src/ui; one thread. */
#ifndef UI_TEXT_PAGE_SEARCH_H
#define UI_TEXT_PAGE_SEARCH_H

#include "session/view.h"
#include "ui/text/place-text.h"
#include "ui/text/text-search.h"

/* Lines of the SEARCH_TITLE part: the title of the lesson, on its first step only, and that of
 * the page. */
enum { TITLE_LESSON, TITLE_PAGE };

/* Finds all places of the page that is open, whose text is laid out.  hints: how many are
 * shown. */
void page_search(struct search *search, const struct page *page, const struct view *view,
		 size_t hints);
/* Counts the places on all other pages: search->others.places.  These are read once a search,
 * which takes 4 ms for 100 KB of text. */
void others_search(struct search *search, const struct page *page, const struct view *view);
/* The next page after the open one that has places, round the end to the first: a step, or
 * SIZE_MAX as the lesson for the cover.  False: no other page has any. */
bool others_next(const struct search *search, const struct view *view, size_t *lesson, size_t *step);

/* Adds all that a page says which is not open: its titles, its text, and its buttons and checks. */
void page_whole(struct lines *lines, const struct view *view, int width, bool ascii);

#endif
