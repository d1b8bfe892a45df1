// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Searching in lines: case is ignored, several blanks are one, and a phrase is found across the
 * end of a line too.  What the lines of a page are is said in page-search.h.  Private to src/ui;
 * one thread. */
#ifndef UI_TEXT_TEXT_SEARCH_H
#define UI_TEXT_TEXT_SEARCH_H

#include "base/str.h"
#include "ui/text/lines.h"

/* The parts of a page, in the order in which they are gone through. */
enum search_part { SEARCH_TITLE, SEARCH_TEXT, SEARCH_BAR };

/* A match that goes over several lines has one hit in each of them. */
struct search_hit {
	enum search_part part;
	size_t line; /* of that part */
	int col, cols;
	size_t match; /* which match it is part of */
};

/* What a page says, for comparing: the letters without case. */
struct search_text {
	uint32_t *letters;
	size_t n;
};

/* What was found on the pages that are not shown. */
struct search_page {
	struct search_text text;
	size_t places;
};

struct search_others {
	const struct workshop *workshop; /* whose pages they are; NULL: they are not made yet */
	struct search_page *pages;
	size_t n;
	size_t places; /* in all but the one that is shown */
};

struct search {
	bool typing; /* the query is being typed */
	struct str query;
	struct search_hit *hits;
	size_t n, matches, at; /* hits; matches; the current match */
	bool on;       /* the hits are shown */
	bool console;  /* the search is in the console, not in the text */
	uint64_t line; /* console: the number of the line that was found, 0: none */
	bool arrives;  /* another page was opened: its first place is gone to when it is drawn */
	struct search_others others;
};

/* Finds all matches of the query in a part of the page, in place of those that were found there
 * and in the parts behind it.  The current match stays, as long as there are so many. */
void search_run(struct search *search, enum search_part part, const struct lines *lines);
/* The hit where the current match begins; NULL: there is none. */
const struct search_hit *search_current(const struct search *search);
/* Goes to the next match, or to the first one from line *top of the text on, and changes *top
 * if the match is in the text and not among the `rows` lines that are shown. */
void search_go(struct search *search, bool next, size_t *top, size_t rows);
/* Forgets the query and its hits. */
void search_close(struct search *search);

/* The text of lines; free the letters. */
struct search_text search_text_of(const struct lines *lines);
/* How many matches of the query are in the text. */
size_t search_count(const struct search *search, const struct search_text *text);
void search_forget_others(struct search *search);

#endif
