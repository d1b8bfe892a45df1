// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Styled lines; see lines.h.  One thread. */
#include "ui/text/lines.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* ---- memory --------------------------------------------------------------------------
 *
 * A long page has tens of thousands of runs.  They and their texts lie one behind the
 * other in large blocks, which are freed together. */

enum { MEMORY_FIRST = 1 << 10, MEMORY_MOST = 1 << 16 }; /* bytes of a block */

struct lines_memory {
	struct lines_memory *before;
	size_t used, room;
	max_align_t bytes[];
};

static void more_memory(struct lines *lines, size_t least)
{
	size_t room = lines->memory ? lines->memory->room * 2 : MEMORY_FIRST;
	struct lines_memory *fresh;

	room = room < MEMORY_MOST ? room : MEMORY_MOST;
	room = room < least ? least : room;
	fresh = mem_grow(NULL, sizeof *fresh + room, 1);
	fresh->before = lines->memory;
	fresh->used = 0;
	fresh->room = room;
	lines->memory = fresh;
}

/* Memory that lives as long as lines, for what is aligned to this. */
static void *take(struct lines *lines, size_t bytes, size_t aligned)
{
	size_t at = lines->memory ? (lines->memory->used + aligned - 1) & ~(aligned - 1) : 0;

	if (!lines->memory || at + bytes > lines->memory->room) {
		more_memory(lines, bytes);
		at = 0;
	}
	lines->memory->used = at + bytes;
	return (char *)lines->memory->bytes + at;
}

/* ---- lines ------------------------------------------------------------------------- */

struct line *lines_add(struct lines *lines)
{
	struct line *line = MEM_PUSH(lines->list, lines->n);

	line->offset = lines->content;
	return line;
}

/* One more run; their room is a power of two, at least 4. */
static struct run *more_runs(struct lines *lines, struct line *line)
{
	size_t n = line->n++;

	if (n == 0 || (n >= 4 && (n & (n - 1)) == 0)) {
		struct run *wider = take(lines, (n ? n * 2 : 4) * sizeof *wider,
					 _Alignof(struct run));

		if (n > 0)
			memcpy(wider, line->runs, n * sizeof *wider);
		line->runs = wider;
	}
	return &line->runs[n];
}

/* Adds a run of so many bytes and columns; the caller writes its text. */
static char *add_run(struct lines *lines, struct line *line, size_t bytes, struct run run)
{
	char *text = take(lines, bytes + 1, 1);

	text[bytes] = '\0';
	run.text = text;
	*more_runs(lines, line) = run;
	line->width += run.width;
	lines->content += bytes;
	return text;
}

void line_add(struct lines *lines, struct line *line, enum style style, const char *text, int link)
{
	size_t n = strlen(text);
	struct run run = { .style = style, .link = link };

	if (n == 0)
		return;
	run.width = utf8_nwidth(text, n);
	memcpy(add_run(lines, line, n, run), text, n);
}

void line_pad(struct lines *lines, struct line *line, enum style style, int columns)
{
	struct run run = { .style = style, .width = columns };

	if (columns > 0)
		memset(add_run(lines, line, (size_t)columns, run), ' ', (size_t)columns);
}

void lines_gap(struct lines *lines)
{
	if (lines->n > 0 && lines->list[lines->n - 1].n > 0)
		lines_add(lines);
}

int lines_link(struct lines *lines, const char *address)
{
	size_t link = names_add(&lines->links, address);

	if (link > lines->n_numbers)
		*MEM_PUSH(lines->numbers, lines->n_numbers) = 0;
	return (int)link;
}

int lines_number(struct lines *lines, int link)
{
	int *number = &lines->numbers[link - 1];

	if (!*number) {
		*MEM_PUSH(lines->numbered, lines->n_numbered) = link;
		*number = (int)lines->n_numbered;
	}
	return *number;
}

