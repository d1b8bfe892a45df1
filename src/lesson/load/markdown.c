// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Markdown by libcmark; see markdown.h.
 *
 * cmark's tree is walked once.  Blocks recurse up to MARKDOWN_DEPTH and are flattened
 * below.  Inline content is walked by cmark's iterator and becomes spans in inlines.c;
 * a block of HTML goes to htmlblocks.c.  The builder is on the caller's stack. */
#include "lesson/load/markdown.h"

#include <stdlib.h>
#include <string.h>

#include <cmark.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lesson/load/dialect.h"
#include "lesson/load/document.h"
#include "lesson/load/fences.h"
#include "lesson/load/htmlblocks.h"
#include "lesson/load/inlines.h"
#include "lesson/load/mdtext.h"
#include "lesson/load/strike.h"
#include "lesson/load/table.h"

static void convert_kids(struct builder *b, cmark_node *node, struct block *out, int depth);
static void convert(struct builder *b, cmark_node *node, struct block *out, int depth);

/* --- inline content --- */

static void enter(struct inlines *in, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	switch (type) {
	case CMARK_NODE_TEXT:
		inlines_text(in, cmark_node_get_literal(node));
		break;
	case CMARK_NODE_CODE:
		inlines_code(in, cmark_node_get_literal(node));
		break;
	case CMARK_NODE_HTML_INLINE:
		inlines_html(in, cmark_node_get_literal(node));
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		inlines_line_end(in, type == CMARK_NODE_LINEBREAK);
		break;
	case CMARK_NODE_EMPH:
		in->emph++;
		break;
	case CMARK_NODE_STRONG:
		in->strong++;
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		inlines_enter_link(in, cmark_node_get_url(node), type == CMARK_NODE_IMAGE);
		break;
	default:
		break;
	}
}

static void leave(struct inlines *in, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	in->emph -= type == CMARK_NODE_EMPH;
	in->strong -= type == CMARK_NODE_STRONG;
	if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
		inlines_leave_link(in, type == CMARK_NODE_IMAGE);
}

static struct inlines read_inlines(struct builder *b, cmark_node *node, int line, bool cell)
{
	struct inlines in = { .b = b, .line = line, .cell = cell };
	cmark_iter *iter = cmark_iter_new(node);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		if (cmark_iter_get_node(iter) == node)
			continue;
		if (event == CMARK_EVENT_ENTER)
			enter(&in, cmark_iter_get_node(iter));
		else
			leave(&in, cmark_iter_get_node(iter));
	}
	cmark_iter_free(iter);
	inlines_finish(&in);
	strike_find(&in.spans, &in.n);
	return in;
}

static void fill(struct builder *b, cmark_node *node, struct block *block)
{
	struct inlines in = read_inlines(b, node, block->line, false);

	inlines_trim(&in);
	block->spans = in.spans;
	block->n_spans = in.n;
}

/* --- blocks --- */

static struct block *add(struct block *out, struct block *block)
{
	struct block *at = MEM_PUSH(out->kids, out->n_kids);

	*at = *block;
	return at;
}

/* --- tables --- */

/* Reads a paragraph that was collected, and returns the next. */
static cmark_node *fill_collected(struct builder *b, cmark_node *node, struct block *block)
{
	cmark_node *text = node ? cmark_node_first_child(node) : NULL;
	struct inlines in;
	char *rest;

	if (text && cmark_node_get_type(text) == CMARK_NODE_TEXT) {
		rest = mem_dup(cmark_node_get_literal(text));
		cmark_node_set_literal(text, rest + document_mark(rest));
		free(rest);
	}
	if (node) {
		in = read_inlines(b, node, block->line, block->kind == BLOCK_CELL);
		inlines_trim(&in);
		block->spans = in.spans;
		block->n_spans = in.n;
		node = cmark_node_next(node);
	}
	return node;
}

enum { MAX_FILLED = 2000 /* rows that get the cells which they lack */ };

static bool convert_table(struct builder *b, cmark_node *node, struct block *out)
{
	const struct table *table = document_table(b->document, node);
	size_t i, k;
	struct block before = { .kind = BLOCK_PARAGRAPH }, block = { .kind = BLOCK_TABLE };

	if (!table)
		return false;
	before.line = builder_line(b, table->line);
	block.line = builder_line(b, table->line + (int)table->head);
	node = fill_collected(b, table->first, &before);
	if (before.n_spans > 0)
		add(out, &before);
	for (i = 0; i < table->n - table->head; i++) {
		struct block row = { .kind = BLOCK_ROW };

		if (i == 1) /* the delimiter */
			continue;
		row.line = builder_line(b, table->line + (int)(table->head + i));
		for (k = 0; k < table->cells[i]; k++) {
			struct block cell = { .kind = BLOCK_CELL, .align = table->aligns[k],
					      .line = row.line };

			node = fill_collected(b, node, &cell);
			add(&row, &cell);
		}
		if (i < MAX_FILLED)
			table_fill(&row, table->columns);
		add(&block, &row);
	}
	add(out, &block);
	return true;
}

