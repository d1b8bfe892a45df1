// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pipe tables; see table.h. */
#include "lesson/load/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Short rows are filled up to the head's cells, but only so many cells in all. */
enum { MAX_FILLED = 2000, MAX_COLUMNS = 100 };

static const char *blanks(const char *at)
{
	while (*at == ' ' || *at == '\t')
		at++;
	return at;
}

bool table_delimiter(const char *line, enum align **aligns, size_t *n)
{
	bool left, right, pipe = false;
	const char *at = blanks(line);

	*aligns = NULL;
	*n = 0;
	if (*at == '|') {
		pipe = true;
		at = blanks(at + 1);
	}
	while (*at) {
		left = *at == ':';
		at += left;
		if (*at != '-')
			break;
		at += strspn(at, "-");
		right = *at == ':';
		at = blanks(at + right);
		*MEM_PUSH(*aligns, *n) = !right ? ALIGN_LEFT : left ? ALIGN_CENTER : ALIGN_RIGHT;
		if (*at != '|')
			break;
		pipe = true;
		at = blanks(at + 1);
	}
	if (*at == '\0' && pipe && *n > 0 && *n <= MAX_COLUMNS)
		return true;
	free(*aligns);
	*aligns = NULL;
	*n = 0;
	return false;
}

static bool is_blank(const struct span *span)
{
	return !(span->style & (TABLE_CELL | TABLE_ROW | SPAN_BREAK)) &&
	       span->text[strspn(span->text, " ")] == '\0';
}

/* Splits the spans [from, to) of a row at TABLE_CELL; the outer pipes do not count.
 * Returns the number of cells; row may be NULL to count only. */
static size_t cut_row(struct span *spans, size_t from, size_t to, struct block *row)
{
	size_t cells = 0, i = from, begin;

	while (i < to && is_blank(&spans[i]))
		i++;
	if (i < to && spans[i].style & TABLE_CELL)
		from = i + 1;
	i = to;
	while (i > from && is_blank(&spans[i - 1]))
		i--;
	if (i > from && spans[i - 1].style & TABLE_CELL)
		to = i - 1;
	for (begin = from;; begin = i + 1) {
		struct block *cell;

		for (i = begin; i < to && !(spans[i].style & TABLE_CELL); i++)
			;
		cells++;
		if (row) {
			cell = MEM_PUSH(row->kids, row->n_kids);
			cell->kind = BLOCK_CELL;
			cell->line = row->line;
			for (; begin < i; begin++) {
				*MEM_PUSH(cell->spans, cell->n_spans) = spans[begin];
				spans[begin].text = NULL;
			}
		}
		if (i >= to)
			return cells;
	}
}

static void trim(struct block *cell)
{
	while (cell->n_spans > 0 && is_blank(&cell->spans[cell->n_spans - 1]))
		free(cell->spans[--cell->n_spans].text);
	if (cell->n_spans > 0) {
		char *first = cell->spans[0].text, *last = cell->spans[cell->n_spans - 1].text;
		size_t n = strlen(last);

		while (n > 0 && last[n - 1] == ' ')
			last[--n] = '\0';
		n = strspn(first, " ");
		memmove(first, first + n, strlen(first + n) + 1);
	}
}

static void settle_row(struct block *row, const enum align *aligns, size_t columns, bool fill)
{
	size_t i, k;

	while (fill && row->n_kids < columns) {
		struct block *cell = MEM_PUSH(row->kids, row->n_kids);

		cell->kind = BLOCK_CELL;
		cell->line = row->line;
	}
	while (row->n_kids > columns) {
		struct block *cell = &row->kids[--row->n_kids];

		for (k = 0; k < cell->n_spans; k++)
			free(cell->spans[k].text);
		free(cell->spans);
	}
	for (i = 0; i < row->n_kids; i++) {
		row->kids[i].align = aligns[i];
		trim(&row->kids[i]);
	}
}

static size_t row_end(const struct span *spans, size_t from, size_t n)
{
	while (from < n && !(spans[from].style & TABLE_ROW))
		from++;
	return from;
}

bool table_build(struct span *spans, size_t n, const enum align *aligns, size_t columns, int line,
		 struct block *table)
{
	size_t from = 0, to = row_end(spans, 0, n), i;
	int number;

	if (cut_row(spans, 0, to, NULL) != columns)
		return false;
	*table = (struct block){ .kind = BLOCK_TABLE, .line = line };
	for (number = 0; from <= n; from = to + 1, number++) {
		struct block *row;

		to = row_end(spans, from, n);
		if (number == 1)
			continue;
		row = MEM_PUSH(table->kids, table->n_kids);
		row->kind = BLOCK_ROW;
		row->line = line + number;
		cut_row(spans, from, to, row);
		settle_row(row, aligns, columns, number < MAX_FILLED);
	}
	for (i = 0; i < n; i++)
		free(spans[i].text);
	free(spans);
	return true;
}
