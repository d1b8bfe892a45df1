// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* HTML in a markdown file; see htmlblocks.h. */
#include "lesson/load/htmlblocks.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/load/html.h"
#include "lesson/load/htmltree.h"
#include "lesson/load/mdtext.h"
#include "lesson/load/values.h"

/* Markdown in HTML in markdown: deeper, the attribute says nothing.  Each level is a parser
 * of its own on the stack. */
enum { MAX_INSIDES = 8 };

/* ---- hints ------------------------------------------------------------------------- */

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

/* ---- a block while it is read ------------------------------------------------------- */

struct reading {
	struct scope *scope;
	struct htmltree tree;
	struct inlines in; /* the paragraph, heading or cell */
	struct str raw;    /* the content of <pre>, or markdown */
	bool pre, summary, markdown;
	int level;         /* of the heading in which we are, or 0 */
	int silent;        /* depth inside <script> and the like */
	int line;          /* as cmark counts */
};

static int line_of(const struct reading *r)
{
	return builder_line(r->scope->b, r->line);
}

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

static void begin_inlines(struct reading *r)
{
	r->in = (struct inlines){ .b = r->scope->b, .line = line_of(r) };
}

/* The summary "Hint" only repeats the key that opens it, so it is dropped; others are
 * kept. */
static bool is_dropped(const struct reading *r, const struct inlines *in)
{
	char *text = spans_text(in->spans, in->n);
	bool dropped = r->summary && r->scope->owns_hint && strlen(text) < 16 && !strchr(text, ' ');

	free(text);
	return dropped;
}

static void note_heading(struct builder *b, const struct block *block)
{
	if (block->level == 1 && !b->file->heading)
		b->file->heading = spans_text(block->spans, block->n_spans);
}

/* Ends the paragraph or the heading.  Tags that are open go on in the next. */
static void end_text(struct reading *r)
{
	struct inlines in = r->in;
	struct block block = { .kind = r->level ? BLOCK_HEADING : BLOCK_PARAGRAPH };

	inlines_finish(&in);
	inlines_trim(&in);
	begin_inlines(r);
	r->in.html_strong = in.html_strong;
	r->in.html_emph = in.html_emph;
	r->in.html_code = in.html_code;
	r->in.struck = in.struck;
	r->in.struck_due = in.struck > 0;
	r->in.link = in.link;
	r->in.anchor = in.anchor;
	if (in.n == 0 || is_dropped(r, &in)) {
		spans_free(in.spans, in.n);
		return;
	}
	block.spans = in.spans;
	block.n_spans = in.n;
	block.line = in.line;
	block.level = r->level;
	if (r->level && !htmltree_in_cell(&r->tree))
		note_heading(r->scope->b, &block);
	htmltree_add(&r->tree, block);
}

/* ---- text --------------------------------------------------------------------------- */

/* Returns the text with one blank for each run of blanks and line ends. */
static char *collapsed(const char *text, size_t n)
{
	struct str out = { 0 };
	size_t i;

	for (i = 0; i < n; i++)
		if (!ascii_space(text[i]))
			str_addc(&out, text[i]);
		else if (out.len == 0 || out.text[out.len - 1] != ' ')
			str_addc(&out, ' ');
	str_add(&out, "");
	return str_take(&out);
}

/* Decodes the entities of a text, but keeps the blanks at its ends. */
static char *decoded(struct builder *b, char *text)
{
	size_t n = strlen(text), first = strspn(text, " ");
	char *inner, *whole;

	if (!strchr(text, '&'))
		return text;
	inner = b->entities(text + first);
	whole = mem_printf("%s%s%s", first ? " " : "", inner,
			   n > first && text[n - 1] == ' ' ? " " : "");
	free(inner);
	free(text);
	return whole;
}

static void add_text(struct reading *r, const struct html_token *token)
{
	char *text;

	if (r->silent > 0)
		return;
	if (r->pre || r->markdown) {
		str_addn(&r->raw, token->text, token->length);
		return;
	}
	text = decoded(r->scope->b, collapsed(token->text, token->length));
	if (r->in.n == 0 && r->in.text.len == 0) {
		if (is_blank(text)) {
			free(text);
			return;
		}
		r->in.line = line_of(r);
	}
	inlines_text(&r->in, text);
	free(text);
}

