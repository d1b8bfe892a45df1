// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Documents as HTML; see html-out.h. */
#include "export/html-out.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/units.h"
#include "export/html-notes.h"

enum { TASK_MARK = 4 /* bytes of "[x] " */ };

/* A document while it is written. */
struct writing {
	struct html_out *out;
	const struct doc *doc;
	int least; /* the smallest level that its headings may have */
	size_t skip; /* bytes of the next text, such as "[ ] ", that are written already */
};

static void write_blocks(struct writing *w, const struct block *parent, bool tight);

/* ---- headings -------------------------------------------------------------------- */

static int begin_heading(struct html_out *out, int level, const char *text)
{
	char *tag;

	if (level > out->heading + 1)
		level = out->heading + 1;
	if (level > 6)
		level = 6;
	out->heading = level;
	tag = mem_printf("<h%d id=\"", level);
	html_out_add(out, tag);
	html_out_text(out, html_out_new_id(out, text));
	html_out_add(out, "\">");
	free(tag);
	return level;
}

static void end_heading(struct html_out *out, int level)
{
	char *tag = mem_printf("</h%d>\n", level);

	html_out_add(out, tag);
	free(tag);
}

void html_out_heading(struct html_out *out, int level, const char *number, const char *text)
{
	level = begin_heading(out, level, text);
	if (number) {
		html_out_add(out, "<span class=\"number\">");
		html_out_text(out, number);
		html_out_add(out, "</span> ");
	}
	html_out_text(out, text);
	end_heading(out, level);
}

/* ---- inline content -------------------------------------------------------------- */

/* Only addresses that a browser can open without running a script. */
static bool is_harmless(const char *address)
{
	static const char *const schemes[] = { "https:", "http:", "mailto:", "ftp:" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(schemes); i++)
		if (strncasecmp(address, schemes[i], strlen(schemes[i])) == 0)
			return true;
	/* Without a scheme a colon can only come after the first slash. */
	return address[strcspn(address, ":/?#")] != ':' && !str_starts(address, "//");
}

static char *resolved(const struct writing *w, char *const *addresses, size_t n, int number,
		      bool picture)
{
	char *address;

	if (number < 1 || (size_t)number > n)
		return NULL;
	address = w->out->resolve(w->out->context, addresses[number - 1], picture);
	if (address && !is_harmless(address)) {
		free(address);
		address = NULL;
	}
	return address;
}

/* Writes the spans of one picture as one <img>. */
static size_t write_picture(struct writing *w, const struct block *block, size_t first)
{
	int number = block->spans[first].picture;
	char *address = resolved(w, w->doc->pictures, w->doc->n_pictures, number, true);
	struct str words = { 0 };
	size_t i = first;

	do
		str_add(&words, block->spans[i++].text);
	while (i < block->n_spans && number && block->spans[i].picture == number);
	if (address) {
		html_out_add(w->out, "<img src=\"");
		html_out_address(w->out, address);
		html_out_add(w->out, "\" alt=\"");
		html_out_text(w->out, str_text(&words));
		html_out_add(w->out, "\">");
	} else {
		html_out_text(w->out, words.len ? words.text : _("[picture]"));
	}
	str_free(&words);
	free(address);
	return i;
}

#define MOVED (SPAN_RAISED | SPAN_LOWERED)

static const struct {
	unsigned style;
	const char *open, *close;
} marks[] = {
	{ SPAN_STRONG, "<strong>", "</strong>" },
	{ SPAN_EMPH, "<em>", "</em>" },
	{ SPAN_CODE, "<code>", "</code>" },
	{ SPAN_RAISED, "<sup>", "</sup>" },
	{ SPAN_LOWERED, "<sub>", "</sub>" },
	{ SPAN_STRUCK, "<del>", "</del>" },
};

/* Which bytes of a span only stand for how it looks: "^", "_", "~~", and "[x] " of a task. */
static const char *bare_text(const struct writing *w, const struct block *block, size_t i, size_t *n)
{
	const struct span *span = &block->spans[i];
	const unsigned before = i > 0 ? span[-1].style : 0;
	const unsigned after = i + 1 < block->n_spans ? span[1].style : 0;
	const char *text = span->text;

	*n = strlen(text);
	if (i == 0 && *n >= w->skip) {
		text += w->skip;
		*n -= w->skip;
	}
	if (span->style & SPAN_STRUCK && !(before & SPAN_STRUCK) && *n >= 2) {
		text += 2;
		*n -= 2;
	}
	if (span->style & SPAN_STRUCK && !(after & SPAN_STRUCK) && *n >= 2)
		*n -= 2;
	if (span->style & MOVED & ~before && *n > 0) {
		text++;
		--*n;
	}
	return text;
}

