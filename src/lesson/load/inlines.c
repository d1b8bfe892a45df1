// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Documents under construction and their inline content; see inlines.h. */
#include "lesson/load/inlines.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lesson/doc.h"
#include "lesson/load/html.h"
#include "lesson/load/mdtext.h"
#include "lesson/load/table.h"

/* ---- the document, with a hash table of its links ---------------------------------- */

static size_t *slot_of(struct growing *g, const char *url)
{
	size_t i = hash32(HASH32, url, strlen(url)) & (g->n_slots - 1);

	while (g->slots[i] && strcmp(g->doc.links[g->slots[i] - 1], url) != 0)
		i = (i + 1) & (g->n_slots - 1);
	return &g->slots[i];
}

static void more_slots(struct growing *g)
{
	size_t i;

	g->n_slots = g->n_slots ? g->n_slots * 4 : 16;
	free(g->slots);
	g->slots = mem_array(g->n_slots, sizeof *g->slots);
	for (i = 0; i < g->doc.n_links; i++)
		*slot_of(g, g->doc.links[i]) = i + 1;
}

int growing_link(struct growing *g, const char *address)
{
	char *url = mdtext_plain(address, strlen(address));
	size_t *slot;

	if ((g->doc.n_links + 1) * 2 > g->n_slots)
		more_slots(g);
	slot = slot_of(g, url);
	if (*slot == 0) {
		*MEM_PUSH(g->doc.links, g->doc.n_links) = url;
		*slot = g->doc.n_links;
	} else {
		free(url);
	}
	return (int)*slot;
}

int growing_picture(struct growing *g, const char *address)
{
	*MEM_PUSH(g->doc.pictures, g->doc.n_pictures) = mdtext_plain(address, strlen(address));
	return (int)g->doc.n_pictures;
}

struct doc growing_take(struct growing *g)
{
	struct doc doc = g->doc;

	free(g->slots);
	*g = (struct growing){ 0 };
	return doc;
}

void growing_drop(struct growing *g)
{
	struct doc doc = growing_take(g);

	doc_free(&doc);
}

/* ---- inline content ---------------------------------------------------------------- */

struct markdown_part *builder_part(struct builder *b)
{
	return &b->file->parts[b->file->n_parts - 1];
}

int builder_line(const struct builder *b, int line)
{
	if (b->fixed_line)
		return b->fixed_line;
	if (line < 1 || b->in->n_lines == 0)
		return 1;
	if ((size_t)line > b->in->n_lines)
		return b->in->lines[b->in->n_lines - 1];
	return b->in->lines[line - 1];
}

void builder_target(struct builder *b, const char *url, bool image, int line)
{
	struct markdown_target *target;

	if (!url[0] || url[0] == '#' || address_has_scheme(url))
		return;
	target = MEM_PUSH(b->file->targets, b->file->n_targets);
	target->url = mem_dup(url);
	target->image = image;
	target->line = line;
}

void builder_note(struct builder *b, char *raw)
{
	size_t n;
	char *text = mdtext_raw(raw, &n);

	*MEM_PUSH(builder_part(b)->notes, builder_part(b)->n_notes) = utf8_clean_lines(text, n);
	free(text);
	free(raw);
}

static void flush(struct inlines *in)
{
	struct span *span;

	if (in->text.len == 0)
		return;
	span = MEM_PUSH(in->spans, in->n);
	span->text = str_take(&in->text);
	span->style = in->style;
	span->link = in->text_link;
	span->picture = in->text_picture;
}

static void add_words(struct inlines *in, char *text, unsigned extra)
{
	unsigned style = extra | (in->emph ? SPAN_EMPH : 0) | (in->strong ? SPAN_STRONG : 0) |
			 (in->link ? SPAN_LINK : 0) | (in->image ? SPAN_IMAGE : 0);

	if (style != in->style || in->link != in->text_link || in->picture != in->text_picture)
		flush(in);
	in->style = style;
	in->text_link = in->link;
	in->text_picture = in->picture;
	in->picture_told = true;
	str_add(&in->text, text);
	free(text);
}

static void add_mark(struct inlines *in, unsigned style)
{
	struct span *span;

	flush(in);
	span = MEM_PUSH(in->spans, in->n);
	span->text = mem_dup("");
	span->style = style;
}

void inlines_text(struct inlines *in, const char *text)
{
	const char *pipe;

	/* Joins the blanks on both sides of what was dropped. */
	if (in->dropped && text[0] == ' ' &&
	    (in->text.len ? in->text.text[in->text.len - 1] == ' ' : in->n == 0))
		text++;
	in->dropped = false;
	while (in->table && (pipe = strchr(text, '|')) != NULL) {
		add_words(in, mdtext_words(text, (size_t)(pipe - text)), 0);
		add_mark(in, TABLE_CELL);
		text = pipe + 1;
	}
	add_words(in, mdtext_words(text, strlen(text)), 0);
}

void inlines_html(struct inlines *in, const char *html)
{
	struct html_scan scan = { .at = html, .end = html + strlen(html) };
	struct html_token token;
	char *found;

	in->dropped = true;
	while (!in->b->fixed_line && html_next(&scan, &token)) {
		if (token.kind == HTML_COMMENT && (found = html_presenter(&token)) != NULL)
			builder_note(in->b, found);
		if (token.kind != HTML_OPEN)
			continue;
		if (token.role == HTML_BREAK)
			add_mark(in, SPAN_BREAK);
		if (token.role == HTML_PICTURE && (found = html_attribute(&token, "alt")) != NULL) {
			add_words(in, mdtext_words(found, strlen(found)), SPAN_IMAGE);
			free(found);
		}
	}
}

void inlines_code(struct inlines *in, const char *text)
{
	add_words(in, in->table ? mdtext_plain(text, strlen(text)) : mdtext_code(text), SPAN_CODE);
}

void inlines_line_end(struct inlines *in, bool hard)
{
	if (in->table)
		add_mark(in, TABLE_ROW);
	else if (hard)
		add_mark(in, SPAN_BREAK);
	else
		add_words(in, mem_dup(" "), 0);
}

void inlines_enter_link(struct inlines *in, const char *url, bool image)
{
	builder_target(in->b, url, image, in->line);
	if (image && in->image == 0) {
		in->picture = growing_picture(in->b->now, url);
		in->picture_told = false;
	}
	in->image += image;
	in->level++;
	/* A picture on this disk cannot be followed as a link. */
	if (in->link || !url[0] || (image && !address_has_scheme(url)))
		return;
	in->link = growing_link(in->b->now, url);
	in->link_level = in->level;
}

void inlines_leave_link(struct inlines *in, bool image)
{
	in->image -= image;
	if (image && in->image == 0) {
		if (!in->picture_told) {
			add_mark(in, SPAN_IMAGE);
			in->spans[in->n - 1].picture = in->picture;
			in->spans[in->n - 1].link = in->link;
		}
		in->picture = 0;
	}
	/* A link continues after the picture in it. */
	if (in->link && in->level == in->link_level)
		in->link = 0;
	in->level--;
}

void inlines_finish(struct inlines *in)
{
	flush(in);
	str_free(&in->text);
}

char *spans_text(const struct span *spans, size_t n)
{
	struct str text = { 0 };
	size_t i;

	for (i = 0; i < n; i++)
		str_add(&text, spans[i].style & SPAN_BREAK ? " " : spans[i].text);
	return str_take(&text);
}

void spans_free(struct span *spans, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		free(spans[i].text);
	free(spans);
}
