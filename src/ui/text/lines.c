// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Styled lines; see lines.h.  One thread. */
#include "ui/text/lines.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* ---- lines ------------------------------------------------------------------------- */

struct line *lines_add(struct lines *lines)
{
	struct line *line = MEM_PUSH(lines->list, lines->n);

	line->offset = lines->content;
	return line;
}

void line_add(struct lines *lines, struct line *line, enum style style, const char *text, int link)
{
	struct run *run;

	if (!text[0])
		return;
	run = MEM_PUSH(line->runs, line->n);
	run->text = mem_dup(text);
	run->style = style;
	run->link = link;
	run->width = utf8_width(text);
	line->width += run->width;
	lines->content += strlen(text);
}

void lines_gap(struct lines *lines)
{
	if (lines->n > 0 && lines->list[lines->n - 1].n > 0)
		lines_add(lines);
}

int lines_link(struct lines *lines, const char *address)
{
	size_t count = lines->n_links;

	for (size_t i = 0; i < lines->n_links; i++)
		if (str_eq(lines->links[i], address))
			return (int)i + 1;
	*MEM_PUSH(lines->links, lines->n_links) = mem_dup(address);
	*MEM_PUSH(lines->numbers, count) = 0;
	return (int)lines->n_links;
}

void lines_free(struct lines *lines)
{
	for (size_t i = 0; i < lines->n; i++) {
		for (size_t j = 0; j < lines->list[i].n; j++)
			free(lines->list[i].runs[j].text);
		free(lines->list[i].runs);
	}
	for (size_t i = 0; i < lines->n_links; i++)
		free(lines->links[i]);
	free(lines->list);
	free(lines->links);
	free(lines->numbers);
	*lines = (struct lines){ 0 };
}

/* Only addresses for a browser or mail program become hyperlinks. */
static bool may_link(const char *address)
{
	static const char *const schemes[] = { "https://", "http://", "mailto:" };

	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		if (str_starts(address, schemes[i]))
			return true;
	return false;
}

static void line_draw(const struct lines *lines, const struct line *line, struct canvas *canvas,
		      int row, int col, int cols)
{
	int used = 0;

	for (size_t i = 0; i < line->n && used < cols; i++) {
		const struct run *run = &line->runs[i];
		const char *address = run->link ? lines->links[run->link - 1] : "";
		int link = may_link(address) ? canvas_link(canvas, address) : 0;

		used += canvas_text_link(canvas, row, col + used, cols - used, run->style,
					 run->text, link);
	}
}

void lines_draw(const struct lines *lines, size_t from, struct canvas *canvas, struct rect rect)
{
	for (int i = 0; i < rect.rows && from + (size_t)i < lines->n; i++)
		line_draw(lines, &lines->list[from + (size_t)i], canvas, rect.row + i, rect.col,
			  rect.cols);
}

size_t lines_at_offset(const struct lines *lines, size_t offset)
{
	size_t low = 0, high = lines->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (lines->list[middle].offset <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : 0;
}

/* ---- wrapping ----------------------------------------------------------------------
 *
 * A line may break at a blank, around a wide (CJK) character, after a hyphen between
 * letters, and after a dash, but not before closing punctuation or after an opening
 * bracket of CJK text.  A word that is longer than the line is broken anywhere. */

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
