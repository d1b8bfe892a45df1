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

/* ---- the document ------------------------------------------------------------------ */

int growing_link(struct growing *g, const char *address)
{
	char *url = mdtext_plain(address, strlen(address));
	size_t number = names_add(&g->links, url);

	free(url);
	return (int)number;
}

int growing_picture(struct growing *g, const char *address)
{
	*MEM_PUSH(g->doc.pictures, g->doc.n_pictures) = mdtext_plain(address, strlen(address));
	return (int)g->doc.n_pictures;
}

struct doc growing_take(struct growing *g)
{
	struct doc doc = g->doc;

	doc.links = names_take(&g->links, &doc.n_links);
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
	target->url = mdtext_plain(url, strlen(url));
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

/* Puts "~~" behind what is struck out.  What follows in the tag has its own. */
static void end_struck(struct inlines *in)
{
	struct span *last = in->n > 0 ? &in->spans[in->n - 1] : NULL;
	char *text;

	if (in->struck == 0 || in->struck_due)
		return;
	in->struck_due = true;
	if (in->text.len > 0) {
		str_add(&in->text, "~~");
	} else if (last) {
		text = mem_printf("%s~~", last->text);
		free(last->text);
		last->text = text;
	}
}

static void add_words(struct inlines *in, char *text, unsigned extra)
{
	unsigned style = extra | (in->emph + in->html_emph ? SPAN_EMPH : 0) |
			 (in->strong + in->html_strong ? SPAN_STRONG : 0) |
			 (in->html_code ? SPAN_CODE : 0) | (in->raised ? SPAN_RAISED : 0) |
			 (in->lowered ? SPAN_LOWERED : 0) | (in->link ? SPAN_LINK : 0) |
			 (in->image ? SPAN_IMAGE : 0);

	if (style & SPAN_IMAGE)
		end_struck(in);
	else
		style |= in->struck ? SPAN_STRUCK : 0;
	if (style != in->style || in->link != in->text_link || in->picture != in->text_picture)
		flush(in);
	in->style = style;
	in->text_link = in->link;
	in->text_picture = in->picture;
	in->picture_told = true;
	if (in->struck_due && text[0] && style & SPAN_STRUCK) {
		str_add(&in->text, "~~");
		in->struck_due = false;
	}
	if (in->due && text[0]) {
		str_add(&in->text, in->due);
		in->due = NULL;
	}
	str_add(&in->text, text);
	free(text);
}

static void add_mark(struct inlines *in, unsigned style)
{
	struct span *span;

	end_struck(in);
	flush(in);
	span = MEM_PUSH(in->spans, in->n);
	span->text = mem_dup("");
	span->style = style;
}

/* Adds the picture that we are in, without words. */
static void add_picture(struct inlines *in)
{
	add_mark(in, SPAN_IMAGE);
	in->spans[in->n - 1].picture = in->picture;
	in->spans[in->n - 1].link = in->link;
}

void inlines_text(struct inlines *in, const char *text)
{
	/* Joins the blanks on both sides of what was dropped. */
	if (in->dropped && text[0] == ' ' &&
	    (in->text.len ? in->text.text[in->text.len - 1] == ' ' : in->n == 0))
		text++;
	in->dropped = false;
	add_words(in, mdtext_words(text, strlen(text)), 0);
}

/* The value of a tag's attribute with its entities decoded, or NULL.  Caller frees. */
static char *attribute(const struct inlines *in, const struct html_token *token, const char *name)
{
	char *raw = html_attribute(token, name), *value;

	if (!raw || !strchr(raw, '&'))
		return raw;
	value = in->b->entities(raw);
	free(raw);
	return value;
}

static void picture(struct inlines *in, const struct html_token *token)
{
	char *alt = attribute(in, token, "alt"), *url = attribute(in, token, "src");
	bool counts = url && url[0] && in->image == 0;

	if (counts) {
		builder_target(in->b, url, true, in->line);
		if (!alt || alt[0])
			in->picture = growing_picture(in->b->now, url);
	}
	if (alt && alt[0])
		add_words(in, mdtext_words(alt, strlen(alt)), SPAN_IMAGE);
	else if (counts && in->picture)
		add_picture(in);
	if (counts)
		in->picture = 0;
	free(alt);
	free(url);
}

static void anchor(struct inlines *in, const struct html_token *token)
{
	char *url = NULL;

	if (in->anchor) {
		in->link = 0;
		in->anchor = false;
	}
	if (token->kind == HTML_OPEN)
		url = attribute(in, token, "href");
	if (url && url[0] && !in->link) {
		builder_target(in->b, url, false, in->line);
		in->link = growing_link(in->b->now, url);
		in->link_level = 0; /* no end of a link of markdown ends it */
		in->anchor = true;
	}
	free(url);
}

static void count(int *open, const struct html_token *token)
{
	if (token->kind == HTML_OPEN)
		++*open;
	else if (*open > 0)
		--*open;
}

/* Another tag may go on directly behind one that has just ended. */
static bool goes_on(const struct inlines *in, unsigned style)
{
	return in->text.len > 0 && (in->style & (SPAN_RAISED | SPAN_LOWERED | SPAN_STRUCK)) == style;
}

static void struck(struct inlines *in, const struct html_token *token)
{
	if (token->kind == HTML_OPEN && in->struck == 0) {
		in->struck_due = !goes_on(in, SPAN_STRUCK);
		if (!in->struck_due)
			str_cut(&in->text, in->text.len - strlen("~~"));
	} else if (token->kind == HTML_CLOSE && in->struck == 1) {
		end_struck(in);
		in->struck_due = false;
	}
	count(&in->struck, token);
}

void inlines_tag(struct inlines *in, const struct html_token *token)
{
	const bool open = token->kind == HTML_OPEN;

	switch (token->role) {
	case HTML_BREAK:
		add_mark(in, SPAN_BREAK);
		break;
	case HTML_PICTURE:
		picture(in, token);
		break;
	case HTML_LINK:
		anchor(in, token);
		break;
	case HTML_STRONG:
		count(&in->html_strong, token);
		break;
	case HTML_EMPH:
		count(&in->html_emph, token);
		break;
	case HTML_CODE:
		count(&in->html_code, token);
		break;
	case HTML_RAISED:
		count(&in->raised, token);
		in->due = open && !goes_on(in, SPAN_RAISED) ? "^" : NULL;
		break;
	case HTML_LOWERED:
		count(&in->lowered, token);
		in->due = open && !goes_on(in, SPAN_LOWERED) ? "_" : NULL;
		break;
	case HTML_STRUCK:
		struck(in, token);
		break;
	default:
		break;
	}
}

void inlines_html(struct inlines *in, const char *html)
{
	struct html_scan scan = { .at = html, .end = html + strlen(html) };
	struct html_token token;
	char *note;

	in->dropped = true;
	while (html_next(&scan, &token)) {
		if (token.kind == HTML_COMMENT && (note = html_presenter(&token)) != NULL)
			builder_note(in->b, note);
		else if (token.kind == HTML_OPEN || token.kind == HTML_CLOSE)
			inlines_tag(in, &token);
	}
}

void inlines_code(struct inlines *in, const char *text)
{
	add_words(in, in->cell ? mdtext_plain(text, strlen(text)) : mdtext_code(text), SPAN_CODE);
}

void inlines_line_end(struct inlines *in, bool hard)
{
	if (hard)
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
		if (!in->picture_told)
			add_picture(in);
		in->picture = 0;
	}
	/* A link continues after the picture in it. */
	if (in->link && in->level == in->link_level)
		in->link = 0;
	in->level--;
}