static void write_words(struct writing *w, const struct block *block, size_t number)
{
	const struct span *span = &block->spans[number];
	size_t i, n;
	const char *text = bare_text(w, block, number, &n);
	char *bare = mem_ndup(text, n);

	for (i = 0; i < ARRAY_LEN(marks) && n > 0; i++)
		html_out_add(w->out, span->style & marks[i].style ? marks[i].open : "");
	html_notes_text(w->out, bare, span->link || span->style & SPAN_CODE);
	for (i = ARRAY_LEN(marks); i-- > 0 && n > 0;)
		html_out_add(w->out, span->style & marks[i].style ? marks[i].close : "");
	free(bare);
}

static bool open_link(struct writing *w, int link)
{
	char *address = resolved(w, w->doc->links, w->doc->n_links, link, false);

	if (!address)
		return false;
	html_out_add(w->out, "<a href=\"");
	html_out_address(w->out, address);
	html_out_add(w->out, "\">");
	free(address);
	return true;
}

static void write_spans(struct writing *w, const struct block *block)
{
	bool linked = false;
	int link = 0;
	size_t i = 0;

	while (i < block->n_spans) {
		const struct span *span = &block->spans[i];

		if (span->link != link) {
			html_out_add(w->out, linked ? "</a>" : "");
			linked = span->link && open_link(w, span->link);
			link = span->link;
		}
		if (span->style & SPAN_IMAGE) {
			i = write_picture(w, block, i);
			continue;
		}
		if (span->style & SPAN_BREAK)
			html_out_add(w->out, "<br>\n");
		else
			write_words(w, block, i);
		i++;
	}
	html_out_add(w->out, linked ? "</a>" : "");
	w->skip = 0;
}

/* ---- blocks ---------------------------------------------------------------------- */

static void write_paragraph(struct writing *w, const struct block *block, bool tight)
{
	html_out_add(w->out, tight ? "" : "<p>");
	write_spans(w, block);
	html_out_add(w->out, tight ? "\n" : "</p>\n");
}

static void write_heading(struct writing *w, const struct block *block)
{
	int level = block->level > w->least ? block->level : w->least;
	struct str text = { 0 };
	size_t i;

	for (i = 0; i < block->n_spans; i++)
		str_add(&text, block->spans[i].text);
	level = begin_heading(w->out, level, str_text(&text));
	write_spans(w, block);
	end_heading(w->out, level);
	str_free(&text);
}

static void write_quote(struct writing *w, const struct block *block)
{
	if (!block->text) {
		html_out_add(w->out, "<blockquote>\n");
		write_blocks(w, block, false);
		html_out_add(w->out, "</blockquote>\n");
		return;
	}
	html_out_add(w->out, "<div class=\"callout\" role=\"note\">\n<p class=\"word\">");
	html_out_text(w->out, words_callout(block->text));
	html_out_add(w->out, "</p>\n");
	write_blocks(w, block, false);
	html_out_add(w->out, "</div>\n");
}

/* "[ ] " or "[x] " begins an item that is a task. */
static void begin_task(struct writing *w, const struct block *item)
{
	const char *text = html_first_words(item);
	bool done = str_starts(text, "[x] ") || str_starts(text, "[X] ");

	if (!done && !str_starts(text, "[ ] "))
		return;
	w->skip = TASK_MARK;
	html_out_add(w->out, done ? "<span class=\"box\">☑</span>" : "<span class=\"box\">☐</span>");
}

static void write_list(struct writing *w, const struct block *block)
{
	char *begin = block->ordered && block->n_kids > 0 && block->kids[0].number != 1 ?
			      mem_printf("<ol start=\"%d\">\n", block->kids[0].number) :
			      mem_dup(block->ordered ? "<ol>\n" :
				      block->plain ? "<ul class=\"plain\">\n" : "<ul>\n");
	size_t i;

	html_out_add(w->out, begin);
	for (i = 0; i < block->n_kids; i++) {
		w->skip = html_notes_item(w->out, &block->kids[i]);
		begin_task(w, &block->kids[i]);
		write_blocks(w, &block->kids[i], block->tight);
		w->skip = 0;
		html_out_add(w->out, "</li>\n");
	}
	html_out_add(w->out, block->ordered ? "</ol>\n" : "</ul>\n");
	free(begin);
}

static void write_row(struct writing *w, const struct block *row, const char *cell)
{
	static const char *const aligns[] = {
		[ALIGN_LEFT] = "", [ALIGN_CENTER] = " class=\"center\"", [ALIGN_RIGHT] = " class=\"right\"",
	};
	size_t i;

	html_out_add(w->out, "<tr>");
	for (i = 0; i < row->n_kids; i++) {
		html_out_add(w->out, "<");
		html_out_add(w->out, cell);
		html_out_add(w->out, aligns[row->kids[i].align]);
		html_out_add(w->out, ">");
		write_spans(w, &row->kids[i]);
		html_out_add(w->out, "</");
		html_out_add(w->out, cell);
		html_out_add(w->out, ">");
	}
	html_out_add(w->out, "</tr>\n");
}

