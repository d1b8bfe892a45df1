// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Prose to lines; see render.h.  Tables are in render-table.c.
 *
 * What stands left of a block (a quote's bar, a bullet, an indent) is a stack
 * of levels; each line starts with one piece of every level. */
#include "ui/text/render-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "base/utf8.h"

#define DEPTH_MAX 200 /* nesting beyond it is left out */
#define LEAST_COLUMNS 12 /* what levels must leave for the text */

static void level_push(struct render *r, enum style style, const char *first, const char *rest)
{
	struct level *level = MEM_PUSH(r->levels, r->n_levels);
	int width = utf8_width(first);

	level->style = style;
	if (r->left + width + LEAST_COLUMNS > r->options->width && r->n_levels > 1)
		return; /* no room: this level is not shown */
	level->first = first;
	level->rest = rest;
	level->width = width;
	r->left += width;
}

static void level_pop(struct render *r)
{
	r->left -= r->levels[--r->n_levels].width;
}

int render_room(const struct render *r)
{
	int room = r->options->width - r->left;

	return room > 0 ? room : 1;
}

struct line *render_line(struct render *r)
{
	struct line *line = lines_add(r->lines);

	line->tag = r->options->tag;
	for (size_t i = 0; i < r->n_levels; i++) {
		struct level *level = &r->levels[i];
		const char *text = level->used ? level->rest : level->first;

		if (!text)
			continue;
		line_add(r->lines, line, level->style, text, 0);
		if (utf8_width(text) < level->width) {
			char *pad = mem_printf("%*s", level->width - utf8_width(text), "");

			line_add(r->lines, line, STYLE_PLAIN, pad, 0);
			free(pad);
		}
		level->used = true;
	}
	line->prefix = line->n;
	return line;
}

void render_gap(struct render *r)
{
	const struct line *last = r->lines->n ? &r->lines->list[r->lines->n - 1] : NULL;
	struct line *line;

	if (r->lines->n == r->start || !last || last->n == last->prefix)
		return;
	/* A bullet that has no text yet must not be spent on a blank line. */
	for (size_t i = 0; i < r->n_levels; i++)
		if (!r->levels[i].used && r->levels[i].first)
			return;
	line = render_line(r);
	line->prefix = line->n;
}

void render_pieces(struct render *r, const struct pieces *pieces)
{
	size_t at = 0, first, last;
	bool joined;

	while (wrap_next(pieces, render_room(r), &at, &first, &last, &joined)) {
		struct line *line = render_line(r);

		line->joined = joined;
		wrap_put(r->lines, line, pieces, first, last);
	}
}

static enum style span_style(unsigned style, enum style base)
{
	return style & SPAN_CODE ? STYLE_CODE : style & SPAN_LINK ? STYLE_LINK :
	       style & SPAN_STRONG ? STYLE_STRONG : style & SPAN_EMPH ? STYLE_EMPH :
	       style & SPAN_IMAGE ? STYLE_DIM : base;
}

/* An address that is its own text needs no number. */
static bool is_auto(const struct span *span, const char *address)
{
	return str_eq(span->text, address) ||
	       (str_starts(address, "mailto:") && str_eq(span->text, address + 7));
}

static void add_number(struct render *r, struct pieces *pieces, int link)
{
	int *number = &r->lines->numbers[link - 1];
	char *text;

	if (!*number)
		*number = ++r->lines->numbered;
	text = mem_printf("[%d]", *number);
	pieces_add(pieces, text, STYLE_DIM, link, true, false);
	free(text);
}

static void add_span(struct render *r, struct pieces *pieces, const struct span *span, int link,
		     enum style base)
{
	bool code = span->style & SPAN_CODE;
	const char *text = span->text ? span->text : "";
	char *made = NULL;

	if (span->style & SPAN_IMAGE)
		made = text[0] ? mem_printf(_("[picture: %s]"), text) : mem_dup(_("[picture]"));
	else if (code && r->options->marks)
		made = mem_printf("`%s`", text);
	pieces_add(pieces, made ? made : text, span_style(span->style, base), link, code,
		   r->options->ascii);
	free(made);
}

void render_spans(struct render *r, const struct block *block, enum style base,
		  struct pieces *pieces)
{
	for (size_t i = 0; i < block->n_spans; i++) {
		const struct span *span = &block->spans[i];
		bool linked = span->link > 0 && (size_t)span->link <= r->doc->n_links;
		const char *address = linked ? r->doc->links[span->link - 1] : "";
		int link = linked ? lines_link(r->lines, address) : 0;

		if (span->style & SPAN_BREAK) {
			pieces_break(pieces);
			continue;
		}
		add_span(r, pieces, span, link, base);
		if (linked && !is_auto(span, address) &&
		    (i + 1 == block->n_spans || block->spans[i + 1].link != span->link))
			add_number(r, pieces, link);
	}
}

static void render_paragraph(struct render *r, const struct block *block, enum style base)
{
	struct pieces pieces = { 0 };

	if (r->word) {
		pieces_add(&pieces, r->word, STYLE_STRONG, 0, false, r->options->ascii);
		pieces_add(&pieces, " ", STYLE_PLAIN, 0, false, false);
		r->word = NULL;
	}
	render_spans(r, block, base, &pieces);
	render_pieces(r, &pieces);
	pieces_free(&pieces);
}

/* The word goes into the block's first paragraph, or on a line of its own. */
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

	level_push(r, STYLE_QUOTE, bar, bar);
	begin_word(r, block->text ? words_callout(block->text) : NULL, block);
	render_blocks(r, block->kids, block->n_kids, false, depth + 1);
	r->word = NULL;
	level_pop(r);
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
		char *sign = list->ordered ?
			     mem_printf("%*d. ", digits, item->number) :
			     mem_printf("%s ", theme_glyph(GLYPH_BULLET, r->options->ascii));

		if (i > 0 && !list->tight)
			render_gap(r);
		level_push(r, STYLE_PLAIN, sign, "");
		render_blocks(r, item->kids, item->n_kids, list->tight, depth + 1);
		if (!r->levels[r->n_levels - 1].used && r->levels[r->n_levels - 1].first)
			render_line(r); /* an empty item still shows its sign */
		level_pop(r);
		free(sign);
	}
}

