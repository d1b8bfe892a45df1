// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Wraps text; see wrap.h.
 *
 * A line may break at a blank, around a wide (CJK) character, after a hyphen between
 * letters, and after a dash, but not before closing punctuation or after an opening
 * bracket of CJK text.  A word that is longer than the line is broken anywhere.  Pure. */
#include "ui/text/wrap.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

void pieces_add(struct pieces *pieces, const char *text, enum style style, int link, bool code,
		bool ascii)
{
	char *owned = ascii ? utf8_ascii(text) : NULL;
	const char *at = owned ? owned : text;
	struct cluster cluster;
	size_t took;

	while ((took = cluster_next(at, &cluster)) > 0) {
		at += took;
		if (cluster.width > 0) {
			struct piece *piece = MEM_PUSH(pieces->list, pieces->n);

			strcpy(piece->text, cluster.text);
			piece->width = (unsigned char)cluster.width;
			piece->style = (unsigned char)style;
			piece->link = link;
			piece->code = code;
		}
	}
	free(owned);
}

void pieces_break(struct pieces *pieces)
{
	MEM_PUSH(pieces->list, pieces->n)->hard = true;
}

void pieces_free(struct pieces *pieces)
{
	free(pieces->list);
	*pieces = (struct pieces){ 0 };
}

static bool is_blank(const struct piece *piece)
{
	return piece->text[0] == ' ' && !piece->text[1];
}

static bool is_letter(const struct piece *piece)
{
	return (unsigned char)piece->text[0] >= 0x80 || isalpha((unsigned char)piece->text[0]);
}

static bool is_one_of(const struct piece *piece, const char *const *list)
{
	for (; *list; list++)
		if (str_eq(piece->text, *list))
			return true;
	return false;
}

/* Whether a line may end between a and b.  before: the piece before a, or NULL. */
static bool may_break(const struct piece *before, const struct piece *a, const struct piece *b)
{
	static const char *const closers[] = { "。", "、", "，", "．", "」", "』", "）", "！",
					       "？", "：", "；", "】", "》", "ー", ".", ",",
					       ")", "!", "?", ":", ";", NULL };
	static const char *const openers[] = { "「", "『", "（", "【", "《", "(", NULL };

	if (is_blank(a) || is_blank(b))
		return true;
	if (a->width == 2 || b->width == 2)
		return !is_one_of(b, closers) && !is_one_of(a, openers);
	if (a->code)
		return false;
	if (str_eq(a->text, "-"))
		return before && is_letter(before) && is_letter(b);
	return str_eq(a->text, "—");
}

int pieces_width(const struct pieces *pieces, int *longest_word)
{
	int width = 0, widest = 0, word = 0, longest = 0;

	for (size_t i = 0; i < pieces->n; i++) {
		const struct piece *piece = &pieces->list[i];

		width = piece->hard ? 0 : width + piece->width;
		word = piece->hard || is_blank(piece) ? 0 :
		       piece->width == 2 ? 2 : word + piece->width;
		widest = width > widest ? width : widest;
		longest = word > longest ? word : longest;
	}
	*longest_word = longest;
	return widest;
}

bool wrap_next(const struct pieces *pieces, int width, size_t *at, size_t *first, size_t *last,
	       bool *joined)
{
	const struct piece *list = pieces->list;
	size_t i = *at, end, chance = 0, next;
	int used = 0;

	while (i < pieces->n && !list[i].hard && is_blank(&list[i]))
		i++;
	*joined = i > 0 && i == *at && i < pieces->n;
	*joined = *joined && !list[i - 1].hard && !is_blank(&list[i - 1]);
	if (i >= pieces->n) {
		*at = pieces->n;
		return false;
	}
	*first = i;
	for (end = i; end < pieces->n && !list[end].hard; end++) {
		if (end > i && may_break(end > i + 1 ? &list[end - 2] : NULL, &list[end - 1],
					 &list[end]))
			chance = end;
		if (used + list[end].width > width)
			break;
		used += list[end].width;
	}
	if (end < pieces->n && !list[end].hard) {
		end = chance > i ? chance : end > i ? end : i + 1;
		next = end;
	} else {
		next = end < pieces->n ? end + 1 : end;
	}
	while (end > i && is_blank(&list[end - 1]))
		end--;
	*last = end;
	*at = next;
	return true;
}

static bool same_look(const struct piece *a, const struct piece *b)
{
	return a->style == b->style && a->link == b->link;
}

int wrap_put(struct lines *lines, struct line *line, const struct pieces *pieces, size_t first,
	     size_t last)
{
	int before = line->width;

	for (size_t i = first; i < last;) {
		const struct piece *piece = &pieces->list[i];
		struct str text = { 0 };

		while (i < last && same_look(piece, &pieces->list[i]))
			str_add(&text, pieces->list[i++].text);
		line_add(lines, line, piece->style, str_text(&text), piece->link);
		str_free(&text);
	}
	return line->width - before;
}
