// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Renders the blocks of a document; see render.h.  Single lines are in render-line.c.
 * Pure. */
#include "ui/text/render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "base/utf8.h"
#include "ui/text/render-line.h"

#define DEPTH_MAX 200 /* blocks that are nested deeper are left out */
#define SIGN_COLUMNS 2 /* of the sign before a row of code that goes on, with its blank */

static void render_blocks(struct render *r, const struct block *blocks, size_t n, bool tight,
			  int depth);

static void render_paragraph(struct render *r, const struct block *block, enum style base)
{
	struct pieces *pieces = &r->pieces;

	pieces_clear(pieces);
	if (r->word) {
		pieces_add(pieces, r->word, STYLE_STRONG, 0, false, r->options->ascii);
		pieces_add(pieces, " ", STYLE_PLAIN, 0, false, false);
		r->word = NULL;
	}
	render_spans(r, block, base, pieces);
	render_pieces(r, pieces);
}

/* Puts the word into the block's first paragraph, or on a line of its own if the block
 * does not begin with a paragraph. */
static void begin_word(struct render *r, const char *word, const struct block *block)
{
	struct block empty = { .kind = BLOCK_PARAGRAPH };

	r->word = word;
	if (word && (block->n_kids == 0 || block->kids[0].kind != BLOCK_PARAGRAPH))
		render_paragraph(r, &empty, STYLE_PLAIN);
}

static void render_quote(struct render *r, const struct block *block, int depth)
{
	char *bar = mem_printf("%s ", theme_glyph(GLYPH_QUOTE, r->options->ascii));

	render_push(r, STYLE_QUOTE, bar, bar);
	begin_word(r, block->text ? words_callout(block->text) : NULL, block);
	render_blocks(r, block->kids, block->n_kids, false, depth + 1);
	r->word = NULL;
	render_pop(r);
	free(bar);
}

static int number_width(const struct block *list)
{
	int widest = 0;

	for (size_t i = 0; i < list->n_kids; i++) {
		int width = snprintf(NULL, 0, "%d", list->kids[i].number);

		widest = width > widest ? width : widest;
	}
	return widest;
}

static void render_list(struct render *r, const struct block *list, int depth)
{
	int digits = list->ordered ? number_width(list) : 0;

	for (size_t i = 0; i < list->n_kids; i++) {
		const struct block *item = &list->kids[i];
		char *sign = list->ordered ? mem_printf("%*d. ", digits, item->number) :
			     list->plain   ? mem_dup("    ") :
			     mem_printf("%s ", theme_glyph(GLYPH_BULLET, r->options->ascii));

		if (i > 0 && !list->tight)
			render_gap(r);
		render_push(r, STYLE_PLAIN, sign, "");
		render_blocks(r, item->kids, item->n_kids, list->tight, depth + 1);
		if (!r->levels[r->n_levels - 1].used && r->levels[r->n_levels - 1].first)
			render_line(r); /* show the bullet of an empty item too */
		render_pop(r);
		free(sign);
	}
}

/* Whether the word that begins here fits into a row of so many columns. */
static bool word_fits(const struct pieces *pieces, size_t at, int room)
{
	for (; at < pieces->n && !str_eq(pieces->list[at].text, " ") && room >= 0; at++)
		room -= pieces->list[at].width;
	return room >= 0;
}

/* The end of a row of code that begins with piece `first`: before the word that does not fit
 * into its room, as nothing else can be put back together by eye; but where the room ends if
 * the word does not fit into a row of its own either, `rest` columns.  What indents the row is
 * no place to break. */
static size_t code_row_end(const struct pieces *pieces, size_t first, int room, int rest)
{
	size_t end = first, behind = first;
	bool text = false;
	int used = 0;

	for (; end < pieces->n; end++) {
		const struct piece *piece = &pieces->list[end];
		bool blank = str_eq(piece->text, " ");

		if (text && end > first && str_eq(pieces->list[end - 1].text, " "))
			behind = end;
		/* A blank that does not fit is not missed at the end of a row. */
		if (used + piece->width > room && end > first && !(blank && text))
			return behind > first && word_fits(pieces, behind, rest) ? behind : end;
		used += piece->width;
		text = text || !blank;
	}
	return end;
}