/* ---- <pre> --------------------------------------------------------------------------- */

static char *code_decoded(const char *at)
{
	static const char *const entities[][2] = {
		{ "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&amp;", "&" },
	};
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
	str_add(&out, "");
	return str_take(&out);
}

static void end_pre(struct reading *r)
{
	char *raw = str_take(&r->raw), *code = code_decoded(raw ? raw : "");

	r->pre = false;
	if (!is_blank(code))
		htmltree_add(&r->tree, (struct block){ .kind = BLOCK_CODE, .line = line_of(r),
						       .text = mdtext_code_lines(code),
						       .info = mem_dup("") });
	free(raw);
	free(code);
}

/* ---- <div markdown="1"> --------------------------------------------------------------- */

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
	str_add(&out, "");
	return str_take(&out);
}

static void end_markdown(struct reading *r)
{
	struct builder *b = r->scope->b;
	char *raw = str_take(&r->raw), *text = unindented(raw ? raw : "");
	int before = b->fixed_line;

	b->fixed_line = line_of(r);
	b->insides++;
	if (!is_blank(text))
		b->inside(b, text, scope_out(r->scope), r->scope->depth);
	b->insides--;
	b->fixed_line = before;
	free(raw);
	free(text);
}

/* ---- tags ---------------------------------------------------------------------------- */

static void end_all(struct reading *r)
{
	if (r->pre)
		end_pre(r);
	else if (r->markdown)
		end_markdown(r);
	end_text(r);
	htmltree_end_all(&r->tree);
}

/* Does the tag say that what follows is markdown, as kramdown and others have it? */
static bool is_markdown(const struct html_token *token)
{
	char *value = token->kind == HTML_OPEN ? html_attribute(token, "markdown") : NULL;
	bool is = value && strcmp(value, "0") != 0;

	free(value);
	return is;
}

static enum align align_of(const struct html_token *token)
{
	char *value = html_attribute(token, "align");
	enum align align = str_eq(value, "center") ? ALIGN_CENTER :
			   str_eq(value, "right")  ? ALIGN_RIGHT : ALIGN_LEFT;

	free(value);
	return align;
}

static int start_of(const struct html_token *token)
{
	char *value = html_attribute(token, "start");
	int start = 1;

	if (value && !number_parse(value, 0, 999999999, &start))
		start = 1;
	free(value);
	return start;
}

static void begin(struct reading *r, enum block_kind kind, const struct html_token *token)
{
	struct block block = { .kind = kind, .line = line_of(r) };

	if (kind == BLOCK_LIST && html_is(token, "ol")) {
		block.ordered = true;
		block.number = start_of(token);
	}
	if (kind == BLOCK_CELL) {
		block.align = align_of(token);
		block.level = html_is(token, "th"); /* of the head, if the row is the first */
	}
	htmltree_begin(&r->tree, block);
}

/* A tag that begins or ends a block around others. */
static void around(struct reading *r, enum block_kind kind, const struct html_token *token)
{
	end_text(r);
	if (token->kind == HTML_CLOSE)
		htmltree_end(&r->tree, kind);
	else
		begin(r, kind, token);
	if (kind == BLOCK_ITEM && token->kind == HTML_OPEN && htmltree_in_cell(&r->tree))
		inlines_text(&r->in, "- ");
}

static void definition(struct reading *r, const struct html_token *token)
{
	end_text(r);
	if (token->role == HTML_TERM) {
		htmltree_end_definitions(&r->tree);
	} else if (token->kind == HTML_CLOSE) {
		htmltree_end(&r->tree, BLOCK_ITEM);
	} else {
		htmltree_begin_definitions(&r->tree, line_of(r));
		htmltree_begin(&r->tree, (struct block){ .kind = BLOCK_ITEM, .line = line_of(r) });
	}
}

