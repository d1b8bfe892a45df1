// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Blocks from HTML that are not ended; see htmltree.h. */
#include "lesson/load/htmltree.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "lesson/load/table.h"

/* Blocks that one tag can begin: an item, a table, a row and a cell. */
enum { MOST_BEGUN = 4 };

enum { MAX_FILLED = 2000 /* rows with empty cells added */ };

static struct block *top(struct htmltree *tree)
{
	return tree->n > 0 ? &tree->open[tree->n - 1] : NULL;
}

static bool is_top(struct htmltree *tree, enum block_kind kind)
{
	return tree->n > 0 && top(tree)->kind == kind;
}

/* Returns how many blocks are open up to the innermost of this kind; 0: there is none, or
 * it is around a table in which we are. */
static size_t found(const struct htmltree *tree, enum block_kind kind)
{
	size_t n = tree->n;

	for (; n > 0 && tree->open[n - 1].kind != kind; n--)
		if (tree->open[n - 1].kind == BLOCK_TABLE)
			return 0;
	return n;
}

bool htmltree_in(const struct htmltree *tree, enum block_kind kind)
{
	return found(tree, kind) > 0;
}

bool htmltree_in_cell(const struct htmltree *tree)
{
	return tree->n > 0 && tree->open[tree->n - 1].kind == BLOCK_CELL;
}

/* ---- tables ---------------------------------------------------------------------- */

static void free_row(struct block *row)
{
	size_t i, k;

	for (i = 0; i < row->n_kids; i++) {
		for (k = 0; k < row->kids[i].n_spans; k++)
			free(row->kids[i].spans[k].text);
		free(row->kids[i].spans);
	}
	free(row->kids);
}

/* Leaves out rows without any text; a table that only gives pictures a place has them. */
static void drop_empty_rows(struct block *table)
{
	size_t i, k, kept = 0;

	for (i = 0; i < table->n_kids; i++) {
		struct block *row = &table->kids[i];

		for (k = 0; k < row->n_kids && row->kids[k].n_spans == 0; k++)
			;
		if (k < row->n_kids)
			table->kids[kept++] = *row;
		else
			free_row(row);
	}
	table->n_kids = kept;
}

static bool is_head(const struct block *row)
{
	size_t i;

	for (i = 0; i < row->n_kids && row->kids[i].level > 0; i++)
		;
	return i == row->n_kids;
}

/* The first row is the head: one with empty cells if HTML has none. */
static void settle_table(struct block *table)
{
	struct block body = *table;
	size_t columns = 0, i;

	for (i = 0; i < table->n_kids; i++)
		if (table->kids[i].n_kids > columns)
			columns = table->kids[i].n_kids;
	if (table->n_kids > 0 && !is_head(&table->kids[0])) {
		table->kids = NULL;
		table->n_kids = 0;
		*MEM_PUSH(table->kids, table->n_kids) =
			(struct block){ .kind = BLOCK_ROW, .line = table->line };
		for (i = 0; i < body.n_kids; i++)
			*MEM_PUSH(table->kids, table->n_kids) = body.kids[i];
		free(body.kids);
	}
	for (i = 0; i < table->n_kids && i < MAX_FILLED; i++)
		table_fill(&table->kids[i], columns);
}

/* ---- lists ----------------------------------------------------------------------- */

/* A list is tight if none of its items holds a second paragraph. */
static bool is_tight(const struct block *list)
{
	size_t i, k;

	for (i = 0; i < list->n_kids; i++)
		for (k = 1; k < list->kids[i].n_kids; k++)
			if (list->kids[i].kids[k].kind == BLOCK_PARAGRAPH)
				return false;
	return true;
}

/* ---- ends ------------------------------------------------------------------------ */

static void push(struct htmltree *tree, struct block block)
{
	tree->open[tree->n++] = block;
}

/* Puts the innermost block into the one around it. */
static void pop(struct htmltree *tree)
{
	struct block block = tree->open[--tree->n], *out = tree->n > 0 ? top(tree) : tree->out;

	if (block.kind == BLOCK_TABLE) {
		drop_empty_rows(&block);
		settle_table(&block);
	}
	if (block.kind == BLOCK_LIST)
		block.tight = is_tight(&block);
	if (block.n_kids == 0 && block.kind != BLOCK_CELL && block.kind != BLOCK_ITEM) {
		free(block.text);
		free(block.kids);
		return;
	}
	*MEM_PUSH(out->kids, out->n_kids) = block;
}

static void pop_to(struct htmltree *tree, size_t n)
{
	while (tree->n > n)
		pop(tree);
}

void htmltree_end(struct htmltree *tree, enum block_kind kind)
{
	size_t n = found(tree, kind);

	if (n > 0)
		pop_to(tree, n - 1);
	if (kind == BLOCK_LIST)
		tree->next = 0;
}

static int next_number(const struct block *list)
{
	int first = list->n_kids > 0 ? list->kids[0].number : list->number;

	return list->ordered ? first + (int)list->n_kids : 0;
}

