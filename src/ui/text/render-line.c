// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Lines of a document that is being rendered: their indent, spans and rules.
 * Both blocks and tables are built from these.  Pure. */
#include "ui/text/render-line.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#define LEAST_COLUMNS 12 /* columns that all levels together must leave for the text */

void render_end(struct render *r)
{
	free(r->levels);
	pieces_free(&r->pieces);
}

void render_push(struct render *r, enum style style, const char *first, const char *rest)
{
	struct level *level = MEM_PUSH(r->levels, r->n_levels);
	int width = utf8_width(first);

	level->style = style;
	if (r->left + width + LEAST_COLUMNS > r->options->width && r->n_levels > 1)
		return; /* the text needs the columns more: draw nothing for this level */
	level->first = first;
	level->rest = rest;
	level->width = width;
	r->left += width;
}

void render_pop(struct render *r)
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
		line_pad(r->lines, line, STYLE_PLAIN, level->width - utf8_width(text));
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
	/* The bullet belongs to the text that follows, not to a blank line. */
	for (size_t i = 0; i < r->n_levels; i++)
		if (!r->levels[i].used && r->levels[i].first)
			return;
	line = render_line(r);
	line->prefix = line->n;
}

/* The bytes of the text, however it is broken: blanks at the ends of lines count, and what
 * the levels put before each line does not. */
void render_pieces(struct render *r, const struct pieces *pieces)
{
	size_t at = 0, first, last, counted = 0, offset = r->lines->content;
	bool joined;

	while (wrap_next(pieces, render_room(r), &at, &first, &last, &joined)) {
		struct line *line = render_line(r);

		for (; counted < first; counted++)
			offset += pieces->list[counted].bytes;
		line->offset = offset;
		line->joined = joined;
		wrap_put(r->lines, line, pieces, first, last);
	}
	for (; counted < pieces->n; counted++)
		offset += pieces->list[counted].bytes;
	r->lines->content = offset;
}

static enum style span_style(unsigned style, enum style base)
{
	return style & SPAN_CODE ? STYLE_CODE : style & SPAN_LINK ? STYLE_LINK :
	       style & SPAN_STRONG ? STYLE_STRONG : style & SPAN_EMPH ? STYLE_EMPH :
	       style & SPAN_IMAGE ? STYLE_DIM : base;
}

/* A link whose text is the address itself needs no number and no list entry. */
static bool is_auto(const struct span *span, const char *address)
{
	return str_eq(span->text, address) ||
	       (str_starts(address, "mailto:") && str_eq(span->text, address + 7));
}

static void add_number(struct render *r, struct pieces *pieces, int link)
{
	char *text = mem_printf("[%d]", lines_number(r->lines, link));

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

void render_rule(struct render *r, int width)
{
	struct line *line = render_line(r);
	struct str text = { 0 };

	for (int i = 0; i < width; i++)
		str_add(&text, theme_glyph(GLYPH_RULE, r->options->ascii));
	line_add(r->lines, line, STYLE_DIM, str_text(&text), 0);
	r->lines->content = line->offset + 1; /* at every width */
	str_free(&text);
}