/* Begins a row that goes on with the line of code above: the sign says so, and is not part of
 * what is copied. */
static struct line *code_goes_on(struct render *r, size_t offset, bool joined)
{
	struct line *line = render_line(r);

	line_add(r->lines, line, STYLE_DIM, theme_glyph(GLYPH_WRAP, r->options->ascii), 0);
	line_add(r->lines, line, STYLE_DIM, " ", 0);
	line->prefix = line->n;
	line->joined = joined;
	line->offset = offset;
	return line;
}

static void code_line(struct render *r, const char *text, size_t length)
{
	char *line = mem_ndup(text, length);
	struct pieces *pieces = &r->pieces;
	size_t offset = r->lines->content, first = 0, end;
	struct line *out = render_line(r);
	int room = render_room(r), rest = room > SIGN_COLUMNS ? room - SIGN_COLUMNS : 1;

	pieces_clear(pieces);
	pieces_add(pieces, line, STYLE_CODE, 0, true, false);
	for (;; room = rest) {
		size_t last = end = code_row_end(pieces, first, room, rest);

		while (last > first + 1 && str_eq(pieces->list[last - 1].text, " "))
			last--;
		wrap_put(r->lines, out, pieces, first, last);
		for (; first < end; first++)
			offset += pieces->list[first].bytes;
		if (end == pieces->n)
			break;
		out = code_goes_on(r, offset, last == end);
	}
	r->lines->content = offset;
	free(line);
}

/* Returns a copy with blanks instead of tabs, up to the next of the columns 8, 16, …; or
 * NULL if there are none. */
static char *without_tabs(const char *text)
{
	struct str out = { 0 };
	const char *begin = text;
	int column = 0;

	if (!strchr(text, '\t'))
		return NULL;
	for (; *text; text++) {
		if (*text != '\t' && *text != '\n')
			continue;
		str_addn(&out, begin, (size_t)(text - begin));
		column += utf8_nwidth(begin, (size_t)(text - begin));
		if (*text == '\t')
			str_fill(&out, ' ', (size_t)(8 - column % 8));
		else
			str_addc(&out, '\n');
		column = *text == '\t' ? column + 8 - column % 8 : 0;
		begin = text + 1;
	}
	str_add(&out, begin);
	return str_take(&out);
}

static void render_code(struct render *r, const struct block *block)
{
	const char *text = block->text ? block->text : "";
	/* First into the characters that are shown: tabs count their columns. */
	char *ascii = r->options->ascii ? utf8_ascii(text) : NULL;
	char *blanks = without_tabs(ascii ? ascii : text);
	const char *at = blanks ? blanks : ascii ? ascii : text;
	size_t first = r->lines->n;

	render_push(r, STYLE_PLAIN, "  ", "  ");
	while (*at) {
		size_t length = strcspn(at, "\n");

		code_line(r, at, length);
		at += length + (at[length] == '\n');
	}
	render_pop(r);
	if (r->lines->n > first)
		*MEM_PUSH(r->lines->codes, r->lines->n_codes) =
			(struct lines_code){ first, r->lines->n - 1, block->text };
	free(blanks);
	free(ascii);
}

/* ---- tables ---------------------------------------------------------------------
 *
 * Columns are as wide as their text.  In a narrower pane they shrink and their cells wrap;
 * if even that does not fit, each row becomes a record of "head: cell" lines. */

#define GAP 2          /* blanks between columns */
#define COLUMN_LEAST 6 /* no column shrinks below this */
#define COLUMNS_MAX 64 /* a table with more becomes records */

struct column {
	int width, least;
};

static const struct block *cell_of(const struct block *row, size_t column)
{
	return column < row->n_kids ? &row->kids[column] : NULL;
}

static size_t count_columns(const struct block *table)
{
	size_t n = 0;

	for (size_t i = 0; i < table->n_kids; i++)
		n = table->kids[i].n_kids > n ? table->kids[i].n_kids : n;
	return n;
}