static void details(struct reading *r, bool open)
{
	end_all(r);
	r->summary = r->markdown = false;
	if (open)
		begin_hint(r->scope);
	else
		scope_end_hint(r->scope);
	r->tree.out = scope_out(r->scope);
}

static void summary(struct reading *r, bool open)
{
	end_text(r);
	r->summary = open;
	r->in.html_strong = open;
}

static void rule(struct reading *r)
{
	end_text(r);
	if (!htmltree_in_cell(&r->tree))
		htmltree_add(&r->tree, (struct block){ .kind = BLOCK_RULE, .line = line_of(r) });
}

static void pre(struct reading *r, bool open)
{
	if (r->pre)
		end_pre(r);
	end_text(r);
	r->pre = open;
}

static void block_tag(struct reading *r, const struct html_token *token)
{
	bool open = token->kind == HTML_OPEN;

	switch (token->role) {
	case HTML_BLOCK: end_text(r); break;
	case HTML_HEADING:
		end_text(r);
		r->level = open ? token->text[2] - '0' : 0;
		break;
	case HTML_QUOTE: around(r, BLOCK_QUOTE, token); break;
	case HTML_LIST: around(r, BLOCK_LIST, token); break;
	case HTML_ITEM: around(r, BLOCK_ITEM, token); break;
	case HTML_TABLE: around(r, BLOCK_TABLE, token); break;
	case HTML_ROW: around(r, BLOCK_ROW, token); break;
	case HTML_CELL: around(r, BLOCK_CELL, token); break;
	case HTML_TERM:
	case HTML_DEFINITION: definition(r, token); break;
	case HTML_RULE: rule(r); break;
	case HTML_DETAILS: details(r, open); break;
	case HTML_SUMMARY: summary(r, open); break;
	default: inlines_tag(&r->in, token); break;
	}
}

static void tag(struct reading *r, const struct html_token *token)
{
	bool open = token->kind == HTML_OPEN;

	if (token->role == HTML_SILENT)
		r->silent = open ? r->silent + 1 : r->silent > 0 ? r->silent - 1 : 0;
	else if (r->silent > 0)
		; /* what a script writes */
	else if (token->role == HTML_PRE)
		pre(r, open);
	else if (r->pre && token->role != HTML_DETAILS)
		str_add(&r->raw, token->role == HTML_BREAK ? "\n" : "");
	else if (r->markdown && token->role != HTML_DETAILS)
		str_addn(&r->raw, token->text, token->role == HTML_BLOCK ? 0 : token->length);
	else
		block_tag(r, token);
	if (is_markdown(token) && !r->markdown && !r->pre && r->scope->b->insides < MAX_INSIDES) {
		end_text(r);
		htmltree_end_all(&r->tree);
		r->markdown = true;
	}
}

static void comment(struct reading *r, const struct html_token *token)
{
	struct builder *b = r->scope->b;
	char *note = html_presenter(token);

	if (note)
		builder_note(b, note);
	if (token->unended && !b->file->open_comment)
		b->file->open_comment = line_of(r);
}

void scope_html(struct scope *scope, const char *html, int line)
{
	struct reading r = { .scope = scope, .line = line,
			     .tree = { .out = scope_out(scope), .next = scope->next_item } };
	size_t n;
	char *text = mdtext_raw(html, &n);
	struct html_scan scan = { .at = text, .end = text + n };
	struct html_token token;
	const char *counted = text;

	r.tree.room = scope->depth < MARKDOWN_DEPTH ? (size_t)(MARKDOWN_DEPTH - scope->depth) : 0;
	begin_inlines(&r);
	while (html_next(&scan, &token)) {
		for (; counted < token.text; counted++)
			r.line += *counted == '\n';
		if (token.kind == HTML_COMMENT)
			comment(&r, &token);
		else if (token.kind == HTML_TEXT)
			add_text(&r, &token);
		else
			tag(&r, &token);
	}
	end_all(&r);
	scope->next_item = r.tree.next;
	str_free(&r.raw);
	free(text);
}