static void convert_paragraph(struct builder *b, cmark_node *node, struct block *out, int depth)
{
	struct block block = { .kind = BLOCK_PARAGRAPH };

	(void)depth;
	block.line = builder_line(b, cmark_node_get_start_line(node));
	if (convert_table(b, node, out))
		return;
	fill(b, node, &block);
	if (block.n_spans > 0) /* it may only have held a comment */
		add(out, &block);
}

static void convert_heading(struct builder *b, cmark_node *node, struct block *out, int depth)
{
	struct block block = { .kind = BLOCK_HEADING };

	(void)depth;
	block.line = builder_line(b, cmark_node_get_start_line(node));
	block.level = cmark_node_get_heading_level(node);
	fill(b, node, &block);
	if (block.level == 1 && !b->file->heading && block.n_spans > 0)
		b->file->heading = spans_text(block.spans, block.n_spans);
	add(out, &block);
}

/* Removes ":bulb:" from the start of a quote's first paragraph and returns its name. */
static char *take_callout(cmark_node *quote)
{
	cmark_node *text = cmark_node_first_child(quote);
	size_t n;
	char *name, *rest;

	if (!text || cmark_node_get_type(text) != CMARK_NODE_PARAGRAPH)
		return NULL;
	text = cmark_node_first_child(text);
	if (!text || cmark_node_get_type(text) != CMARK_NODE_TEXT)
		return NULL;
	name = mdtext_callout(cmark_node_get_literal(text), &n);
	if (!name)
		return NULL;
	rest = mem_dup(cmark_node_get_literal(text) + n);
	cmark_node_set_literal(text, rest);
	if (!rest[0] && cmark_node_next(text) &&
	    cmark_node_get_type(cmark_node_next(text)) == CMARK_NODE_SOFTBREAK)
		cmark_node_free(cmark_node_next(text));
	free(rest);
	return name;
}

static void convert_quote(struct builder *b, cmark_node *node, struct block *out, int depth)
{
	struct block block = { .kind = BLOCK_QUOTE };

	block.line = builder_line(b, cmark_node_get_start_line(node));
	block.text = take_callout(node);
	b->quotes++;
	convert_kids(b, node, &block, depth + 1);
	b->quotes--;
	add(out, &block);
}

/* Does the list hold the definitions of a term? */
static bool is_plain(cmark_node *list)
{
	cmark_node *node = cmark_node_first_child(list);

	node = node ? cmark_node_first_child(node) : NULL; /* of the first item */
	node = node ? cmark_node_first_child(node) : NULL; /* of its first block */
	return node && cmark_node_get_type(node) == CMARK_NODE_TEXT &&
	       str_starts(cmark_node_get_literal(node), MDTEXT_DEFINITION);
}

static void convert_list(struct builder *b, cmark_node *node, struct block *out, int depth)
{
	struct block block = { .kind = BLOCK_LIST };
	int number = cmark_node_get_list_start(node);
	cmark_node *kid;

	block.line = builder_line(b, cmark_node_get_start_line(node));
	block.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	block.tight = cmark_node_get_list_tight(node);
	block.plain = is_plain(node);
	for (kid = cmark_node_first_child(node); kid; kid = cmark_node_next(kid)) {
		struct block item = { .kind = BLOCK_ITEM };

		item.line = builder_line(b, cmark_node_get_start_line(kid));
		item.number = block.ordered ? number++ : 0;
		convert_kids(b, kid, &item, depth + 2);
		add(&block, &item);
	}
	add(out, &block);
}

static void note_stray(struct builder *b, cmark_node *node, char *meant)
{
	struct markdown_stray *stray = MEM_PUSH(b->file->strays, b->file->n_strays);
	const char *info = cmark_node_get_fence_info(node);

	stray->name = utf8_clean(info, strcspn(info, " \t"));
	stray->meant = meant;
	stray->line = builder_line(b, cmark_node_get_start_line(node));
	/* Of text that came out of HTML only the line is known in which that begins. */
	stray->column = b->fixed_line ? 1 : cmark_node_get_start_column(node);
}

/* Was this code block meant to be an action or a check? */
static void look_stray(struct builder *b, cmark_node *node, bool is_fence)
{
	const char *info = cmark_node_get_fence_info(node);
	char *meant = is_fence ? NULL : misspelt_fence(info);

	if (meant || (is_fence && b->quotes))
		note_stray(b, node, meant);
}

