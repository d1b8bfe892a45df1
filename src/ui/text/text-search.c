// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Searches the text of a page; see text-search.h.  One thread. */
#include "ui/text/text-search.h"

#include <locale.h>
#include <stdlib.h>
#include <wctype.h>

#include "base/mem.h"
#include "base/utf8.h"

/* A character of the text, and where it is shown. */
struct letter {
	uint32_t folded;
	size_t line;
	int col, width;
};

struct letters {
	struct letter *list;
	size_t n;
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
		*MEM_PUSH(letters->list, letters->n) =
			(struct letter){ fold(cp), line, col, cluster.width };
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
			*MEM_PUSH(letters.list, letters.n) = (struct letter){ ' ', i, 0, 0 };
		for (size_t j = 0; j < line->n; j++) {
			if (j >= line->prefix)
				add_letters(&letters, line->runs[j].text, i, col);
			col += line->runs[j].width;
		}
	}
	return letters;
}

/* Adds one hit for each line that the match is on. */
static void add_match(struct search *search, const struct letter *letters, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t line = letters[i].line;
		struct search_hit *hit;
		int end = 0;

		if (letters[i].width == 0) {
			i++;
			continue;
		}
		hit = MEM_PUSH(search->hits, search->n);
		*hit = (struct search_hit){ line, letters[i].col, 0, search->matches };
		for (; i < n && letters[i].line == line; i++)
			end = letters[i].width ? letters[i].col + letters[i].width : end;
		hit->cols = end - hit->col;
	}
	search->matches++;
}

void search_run(struct search *search, const struct lines *lines)
{
	struct letters text = letters_of(lines), query = { 0 };

	add_letters(&query, str_text(&search->query), 0, 0);
	free(search->hits);
	search->hits = NULL;
	search->n = search->matches = 0;
	for (size_t i = 0; query.n > 0 && i + query.n <= text.n;) {
		size_t j = 0;

		while (j < query.n && text.list[i + j].folded == query.list[j].folded)
			j++;
		if (j == query.n)
			add_match(search, text.list + i, query.n);
		i += j == query.n ? query.n : 1;
	}
	search->on = query.n > 0;
	search->at = search->at < search->matches ? search->at : 0;
	free(text.list);
	free(query.list);
}

static const struct search_hit *current_hit(const struct search *search)
{
	for (size_t i = 0; i < search->n; i++)
		if (search->hits[i].match == search->at)
			return &search->hits[i];
	return NULL;
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
		for (size_t i = search->n; i-- > 0 && search->hits[i].line >= *top;)
			search->at = search->hits[i].match;
	}
	hit = current_hit(search);
	if (hit && (hit->line < *top || hit->line >= *top + rows))
		*top = hit->line > rows / 3 ? hit->line - rows / 3 : 0;
}

void search_close(struct search *search)
{
	free(search->hits);
	str_free(&search->query);
	*search = (struct search){ 0 };
}
