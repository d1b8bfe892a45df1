// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Searching in the text of a page: case is ignored, and a phrase is found across the end of
 * a line too.  Private to src/ui; one thread. */
#ifndef UI_TEXT_TEXT_SEARCH_H
#define UI_TEXT_TEXT_SEARCH_H

#include "base/str.h"
#include "ui/text/lines.h"

/* A match that goes over several lines has one hit in each of them. */
struct search_hit {
	size_t line;
	int col, cols;
	size_t match; /* which match it is part of */
};

struct search {
	bool typing; /* the query is being typed */
	struct str query;
	struct search_hit *hits;
	size_t n, matches, at; /* hits; matches; the current match */
	bool on;       /* the hits are shown */
	bool console;  /* the search is in the console, not in the text */
	uint64_t line; /* console: the number of the line that was found, 0: none */
};

/* Finds all matches of the query. */
void search_run(struct search *search, const struct lines *lines);
/* Goes to the next match, or to the first one from line *top on, and changes *top if the
 * match is not among the `rows` lines that are shown. */
void search_go(struct search *search, bool next, size_t *top, size_t rows);
/* Forgets the query and its hits. */
void search_close(struct search *search);

#endif
