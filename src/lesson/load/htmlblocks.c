// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* HTML in a markdown file; see htmlblocks.h. */
#include "lesson/load/htmlblocks.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson/load/html.h"
#include "lesson/load/mdtext.h"

/* ---- reading a block: it is reported piece by piece --------------------------------- */

struct reading {
	const struct html_sink *sink;
	void *context;
	struct str text; /* not reported yet */
	bool pre, summary;
	int silent; /* depth inside <script> and the like */
};

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

/* Removes indentation, which markdown would take for code. */
static char *unindented(const char *text)
{
	struct str out = { 0 };

	while (*text) {
		size_t n;

		text += strspn(text, " \t");
		n = strcspn(text, "\n");
		str_addn(&out, text, n);
		text += n;
		if (*text) {
			str_addc(&out, '\n');
			text++;
		}
	}
	return str_take(&out);
}

static void tell_text(struct reading *r, void (*tell)(void *, const char *))
{
	char *text = str_take(&r->text), *fit;

	if (!is_blank(text)) {
		fit = unindented(text);
		tell(r->context, fit);
		free(fit);
	}
	free(text);
}

static void tell_code(struct reading *r)
{
	static const char *const entities[][2] = {
		{ "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&amp;", "&" },
	};
	char *text = str_take(&r->text), *at = text;
	struct str out = { 0 };

	at += *at == '\n';
	while (*at) {
		size_t i, took = 1;

		for (i = 0; *at == '&' && i < ARRAY_LEN(entities); i++)
			if (str_starts(at, entities[i][0])) {
				str_add(&out, entities[i][1]);
				took = strlen(entities[i][0]);
				break;
			}
		if (took == 1)
			str_addc(&out, *at);
		at += took;
	}
	if (!is_blank(str_text(&out)))
		r->sink->code(r->context, str_text(&out));
	str_free(&out);
	free(text);
}

static void tell(struct reading *r)
{
	if (r->summary)
		tell_text(r, r->sink->summary);
	else if (r->pre)
		tell_code(r);
	else
		tell_text(r, r->sink->text);
}

static void picture(struct reading *r, const struct html_token *token)
{
	char *alt = html_attribute(token, "alt"), *url = html_attribute(token, "src");

	if (alt)
		str_add(&r->text, alt);
	if (url)
		r->sink->picture(r->context, url);
	free(alt);
	free(url);
}

static void tag(struct reading *r, const struct html_token *token)
{
	bool open = token->kind == HTML_OPEN;

	switch (token->role) {
	case HTML_BLOCK:
		str_add(&r->text, r->summary ? " " : r->pre ? "" : "\n\n");
		break;
	case HTML_BREAK:
		str_add(&r->text, r->summary ? " " : r->pre ? "\n" : "\\\n");
		break;
	case HTML_CELL:
		str_add(&r->text, open ? " " : "");
		break;
	case HTML_RULE:
		tell(r);
		r->sink->rule(r->context);
		break;
	case HTML_SILENT:
		r->silent = open ? r->silent + 1 : r->silent > 0 ? r->silent - 1 : 0;
		break;
	case HTML_PRE:
		tell(r);
		r->pre = open;
		break;
	case HTML_PICTURE:
		picture(r, token);
		break;
	case HTML_DETAILS:
		tell(r);
		r->summary = false;
		r->sink->details(r->context, open);
		break;
	case HTML_SUMMARY:
		tell(r);
		r->summary = open;
		break;
	default:
		break;
	}
}

void html_read(const char *html, const struct html_sink *sink, void *context)
{
	struct reading r = { .sink = sink, .context = context };
	struct html_scan scan = { .at = html, .end = html + strlen(html) };
	struct html_token token;
	char *note;

	while (html_next(&scan, &token)) {
		if (token.kind == HTML_COMMENT) {
			note = html_presenter(&token);
			if (note)
				sink->note(context, note);
			if (token.unended)
				sink->open_comment(context);
		} else if (token.kind == HTML_TEXT) {
			if (r.silent == 0)
				str_addn(&r.text, token.text, token.length);
		} else {
			tag(&r, &token);
		}
	}
	tell(&r);
	str_free(&r.text);
}

/* ---- the pieces are added to the document ------------------------------------------- */

struct block *scope_out(struct scope *scope)
{
	return scope->owns_hint ? &scope->b->hint.doc.root : scope->out;
}

static void begin_hint(struct scope *scope)
{
	struct builder *b = scope->b;

	if (!(b->flags & MARKDOWN_HINTS) || b->now == &b->hint)
		return;
	scope->owns_hint = true;
	b->now = &b->hint;
}

void scope_end_hint(struct scope *scope)
{
	struct builder *b = scope->b;

	if (!scope->owns_hint)
		return;
	scope->owns_hint = false;
	b->now = &b->page;
	*MEM_PUSH(builder_part(b)->hints, builder_part(b)->n_hints) = growing_take(&b->hint);
}

static void html_details(void *context, bool open)
{
	if (open)
		begin_hint(context);
	else
		scope_end_hint(context);
}

/* Text from HTML is parsed as markdown, which also decodes its entities. */
static void html_text(void *context, const char *text)
{
	struct scope *scope = context;
	struct builder *b = scope->b;
	int before = b->fixed_line;

	b->fixed_line = scope->line;
	b->inside(b, text, scope_out(scope), scope->depth);
	b->fixed_line = before;
}

/* The summary "Hint" only repeats the key that opens it, so it is dropped; others are
 * kept. */
static void html_summary(void *context, const char *text)
{
	struct scope *scope = context;
	struct block *out = scope_out(scope);
	size_t first = out->n_kids, i;

	if (scope->owns_hint && strlen(text) < 16 && !strchr(text, ' '))
		return;
	html_text(context, text);
	for (i = first; i < out->n_kids; i++)
		for (size_t k = 0; k < out->kids[i].n_spans; k++)
			out->kids[i].spans[k].style |= SPAN_STRONG;
}

static void html_code(void *context, const char *text)
{
	struct scope *scope = context;
	struct block *out = scope_out(scope);

	*MEM_PUSH(out->kids, out->n_kids) = (struct block){
		.kind = BLOCK_CODE, .line = scope->line,
		.text = mdtext_code_lines(text), .info = mem_dup(""),
	};
}

static void html_rule(void *context)
{
	struct scope *scope = context;
	struct block *out = scope_out(scope);

	*MEM_PUSH(out->kids, out->n_kids) =
		(struct block){ .kind = BLOCK_RULE, .line = scope->line };
}

static void html_note(void *context, char *text)
{
	builder_note(((struct scope *)context)->b, text);
}

static void html_picture(void *context, const char *url)
{
	struct scope *scope = context;

	builder_target(scope->b, url, true, scope->line);
}

static void html_open_comment(void *context)
{
	struct scope *scope = context;

	if (!scope->b->file->open_comment)
		scope->b->file->open_comment = scope->line;
}

void scope_html(struct scope *scope, const char *html, int line)
{
	static const struct html_sink sink = {
		.text = html_text,       .code = html_code, .rule = html_rule,
		.details = html_details, .summary = html_summary, .note = html_note,
		.picture = html_picture, .open_comment = html_open_comment,
	};

	if (scope->b->fixed_line) /* it came out of HTML already: nest no deeper */
		return;
	scope->line = builder_line(scope->b, line);
	html_read(html, &sink, scope);
}