void inlines_finish(struct inlines *in)
{
	end_struck(in);
	flush(in);
	str_free(&in->text);
}

static bool is_empty(const struct span *span)
{
	return span->style & SPAN_BREAK ||
	       (!(span->style & SPAN_IMAGE) && span->text[strspn(span->text, " ")] == '\0');
}

void inlines_trim(struct inlines *in)
{
	size_t first = 0, n;
	char *text;

	while (in->n > 0 && is_empty(&in->spans[in->n - 1]))
		free(in->spans[--in->n].text);
	while (first < in->n && is_empty(&in->spans[first]))
		free(in->spans[first++].text);
	in->n -= first;
	if (in->n == 0) {
		free(in->spans);
		in->spans = NULL;
		return;
	}
	memmove(in->spans, in->spans + first, in->n * sizeof *in->spans);
	text = in->spans[0].text;
	n = strspn(text, " ");
	memmove(text, text + n, strlen(text + n) + 1);
	text = in->spans[in->n - 1].text;
	n = strlen(text);
	while (n > 0 && text[n - 1] == ' ')
		text[--n] = '\0';
}

char *spans_text(const struct span *spans, size_t n)
{
	struct str text = { 0 };
	char *clean;
	size_t i;

	for (i = 0; i < n; i++)
		str_add(&text, spans[i].style & SPAN_BREAK ? " " : spans[i].text);
	clean = utf8_clean(str_text(&text), text.len);
	str_free(&text);
	return clean;
}

void spans_free(struct span *spans, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		free(spans[i].text);
	free(spans);
}