static bool take_fence(struct builder *b, cmark_node *node)
{
	const char *info = cmark_node_get_fence_info(node);
	size_t n = strcspn(info, " \t");
	int line = cmark_node_get_start_line(node);
	bool is_fence = str_starts(info, "vm:") || (n == 5 && str_starts(info, "check"));
	struct markdown_fence *fence;

	if (b->quotes || b->fixed_line || !is_fence) {
		look_stray(b, node, is_fence);
		return false;
	}
	fence = MEM_PUSH(builder_part(b)->fences, builder_part(b)->n_fences);
	fence->name = mem_ndup(info, n);
	fence->body = mdtext_raw(cmark_node_get_literal(node), &fence->length);
	fence->line = builder_line(b, line);
	fence->body_line = builder_line(b, line + 1);
	if ((size_t)line < b->in->n_lines) {
		fence->lines = b->in->lines + line;
		fence->n_lines = b->in->n_lines - (size_t)line;
	}
	fence->column = cmark_node_get_start_column(node);
	return true;
}

static void convert_code(struct builder *b, cmark_node *node, struct block *out, int depth)
{
	struct block block = { .kind = BLOCK_CODE };
	const char *info = cmark_node_get_fence_info(node);

	(void)depth;
	if (take_fence(b, node))
		return;
	block.line = builder_line(b, cmark_node_get_start_line(node));
	block.text = mdtext_code_lines(cmark_node_get_literal(node));
	block.info = mdtext_plain(info ? info : "", info ? strlen(info) : 0);
	add(out, &block);
}

static void convert_rule(struct builder *b, cmark_node *node, struct block *out, int depth)
{
	struct block block = { .kind = BLOCK_RULE };

	(void)depth;
	block.line = builder_line(b, cmark_node_get_start_line(node));
	add(out, &block);
}

/* Adds the leaves below MARKDOWN_DEPTH one after the other. */
static void flatten(struct builder *b, cmark_node *node, struct block *out, int depth)
{
	cmark_iter *iter = cmark_iter_new(node);

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *leaf = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(leaf);

		if (type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_HEADING &&
		    type != CMARK_NODE_CODE_BLOCK)
			continue;
		convert(b, leaf, out, depth);
		cmark_iter_reset(iter, leaf, CMARK_EVENT_EXIT);
	}
	cmark_iter_free(iter);
}

static void convert(struct builder *b, cmark_node *node, struct block *out, int depth)
{
	static const struct {
		cmark_node_type type;
		void (*run)(struct builder *, cmark_node *, struct block *, int);
		bool deep;
	} kinds[] = {
		{ CMARK_NODE_PARAGRAPH, convert_paragraph, false },
		{ CMARK_NODE_HEADING, convert_heading, false },
		{ CMARK_NODE_BLOCK_QUOTE, convert_quote, true },
		{ CMARK_NODE_LIST, convert_list, true },
		{ CMARK_NODE_CODE_BLOCK, convert_code, false },
		{ CMARK_NODE_THEMATIC_BREAK, convert_rule, false },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(kinds); i++) {
		if (kinds[i].type != cmark_node_get_type(node))
			continue;
		if (kinds[i].deep && depth >= MARKDOWN_DEPTH - 2)
			flatten(b, node, out, depth);
		else
			kinds[i].run(b, node, out, depth);
	}
}

/* --- sibling blocks --- */

static void note_limit(struct builder *b, int line)
{
	if (!b->file->too_many_pictures)
		b->file->too_many_pictures = line;
}

static void read_inside(struct builder *b, const char *text, struct block *out, int depth)
{
	struct document document, *before = b->document;
	size_t length;
	int limited;
	char *prepared = mdtext_prepare(text, strlen(text), &length, &limited);

	note_limit(b, limited ? b->fixed_line : 0);
	document_parse(&document, prepared ? prepared : "", length);
	free(prepared);
	b->document = &document;
	convert_kids(b, document.root, out, depth);
	b->document = before;
	document_free(&document);
}

static void convert_one(struct scope *scope, cmark_node *node)
{
	if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK)
		scope_html(scope, cmark_node_get_literal(node), cmark_node_get_start_line(node));
	else
		convert(scope->b, node, scope_out(scope), scope->depth);
}

static void convert_kids(struct builder *b, cmark_node *node, struct block *out, int depth)
{
	struct scope scope = { .b = b, .out = out, .depth = depth };
	cmark_node *kid;

	for (kid = cmark_node_first_child(node); kid; kid = cmark_node_next(kid))
		convert_one(&scope, kid);
	scope_end_hint(&scope);
}

