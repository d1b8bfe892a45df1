// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A text as cmark's tree, with its tables; see document.h.
 *
 * cmark takes a table for a paragraph.  The cells of all tables are collected into another
 * text, a paragraph each, followed by the definitions of links: so each cell is parsed by
 * itself. */
#include "lesson/load/document.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmark.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson/load/markdown-parts.h"
#include "lesson/load/table.h"

#define CELL_MARK "\xef\xb7\x91" /* U+FDD1, a noncharacter: begins a paragraph in any case */

/* A text by its lines, the number of the first being 1. */
struct source {
	struct piece_of_text *lines;
	size_t n;
};

static void split_lines(struct source *source, const char *text, size_t n)
{
	const char *end = text + n;

	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		struct piece_of_text *line = MEM_PUSH(source->lines, source->n);

		stop = stop ? stop : end;
		line->text = text;
		line->n = (size_t)(stop - text);
		text = stop + 1;
	}
}

/* The line without the blanks before it, and the marks of so many quotes. */
static struct piece_of_text without_marks(struct piece_of_text line, int quotes)
{
	while (line.n > 0 && (line.text[0] == ' ' || line.text[0] == '\t' ||
			      (line.text[0] == '>' && quotes-- > 0))) {
		line.text++;
		line.n--;
	}
	return line;
}

static int quotes_around(cmark_node *node)
{
	int n = 0;

	while ((node = cmark_node_parent(node)) != NULL)
		n += cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE;
	return n;
}

/* The lines of a paragraph.  Caller frees. */
static struct piece_of_text *lines_of(const struct source *source, cmark_node *node, size_t *n)
{
	size_t first = (size_t)cmark_node_get_start_line(node), i;
	size_t last = (size_t)cmark_node_get_end_line(node);
	size_t column = (size_t)cmark_node_get_start_column(node) - 1;
	int quotes = quotes_around(node);
	struct piece_of_text *lines;

	*n = 0;
	if (first < 1 || last > source->n || last <= first || column > source->lines[first - 1].n)
		return NULL;
	lines = mem_array(last - first + 1, sizeof *lines);
	lines[0] = source->lines[first - 1];
	lines[0].text += column;
	lines[0].n -= column;
	for (i = 1; first + i <= last; i++)
		lines[i] = without_marks(source->lines[first - 1 + i], quotes);
	*n = i;
	return lines;
}

static void add_cell(struct str *out, struct piece_of_text cell)
{
	str_add(out, CELL_MARK " ");
	str_addn(out, cell.text, cell.n);
	str_add(out, "\n\n");
}

static bool is_definition(struct piece_of_text line)
{
	return line.n > 3 && line.text[0] == '[' && memmem(line.text, line.n, "]:", 2);
}

/* Adds the lines before a table.  They begin with blanks, so that none begins a block. */
static void add_text(struct str *out, const struct piece_of_text *lines, size_t n)
{
	size_t i = 0, first;

	while (i < n && is_definition(lines[i]))
		i++;
	str_add(out, CELL_MARK);
	for (first = i; i < n; i++) {
		str_add(out, i == first ? " " : "\n    ");
		str_addn(out, lines[i].text, lines[i].n);
	}
	str_add(out, "\n\n");
}

static void add_rows(struct str *out, struct table *table, const struct piece_of_text *lines)
{
	struct piece_of_text cells[TABLE_COLUMNS];
	size_t i, k;

	table->cells = mem_alloc(table->n - table->head);
	for (i = table->head; i < table->n; i++) {
		size_t n = i == table->head + 1 ? 0 : table_cut(lines[i], table->columns, cells);

		table->cells[i - table->head] = (unsigned char)n;
		for (k = 0; k < n; k++)
			add_cell(out, cells[k]);
	}
}

/* Collects the paragraph's text before the table, and its cells. */
static void collect(struct document *document, cmark_node *node, const struct source *source,
		    struct str *out)
{
	struct table table = { .line = cmark_node_get_start_line(node) };
	struct piece_of_text *lines = lines_of(source, node, &table.n);

	if (lines && table_find(lines, table.n, &table.head, &table.aligns, &table.columns)) {
		add_text(out, lines, table.head);
		add_rows(out, &table, lines);
		*MEM_PUSH(document->tables, document->n_tables) = table;
		cmark_node_set_user_data(node, (void *)(uintptr_t)document->n_tables);
	}
	free(lines);
}

static void add_definitions(struct str *out, const struct source *source)
{
	size_t i;

	for (i = 0; i < source->n; i++) {
		struct piece_of_text line = without_marks(source->lines[i], MARKDOWN_DEPTH);

		if (!is_definition(line))
			continue;
		str_addn(out, line.text, line.n);
		str_add(out, "\n\n");
	}
}

/* Each table gets its first paragraph in the document of cells. */
static void hand_out(struct document *document)
{
	cmark_node *node = cmark_node_first_child(document->cells);
	size_t i, k, n;

	for (i = 0; i < document->n_tables; i++) {
		struct table *table = &document->tables[i];

		table->first = node;
		for (n = 1, k = 0; k < table->n - table->head; k++)
			n += table->cells[k];
		while (n-- > 0 && node)
			node = cmark_node_next(node);
	}
}

static void read_tables(struct document *document, const char *text, size_t n)
{
	cmark_iter *iter = cmark_iter_new(document->root);
	struct source source = { 0 };
	struct str cells = { 0 };
	cmark_event_type event;

	split_lines(&source, text, n);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH)
			collect(document, node, &source, &cells);
	}
	cmark_iter_free(iter);
	if (document->n_tables > 0) {
		add_definitions(&cells, &source);
		document->cells = cmark_parse_document(cells.text, cells.len,
						       CMARK_OPT_VALIDATE_UTF8);
		hand_out(document);
	}
	str_free(&cells);
	free(source.lines);
}

void document_parse(struct document *document, const char *text, size_t n)
{
	*document = (struct document){ 0 };
	document->root = cmark_parse_document(text, n, CMARK_OPT_VALIDATE_UTF8);
	if (memchr(text, '|', n))
		read_tables(document, text, n);
}

void document_free(struct document *document)
{
	size_t i;

	for (i = 0; i < document->n_tables; i++) {
		free(document->tables[i].aligns);
		free(document->tables[i].cells);
	}
	free(document->tables);
	cmark_node_free(document->root);
	if (document->cells)
		cmark_node_free(document->cells);
}

const struct table *document_table(const struct document *document, struct cmark_node *node)
{
	size_t number = (size_t)(uintptr_t)cmark_node_get_user_data(node);

	return number ? &document->tables[number - 1] : NULL;
}

size_t document_mark(const char *text)
{
	return str_starts(text, CELL_MARK) ? strlen(CELL_MARK) : 0;
}