static bool is_empty(const struct block *row)
{
	size_t i;

	for (i = 0; i < row->n_kids; i++)
		if (row->kids[i].n_spans > 0)
			return false;
	return true;
}

static void write_table(struct writing *w, const struct block *block)
{
	size_t i;

	html_out_add(w->out, "<div class=\"table\"><table>\n");
	if (block->n_kids > 0 && !is_empty(&block->kids[0])) {
		html_out_add(w->out, "<thead>\n");
		write_row(w, &block->kids[0], "th");
		html_out_add(w->out, "</thead>\n");
	}
	html_out_add(w->out, block->n_kids > 1 ? "<tbody>\n" : "");
	for (i = 1; i < block->n_kids; i++)
		write_row(w, &block->kids[i], "td");
	html_out_add(w->out, block->n_kids > 1 ? "</tbody>\n</table></div>\n" : "</table></div>\n");
}

/* A block without text would be an empty box. */
static void write_code(struct writing *w, const struct block *block)
{
	if (!block->text[0])
		return;
	html_out_add(w->out, "<pre><code>");
	html_out_text(w->out, block->text);
	html_out_add(w->out, "</code></pre>\n");
}

static void write_block(struct writing *w, const struct block *block, bool tight)
{
	switch (block->kind) {
	case BLOCK_PARAGRAPH: write_paragraph(w, block, tight); break;
	case BLOCK_HEADING: write_heading(w, block); break;
	case BLOCK_QUOTE: write_quote(w, block); break;
	case BLOCK_LIST: write_list(w, block); break;
	case BLOCK_RULE: html_out_add(w->out, "<hr>\n"); break;
	case BLOCK_TABLE: write_table(w, block); break;
	case BLOCK_CODE: write_code(w, block); break;
	default: write_blocks(w, block, false); break;
	}
}

static bool is_term(const struct block *parent, size_t i)
{
	return i + 1 < parent->n_kids && parent->kids[i].kind == BLOCK_PARAGRAPH &&
	       parent->kids[i + 1].kind == BLOCK_LIST && parent->kids[i + 1].plain;
}

/* A paragraph before a list of definitions is the term that they explain.  Writes all terms
 * that follow each other; returns the index behind the last. */
static size_t write_definitions(struct writing *w, const struct block *parent, size_t i)
{
	size_t k;

	html_out_add(w->out, "<dl>\n");
	for (; is_term(parent, i); i += 2) {
		const struct block *list = &parent->kids[i + 1];

		html_out_add(w->out, "<dt>");
		write_spans(w, &parent->kids[i]);
		html_out_add(w->out, "</dt>\n");
		for (k = 0; k < list->n_kids; k++) {
			html_out_add(w->out, "<dd>");
			write_blocks(w, &list->kids[k], list->tight);
			html_out_add(w->out, "</dd>\n");
		}
	}
	html_out_add(w->out, "</dl>\n");
	return i;
}

/* markdown.c limits the depth of trees, so recursion is safe. */
static void write_blocks_from(struct writing *w, const struct block *parent, size_t i, bool tight)
{
	while (i < parent->n_kids)
		if (is_term(parent, i))
			i = write_definitions(w, parent, i);
		else
			write_block(w, &parent->kids[i++], tight);
}

static void write_blocks(struct writing *w, const struct block *parent, bool tight)
{
	write_blocks_from(w, parent, 0, tight);
}

static bool says(const struct block *block, const char *title)
{
	struct str text = { 0 };
	bool same;
	size_t i;

	if (!title || block->kind != BLOCK_HEADING || block->level != 1)
		return false;
	for (i = 0; i < block->n_spans; i++)
		str_add(&text, block->spans[i].text);
	same = str_eq(str_text(&text), title);
	str_free(&text);
	return same;
}

void html_out_doc(struct html_out *out, const struct doc *doc, const char *title)
{
	int level = out->heading;
	struct writing w = { .out = out, .doc = doc, .least = level + 1 };
	bool titled = doc->root.n_kids > 0 && says(&doc->root.kids[0], title);

	write_blocks_from(&w, &doc->root, titled ? 1 : 0, false);
	out->heading = level;
}

void html_out_free(struct html_out *out)
{
	html_out_forget_notes(out);
	names_free(&out->ids);
	free(out->repeats);
	str_free(&out->text);
	*out = (struct html_out){ 0 };
}