void lines_free(struct lines *lines)
{
	struct lines_memory *memory = lines->memory;

	while (memory) {
		struct lines_memory *before = memory->before;

		free(memory);
		memory = before;
	}
	names_free(&lines->links);
	free(lines->list);
	free(lines->codes);
	free(lines->numbers);
	free(lines->numbered);
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
		const char *address = run->link ? lines->links.list[run->link - 1] : "";
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

static void add_line(struct str *out, const struct line *line)
{
	size_t start = out->len;

	for (size_t i = 0; i < line->n; i++)
		str_add(out, line->runs[i].text);
	while (out->len > start && out->text[out->len - 1] == ' ')
		str_cut(out, out->len - 1);
	str_addc(out, '\n');
}

char *lines_take_text(struct lines *lines)
{
	struct str out = { 0 };

	for (size_t i = 0; i < lines->n; i++)
		add_line(&out, &lines->list[i]);
	lines_free(lines);
	return str_take(&out);
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

/* One more piece; all but its text is zeroed. */
static struct piece *more_pieces(struct pieces *pieces)
{
	struct piece *piece;

	if (pieces->n == pieces->room) {
		pieces->room = pieces->room ? pieces->room * 2 : 128;
		pieces->list = mem_grow(pieces->list, pieces->room, sizeof *pieces->list);
	}
	piece = &pieces->list[pieces->n++];
	piece->text[0] = '\0';
	piece->bytes = piece->width = piece->style = 0;
	piece->code = piece->hard = false;
	piece->link = 0;
	return piece;
}

/* Printable ASCII that no combining mark follows: what most texts are made of. */
static bool is_plain(const char *at)
{
	return at[0] >= ' ' && at[0] < 0x7f && (unsigned char)at[1] < 0x80;
}

/* The next character as a piece, or nothing if it is not shown; false at the end. */
static bool next_piece(struct pieces *pieces, const char **at, const struct piece *look)
{
	struct piece *piece;
	struct cluster cluster;
	size_t took;

	if (is_plain(*at)) {
		piece = more_pieces(pieces);
		piece->text[0] = *(*at)++;
		piece->text[1] = '\0';
		piece->bytes = piece->width = 1;
	} else {
		took = cluster_next(*at, &cluster);
		*at += took;
		if (took == 0 || cluster.width == 0)
			return took > 0;
		piece = more_pieces(pieces);
		strcpy(piece->text, cluster.text);
		piece->bytes = (unsigned char)strlen(cluster.text);
		piece->width = (unsigned char)cluster.width;
	}
	piece->style = look->style;
	piece->link = look->link;
	piece->code = look->code;
	return true;
}

void pieces_add(struct pieces *pieces, const char *text, enum style style, int link, bool code,
		bool ascii)
{
	const struct piece look = { .style = (unsigned char)style, .link = link, .code = code };
	/* A document keeps joiners, about whose width terminals disagree. */
	char *owned = ascii			? utf8_ascii(text) :
		      utf8_has_joiners(text) ? utf8_clean(text, strlen(text)) : NULL;
	const char *at = owned ? owned : text;

	while (next_piece(pieces, &at, &look))
		;
	free(owned);
}

void pieces_break(struct pieces *pieces)
{
	more_pieces(pieces)->hard = true;
}

void pieces_clear(struct pieces *pieces)
{
	pieces->n = 0;
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
	if (a->bytes == 1)
		return a->text[0] == '-' && before && is_letter(before) && is_letter(b);
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

	while (first < last) {
		const struct piece *piece = &pieces->list[first];
		struct run run = { .style = piece->style, .link = piece->link };
		size_t end = first, bytes = 0;
		char *text;

		for (; end < last && same_look(piece, &pieces->list[end]); end++) {
			bytes += pieces->list[end].bytes;
			run.width += pieces->list[end].width;
		}
		if (bytes > 0) {
			text = add_run(lines, line, bytes, run);
			for (; first < end; first++) {
				memcpy(text, pieces->list[first].text, pieces->list[first].bytes);
				text += pieces->list[first].bytes;
			}
		}
		first = end;
	}
	return line->width - before;
}