static void measure(struct render *r, const struct block *table, struct column *columns, size_t n)
{
	for (size_t i = 0; i < table->n_kids; i++)
		for (size_t j = 0; j < n; j++) {
			const struct block *cell = cell_of(&table->kids[i], j);
			struct pieces pieces = { 0 };
			int longest, width;

			if (!cell)
				continue;
			render_spans(r, cell, STYLE_PLAIN, &pieces);
			width = pieces_width(&pieces, &longest);
			columns[j].width = width > columns[j].width ? width : columns[j].width;
			longest = longest < COLUMN_LEAST ? longest : COLUMN_LEAST;
			columns[j].least = longest > columns[j].least ? longest : columns[j].least;
			pieces_free(&pieces);
		}
}

/* Shrinks the widest column again and again until all fit; false if they cannot. */
static bool shrink(struct column *columns, size_t n, int room)
{
	int total = GAP * ((int)n - 1);

	for (size_t i = 0; i < n; i++)
		total += columns[i].width;
	while (total > room) {
		struct column *widest = NULL;

		for (size_t i = 0; i < n; i++)
			if (columns[i].width > columns[i].least &&
			    (!widest || columns[i].width > widest->width))
				widest = &columns[i];
		if (!widest)
			return false;
		widest->width--;
		total--;
	}
	return true;
}

/* Adds one line of a cell, padded to the width of its column. */
static void put_cell(struct render *r, struct line *line, const struct pieces *pieces, size_t first,
		     size_t last, int width, enum align align)
{
	int used = 0, before;

	for (size_t i = first; i < last; i++)
		used += pieces->list[i].width;
	before = align == ALIGN_LEFT ? 0 : align == ALIGN_RIGHT ? width - used : (width - used) / 2;
	line_pad(r->lines, line, STYLE_PLAIN, before);
	wrap_put(r->lines, line, pieces, first, last);
	line_pad(r->lines, line, STYLE_PLAIN, width - used - (before > 0 ? before : 0));
}

static void put_row(struct render *r, const struct block *row, const struct column *columns,
		    size_t n, enum style base)
{
	struct pieces *cells = mem_array(n, sizeof *cells);
	size_t *at = mem_array(n, sizeof *at);
	bool more = true;

	for (size_t j = 0; j < n; j++)
		if (cell_of(row, j))
			render_spans(r, cell_of(row, j), base, &cells[j]);
	while (more) {
		struct line *line = render_line(r);

		more = false;
		for (size_t j = 0; j < n; j++) {
			const struct block *cell = cell_of(row, j);
			int width = columns[j].width > 0 ? columns[j].width : 1;
			size_t first = 0, last = 0;
			bool joined;

			if (j > 0)
				line_pad(r->lines, line, STYLE_PLAIN, GAP);
			if (!wrap_next(&cells[j], width, &at[j], &first, &last, &joined))
				first = last = 0;
			put_cell(r, line, &cells[j], first, last, columns[j].width,
				 cell ? cell->align : ALIGN_LEFT);
			more = more || at[j] < cells[j].n;
		}
	}
	for (size_t j = 0; j < n; j++)
		pieces_free(&cells[j]);
	free(cells);
	free(at);
}

/* The head of a table that has none. */
static bool is_empty(const struct block *row)
{
	for (size_t i = 0; i < row->n_kids; i++)
		if (row->kids[i].n_spans > 0)
			return false;
	return true;
}

static void put_grid(struct render *r, const struct block *table, const struct column *columns,
		     size_t n)
{
	int total = GAP * ((int)n - 1);

	for (size_t j = 0; j < n; j++)
		total += columns[j].width;
	for (size_t i = is_empty(&table->kids[0]); i < table->n_kids; i++) {
		put_row(r, &table->kids[i], columns, n, i == 0 ? STYLE_STRONG : STYLE_PLAIN);
		if (i == 0)
			render_rule(r, total);
	}
}

