// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* HTML in a markdown file: text becomes blocks, <details> become hints, comments become
 * presenter's notes; see htmlblocks.h.  htmlread.c reports the pieces, which are added
 * to the document here. */
#include "lesson/load/htmlblocks.h"

#include <string.h>

#include "base/mem.h"
#include "lesson/load/htmlread.h"
#include "lesson/load/mdtext.h"

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