void htmltree_end_all(struct htmltree *tree)
{
	size_t n = found(tree, BLOCK_LIST);

	if (n > 0)
		tree->next = next_number(&tree->open[n - 1]) +
			     (tree->open[n - 1].ordered && n < tree->n);
	pop_to(tree, 0);
}

void htmltree_end_definitions(struct htmltree *tree)
{
	size_t n = found(tree, BLOCK_LIST);

	if (n > 0 && tree->open[n - 1].plain)
		pop_to(tree, n - 1);
}

/* ---- beginnings ------------------------------------------------------------------ */

/* Begins an item in the innermost list, or in a list of its own. */
static void begin_item(struct htmltree *tree, struct block item)
{
	size_t n = found(tree, BLOCK_LIST);

	if (n > 0)
		pop_to(tree, n);
	else
		push(tree, (struct block){ .kind = BLOCK_LIST, .line = item.line,
					   .ordered = tree->next > 0, .number = tree->next });
	item.number = next_number(top(tree));
	push(tree, item);
}

static void begin_row(struct htmltree *tree, struct block row)
{
	size_t n = found(tree, BLOCK_TABLE);

	if (n > 0) {
		pop_to(tree, n);
	} else {
		if (is_top(tree, BLOCK_LIST))
			begin_item(tree, (struct block){ .kind = BLOCK_ITEM, .line = row.line });
		push(tree, (struct block){ .kind = BLOCK_TABLE, .line = row.line });
	}
	push(tree, row);
}

static void begin_cell(struct htmltree *tree, struct block cell)
{
	size_t n = found(tree, BLOCK_ROW);

	if (n > 0)
		pop_to(tree, n);
	else
		begin_row(tree, (struct block){ .kind = BLOCK_ROW, .line = cell.line });
	if (top(tree)->n_kids < TABLE_COLUMNS)
		push(tree, cell);
}

void htmltree_begin(struct htmltree *tree, struct block block)
{
	bool part = block.kind == BLOCK_ROW || block.kind == BLOCK_CELL;

	bool in_table = htmltree_in_cell(tree) || is_top(tree, BLOCK_ROW) || is_top(tree, BLOCK_TABLE);

	if (tree->n + MOST_BEGUN > tree->room || (in_table && !part)) {
		free(block.text);
		return;
	}
	if (block.kind == BLOCK_ITEM)
		begin_item(tree, block);
	else if (block.kind == BLOCK_ROW)
		begin_row(tree, block);
	else if (block.kind == BLOCK_CELL)
		begin_cell(tree, block);
	else if (is_top(tree, BLOCK_LIST)) { /* a list can only hold items */
		begin_item(tree, (struct block){ .kind = BLOCK_ITEM, .line = block.line });
		push(tree, block);
	} else {
		push(tree, block);
	}
}

void htmltree_begin_definitions(struct htmltree *tree, int line)
{
	size_t n = found(tree, BLOCK_LIST);

	if (n == 0 || !tree->open[n - 1].plain)
		htmltree_begin(tree, (struct block){ .kind = BLOCK_LIST, .plain = true, .line = line });
}

/* ---- what is in them ------------------------------------------------------------- */

static void add_break(struct block *cell)
{
	if (cell->n_spans > 0)
		*MEM_PUSH(cell->spans, cell->n_spans) =
			(struct span){ .text = mem_dup(""), .style = SPAN_BREAK };
}

/* Each line of code on a line of its own. */
static void add_code_to_cell(struct block *cell, const char *at)
{
	while (*at) {
		size_t n = strcspn(at, "\n");

		add_break(cell);
		*MEM_PUSH(cell->spans, cell->n_spans) =
			(struct span){ .text = utf8_clean(at, n), .style = SPAN_CODE };
		at += n + (at[n] == '\n');
	}
}

/* Adds the spans, behind a break if there are others. */
static void add_to_cell(struct block *cell, struct block *block)
{
	size_t i;

	if (block->kind == BLOCK_CODE)
		add_code_to_cell(cell, block->text);
	else
		add_break(cell);
	for (i = 0; i < block->n_spans; i++)
		*MEM_PUSH(cell->spans, cell->n_spans) = block->spans[i];
	free(block->spans);
	free(block->text);
	free(block->info);
}

void htmltree_add(struct htmltree *tree, struct block block)
{
	struct block *out;
	size_t n;

	if (htmltree_in_cell(tree)) {
		add_to_cell(top(tree), &block);
		return;
	}
	if (is_top(tree, BLOCK_LIST))
		htmltree_begin(tree, (struct block){ .kind = BLOCK_ITEM, .line = block.line });
	/* What stands in a table, but in no cell, goes before it; and so does what stands in a
	 * list where there is no room for an item. */
	for (n = tree->n; n > 0 && (tree->open[n - 1].kind == BLOCK_TABLE ||
				    tree->open[n - 1].kind == BLOCK_ROW ||
				    tree->open[n - 1].kind == BLOCK_LIST);)
		n--;
	out = n > 0 ? &tree->open[n - 1] : tree->out;
	*MEM_PUSH(out->kids, out->n_kids) = block;
}