static void code_line(struct render *r, const char *text, size_t length)
{
	char *line = mem_ndup(text, length);
	struct pieces pieces = { 0 };
	int room = render_room(r), used = 0;
	struct line *out = render_line(r);

	pieces_add(&pieces, line, STYLE_CODE, 0, true, r->options->ascii);
	for (size_t i = 0, first = 0; i <= pieces.n; i++) {
		int width = i < pieces.n ? pieces.list[i].width : 0;

		if (i == pieces.n || (used + width > room && i > first)) {
			wrap_put(r->lines, out, &pieces, first, i);
			if (i == pieces.n)
				break;
			out = render_line(r);
			line_add(r->lines, out, STYLE_DIM,
				 theme_glyph(GLYPH_WRAP, r->options->ascii), 0);
			line_add(r->lines, out, STYLE_DIM, " ", 0);
			out->prefix = out->n;
			out->joined = true;
			first = i;
			used = 2;
		}
		used += width;
	}
	pieces_free(&pieces);
	free(line);
}

static void render_code(struct render *r, const struct block *block)
{
	const char *at = block->text ? block->text : "";

	level_push(r, STYLE_PLAIN, "  ", "  ");
	while (*at) {
		size_t length = strcspn(at, "\n");

		code_line(r, at, length);
		at += length + (at[length] == '\n');
	}
	level_pop(r);
}

void render_rule(struct render *r, int width)
{
	struct line *line = render_line(r);
	struct str text = { 0 };

	for (int i = 0; i < width; i++)
		str_add(&text, theme_glyph(GLYPH_RULE, r->options->ascii));
	line_add(r->lines, line, STYLE_DIM, str_text(&text), 0);
	str_free(&text);
}

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

void render_blocks(struct render *r, const struct block *blocks, size_t n, bool tight, int depth)
{
	if (depth > DEPTH_MAX)
		return;
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && !tight)
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
	free(r.levels);
}

void render_text(struct lines *lines, const char *first, enum style first_style, const char *text,
		 enum style style, const struct render_options *options)
{
	struct doc none = { 0 };
	struct render r = { .lines = lines, .doc = &none, .options = options };
	struct pieces pieces = { 0 };

	pieces_add(&pieces, text, style, 0, options->code, options->ascii);
	level_push(&r, first_style, first, "");
	render_pieces(&r, &pieces);
	pieces_free(&pieces);
	free(r.levels);
}

static void put_address(struct lines *lines, int link, const struct render_options *options)
{
	struct doc none = { 0 };
	struct render r = { .lines = lines, .doc = &none, .options = options };
	struct pieces pieces = { 0 };
	char *sign = mem_printf("[%d] ", lines->numbers[link - 1]);

	pieces_add(&pieces, lines->links[link - 1], STYLE_DIM, link, true, options->ascii);
	level_push(&r, STYLE_DIM, sign, "");
	render_pieces(&r, &pieces);
	pieces_free(&pieces);
	free(r.levels);
	free(sign);
}

void render_addresses(struct lines *lines, const struct render_options *options)
{
	if (lines->numbered == 0)
		return;
	lines_gap(lines);
	for (int number = 1; number <= lines->numbered; number++)
		for (size_t i = 0; i < lines->n_links; i++)
			if (lines->numbers[i] == number)
				put_address(lines, (int)i + 1, options);
}
