// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Finds a query in lines; see text-search.h.  One thread. */
#include "ui/text/text-search.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "base/mem.h"
#include "base/utf8.h"

/* Where a letter of the text is shown. */
struct spot {
	size_t line;
	int col, width;
};

struct letters {
	struct search_text text;
	struct spot *spots; /* of each letter */
};

static uint32_t fold(uint32_t cp)
{
	static locale_t utf8;

	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
	if (!utf8)
		utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	return utf8 ? (uint32_t)towlower_l((wint_t)cp, utf8) : cp;
}

static void add_letter(struct letters *letters, uint32_t letter, struct spot spot)
{
	struct search_text *text = &letters->text;
	size_t n = text->n;

	if (letter == ' ' && n > 0 && text->letters[n - 1] == ' ')
		return;
	*MEM_PUSH(letters->spots, n) = spot;
	*MEM_PUSH(text->letters, text->n) = letter;
}

static void add_letters(struct letters *letters, const char *text, size_t line, int col)
{
	struct cluster cluster;
	size_t took;

	while ((took = cluster_next(text, &cluster)) > 0) {
		uint32_t cp;

		text += took;
		if (cluster.width == 0)
			continue;
		utf8_decode(cluster.text, CELL_BYTES, &cp);
		add_letter(letters, fold(cp), (struct spot){ line, col, cluster.width });
		col += cluster.width;
	}
}

static struct letters letters_of(const struct lines *lines)
{
	struct letters letters = { 0 };

	for (size_t i = 0; i < lines->n; i++) {
		const struct line *line = &lines->list[i];
		int col = 0;

		if (i > 0 && !line->joined)
			add_letter(&letters, ' ', (struct spot){ i, 0, 0 });
		for (size_t j = 0; j < line->n; j++) {
			if (j >= line->prefix)
				add_letters(&letters, line->runs[j].text, i, col);
			col += line->runs[j].width;
		}
	}
	return letters;
}

static void letters_free(struct letters *letters)
{
	free(letters->text.letters);
	free(letters->spots);
}

static struct letters letters_of_query(const struct search *search)
{
	struct letters query = { 0 };

	add_letters(&query, str_text(&search->query), 0, 0);
	return query;
}

/* Where the query is next, from letter `at` on; text->n: nowhere. */
static size_t find(const struct search_text *text, const struct search_text *query, size_t at)
{
	for (; query->n > 0 && at + query->n <= text->n; at++)
		if (memcmp(text->letters + at, query->letters,
			   query->n * sizeof *query->letters) == 0)
			return at;
	return text->n;
}

/* Adds one hit for each line that the match is on. */
static void add_match(struct search *search, enum search_part part, const struct spot *spots, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t line = spots[i].line;
		struct search_hit *hit;
		int end = 0;

		if (spots[i].width == 0) {
			i++;
			continue;
		}
		hit = MEM_PUSH(search->hits, search->n);
		*hit = (struct search_hit){ part, line, spots[i].col, 0, search->matches };
		for (; i < n && spots[i].line == line; i++)
			end = spots[i].width ? spots[i].col + spots[i].width : end;
		hit->cols = end - hit->col;
	}
	search->matches++;
}

/* Forgets the hits in this part, and behind it. */
static void forget_part(struct search *search, enum search_part part)
{
	while (search->n > 0 && search->hits[search->n - 1].part >= part)
		search->n--;
	search->matches = search->n > 0 ? search->hits[search->n - 1].match + 1 : 0;
}

void search_run(struct search *search, enum search_part part, const struct lines *lines)
{
	struct letters text = letters_of(lines), query = letters_of_query(search);
	size_t at = 0;

	forget_part(search, part);
	while ((at = find(&text.text, &query.text, at)) < text.text.n) {
		add_match(search, part, text.spots + at, query.text.n);
		at += query.text.n;
	}
	search->on = query.text.n > 0;
	letters_free(&text);
	letters_free(&query);
}

struct search_text search_text_of(const struct lines *lines)
{
	struct letters letters = letters_of(lines);

	free(letters.spots);
	return letters.text;
}

size_t search_count(const struct search *search, const struct search_text *text)
{
	struct letters query = letters_of_query(search);
	size_t at = 0, n = 0;

	while ((at = find(text, &query.text, at)) < text->n) {
		at += query.text.n;
		n++;
	}
	letters_free(&query);
	return n;
}

const struct search_hit *search_current(const struct search *search)
{
	size_t at = search->at < search->matches ? search->at : 0;

	for (size_t i = 0; i < search->n; i++)
		if (search->hits[i].match == at)
			return &search->hits[i];
	return NULL;
}

/* Does the hit stand at or below this line of the text?  The title is above all, and the bar
 * below. */
static bool is_from(const struct search_hit *hit, size_t line)
{
	return hit->part == SEARCH_BAR || (hit->part == SEARCH_TITLE && line == 0) ||
	       (hit->part == SEARCH_TEXT && hit->line >= line);
}

void search_go(struct search *search, bool next, size_t *top, size_t rows)
{
	const struct search_hit *hit;

	if (search->matches == 0)
		return;
	if (next) {
		search->at = (search->at + 1) % search->matches;
	} else {
		search->at = 0;
		for (size_t i = search->n; i-- > 0 && is_from(&search->hits[i], *top);)
			search->at = search->hits[i].match;
	}
	hit = search_current(search);
	if (!hit || hit->part == SEARCH_BAR)
		return;
	if (hit->part == SEARCH_TITLE)
		*top = 0;
	else if (hit->line < *top || hit->line >= *top + rows)
		*top = hit->line > rows / 3 ? hit->line - rows / 3 : 0;
}

void search_forget_others(struct search *search)
{
	for (size_t i = 0; i < search->others.n; i++)
		free(search->others.pages[i].text.letters);
	free(search->others.pages);
	search->others = (struct search_others){ 0 };
}

void search_close(struct search *search)
{
	search_forget_others(search);
	free(search->hits);
	str_free(&search->query);
	*search = (struct search){ 0 };
}