/* --- the file --- */

static void end_part(struct scope *scope)
{
	scope_end_hint(scope);
	builder_part(scope->b)->doc = growing_take(&scope->b->page);
}

static void begin_part(struct builder *b, cmark_node *heading)
{
	struct markdown_part *fresh = MEM_PUSH(b->file->parts, b->file->n_parts);
	struct growing aside = { 0 }; /* for links in the title, which are not used */
	struct block block = { 0 };

	fresh->line = 1;
	if (!heading)
		return;
	fresh->line = block.line = builder_line(b, cmark_node_get_start_line(heading));
	b->now = &aside;
	fill(b, heading, &block);
	b->now = &b->page;
	growing_drop(&aside);
	builder_part(b)->title = spans_text(block.spans, block.n_spans);
	spans_free(block.spans, block.n_spans);
}

static bool is_step(const struct builder *b, cmark_node *node)
{
	return b->flags & MARKDOWN_STEPS && cmark_node_get_type(node) == CMARK_NODE_HEADING &&
	       cmark_node_get_heading_level(node) == 2;
}

/* Translates other dialects; the lines of what comes out are kept with the file. */
static void translate(const struct markdown_text *in, struct markdown_text *plain,
		      struct markdown_file *file)
{
	struct dialect_text out;
	size_t i;

	dialect_translate(in->text, in->length, &out);
	for (i = 0; i < out.n_lines && in->n_lines > 0; i++) {
		size_t line = (size_t)out.lines[i];

		out.lines[i] = in->lines[line < in->n_lines ? line : in->n_lines - 1];
	}
	*plain = (struct markdown_text){ .text = out.text, .length = out.length, .lines = out.lines,
					 .n_lines = in->n_lines > 0 ? out.n_lines : 0 };
	file->lines = out.lines;
	if (out.unended && (size_t)out.unended <= in->n_lines)
		file->unended = in->lines[out.unended - 1];
}

void markdown_read(const struct markdown_text *in, unsigned flags, struct markdown_file *out)
{
	struct markdown_text plain;
	struct builder b = { .in = &plain, .flags = flags, .file = out, .inside = read_inside,
			     .entities = markdown_entities };
	struct scope scope = { .b = &b, .out = &b.page.doc.root };
	struct document document;
	cmark_node *kid;
	size_t length;
	int limited;
	char *text;

	*out = (struct markdown_file){ 0 };
	translate(in, &plain, out);
	text = mdtext_prepare(plain.text, plain.length, &length, &limited);
	b.now = &b.page;
	note_limit(&b, limited ? builder_line(&b, limited) : 0);
	document_parse(&document, text ? text : "", length);
	b.document = &document;
	free(text);
	begin_part(&b, NULL);
	/* A hint before the first step belongs to no step, so it stays text. */
	for (kid = cmark_node_first_child(document.root); kid && !is_step(&b, kid);)
		kid = cmark_node_next(kid);
	b.flags &= kid ? ~(unsigned)MARKDOWN_HINTS : ~0u;
	for (kid = cmark_node_first_child(document.root); kid; kid = cmark_node_next(kid)) {
		if (is_step(&b, kid)) {
			end_part(&scope);
			b.flags = flags;
			begin_part(&b, kid);
		} else {
			convert_one(&scope, kid);
		}
	}
	end_part(&scope);
	document_free(&document);
	free((char *)plain.text);
}

char *markdown_entities(const char *text)
{
	struct markdown_text none = { 0 };
	struct markdown_file file = { 0 };
	struct builder b = { .in = &none, .file = &file, .entities = markdown_entities };
	struct block block = { 0 };
	struct str escaped = { 0 };
	cmark_node *root;
	char *plain;

	if (!strchr(text, '&'))
		return utf8_clean(text, strlen(text));
	/* Escapes everything that would be markup; a "|" at the start begins no block. */
	str_add(&escaped, "|");
	for (; *text; text++) {
		if (ascii_punct(*text) && !strchr("&#;", *text))
			str_addc(&escaped, '\\');
		str_addc(&escaped, *text == '\n' || *text == '\r' ? ' ' : *text);
	}
	b.now = &b.page; /* stays empty: all links are removed */
	root = cmark_parse_document(escaped.text, escaped.len, CMARK_OPT_VALIDATE_UTF8);
	if (cmark_node_first_child(root))
		fill(&b, cmark_node_first_child(root), &block);
	cmark_node_free(root);
	str_free(&escaped);
	plain = spans_text(block.spans, block.n_spans);
	spans_free(block.spans, block.n_spans);
	memmove(plain, plain + (plain[0] == '|'), strlen(plain) + (plain[0] != '|'));
	return plain;
}
