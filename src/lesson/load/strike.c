// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is ~~struck out~~; see strike.h. */
#include "lesson/load/strike.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Two tildes in a span. */
struct tildes {
	size_t span, at; /* the bytes before them */
	bool opens, closes;
};

static bool is_blank_at(const char *text, size_t at)
{
	return text[at] == '\0' || text[at] == ' ';
}

/* Adds the pairs of tildes in a span.  Three are none.  At the end of a span what is next to
 * them is other text. */
static void find_in_span(const struct span *span, size_t number, struct tildes **list, size_t *n)
{
	const char *text = span->text, *at = text;

	while ((at = strchr(at, '~')) != NULL) {
		size_t length = strspn(at, "~");
		size_t from = (size_t)(at - text), to = from + length;

		if (length == 2)
			*MEM_PUSH(*list, *n) = (struct tildes){
				.span = number, .at = from,
				.opens = text[to] == '\0' || !is_blank_at(text, to),
				.closes = from == 0 || !is_blank_at(text, from - 1),
			};
		at += length;
	}
}

static void add_piece(struct span **spans, size_t *n, const struct span *from, const char *text,
		      size_t length, unsigned style)
{
	struct span *span;

	if (length == 0)
		return;
	span = MEM_PUSH(*spans, *n);
	*span = *from;
	span->text = mem_ndup(text, length);
	span->style |= style;
}

/* Cuts the spans at the pairs, and marks what is between them with the tildes. */
static void cut(struct span **spans, size_t *n, const struct tildes *pairs, size_t n_pairs)
{
	struct span *old = *spans;
	size_t n_old = *n, i, next = 0;
	unsigned style = 0;

	*spans = NULL;
	*n = 0;
	for (i = 0; i < n_old; i++) {
		size_t from = 0;

		for (; next < n_pairs && pairs[next].span == i; next++) {
			size_t to = pairs[next].at + (style ? 2 : 0);

			add_piece(spans, n, &old[i], old[i].text + from, to - from, style);
			style = style ? 0 : SPAN_STRUCK;
			from = to;
		}
		if (from == 0) {
			old[i].style |= style;
			*MEM_PUSH(*spans, *n) = old[i];
		} else {
			add_piece(spans, n, &old[i], old[i].text + from, strlen(old[i].text + from),
				  style);
			free(old[i].text);
		}
	}
	free(old);
}

void strike_find(struct span **spans, size_t *n)
{
	struct tildes *list = NULL;
	size_t found = 0, kept = 0, i;

	for (i = 0; i < *n; i++)
		if (!((*spans)[i].style & (SPAN_CODE | SPAN_IMAGE | SPAN_STRUCK)))
			find_in_span(&(*spans)[i], i, &list, &found);
	for (i = 0; i < found; i++)
		if (kept % 2 == 0 ? list[i].opens : list[i].closes)
			list[kept++] = list[i];
	kept -= kept % 2;
	if (kept > 0)
		cut(spans, n, list, kept);
	free(list);
}