/* Adds each row as "head: cell" lines. */
static void put_records(struct render *r, const struct block *table, size_t n)
{
	for (size_t i = 1; i < table->n_kids; i++) {
		if (i > 1)
			render_gap(r);
		for (size_t j = 0; j < n; j++) {
			const struct block *head = cell_of(&table->kids[0], j);
			const struct block *cell = cell_of(&table->kids[i], j);
			struct pieces pieces = { 0 };

			if (!cell || cell->n_spans == 0)
				continue;
			if (head && head->n_spans > 0) {
				render_spans(r, head, STYLE_STRONG, &pieces);
				pieces_add(&pieces, ": ", STYLE_STRONG, 0, false, false);
			}
			render_spans(r, cell, STYLE_PLAIN, &pieces);
			render_pieces(r, &pieces);
			pieces_free(&pieces);
		}
	}
}

static void render_table(struct render *r, const struct block *table)
{
	size_t n = count_columns(table);
	struct column *columns;

	if (n == 0)
		return;
	columns = mem_array(n, sizeof *columns);
	measure(r, table, columns, n);
	if (n <= COLUMNS_MAX && shrink(columns, n, render_room(r)))
		put_grid(r, table, columns, n);
	else
		put_records(r, table, n);
	free(columns);
}

/* ---- documents -------------------------------------------------------------------- */

static void render_block(struct render *r, const struct block *block, int depth)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		render_paragraph(r, block, STYLE_HEADING);
		break;
	case BLOCK_QUOTE:
		render_quote(r, block, depth);
		break;
	case BLOCK_LIST:
		render_list(r, block, depth);
		break;
	case BLOCK_CODE:
		render_code(r, block);
		break;
	case BLOCK_RULE:
		render_rule(r, render_room(r));
		break;
	case BLOCK_TABLE:
		render_table(r, block);
		break;
	case BLOCK_PARAGRAPH:
	case BLOCK_CELL:
		render_paragraph(r, block, STYLE_PLAIN);
		break;
	case BLOCK_ROOT:
	case BLOCK_ITEM:
	case BLOCK_ROW:
		render_blocks(r, block->kids, block->n_kids, false, depth + 1);
		break;
	}
}

/* Definitions stand right below their term. */
static bool follows_term(const struct block *block)
{
	return block->kind == BLOCK_LIST && block->plain && block->tight;
}

static void render_blocks(struct render *r, const struct block *blocks, size_t n, bool tight,
			  int depth)
{
	if (depth > DEPTH_MAX)
		return;
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && !tight && !follows_term(&blocks[i]))
			render_gap(r);
		if (i > 0 && depth == 0 && r->options->airy)
			lines_add(r->lines);
		render_block(r, &blocks[i], depth);
	}
}

void render_doc(struct lines *lines, const struct doc *doc, const struct render_options *options)
{
	struct render r = { .lines = lines, .doc = doc, .options = options };

	if (doc->root.n_kids == 0)
		return;
	if (!options->tight)
		lines_gap(lines);
	r.start = lines->n;
	begin_word(&r, options->word, &doc->root);
	render_blocks(&r, doc->root.kids, doc->root.n_kids, false, 0);
	render_end(&r);
}

void render_text(struct lines *lines, const char *first, enum style first_style, const char *text,
		 enum style style, const struct render_options *options)
{
	struct doc none = { 0 };
	struct render r = { .lines = lines, .doc = &none, .options = options };

	pieces_add(&r.pieces, text, style, 0, options->code, options->ascii);
	render_push(&r, first_style, first, "");
	render_pieces(&r, &r.pieces);
	render_end(&r);
}

static void put_address(struct render *r, int link)
{
	struct lines *lines = r->lines;
	char *sign = mem_printf("[%d] ", lines->numbers[link - 1]);

	pieces_clear(&r->pieces);
	pieces_add(&r->pieces, lines->links.list[link - 1], STYLE_DIM, link, true, r->options->ascii);
	render_push(r, STYLE_DIM, sign, "");
	render_pieces(r, &r->pieces);
	render_pop(r);
	free(sign);
}

void render_addresses(struct lines *lines, const struct render_options *options)
{
	struct doc none = { 0 };
	struct render r = { .lines = lines, .doc = &none, .options = options };

	if (lines->n_numbered == 0)
		return;
	lines_gap(lines);
	for (size_t i = 0; i < lines->n_numbered; i++)
		put_address(&r, lines->numbered[i]);
	render_end(&r);
}
