// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pipe tables: columns are as wide as their text.  In a narrower pane they shrink and
 * their cells wrap; if even that does not fit, each row becomes a record of "head: cell"
 * lines.  Pure. */
#include "ui/text/render-table.h"

#include <stdlib.h>

#include "base/mem.h"

#define GAP 2          /* blanks between columns */
#define COLUMN_LEAST 6 /* no column shrinks below this */
#define COLUMNS_MAX 64 /* a table with more becomes records */

struct column {
	int width, least;
};

static const struct block *cell_of(const struct block *row, size_t column)
{
	return column < row->n_kids ? &row->kids[column] : NULL;
}

static size_t count_columns(const struct block *table)
{
	size_t n = 0;

	for (size_t i = 0; i < table->n_kids; i++)
		n = table->kids[i].n_kids > n ? table->kids[i].n_kids : n;
	return n;
}

static void measure(struct render *r, const struct block *table, struct column *columns, size_t n)
{
	for (size_t i = 0; i < table->n_kids; i++)
		for (size_t j = 0; j < n; j++) {
			const struct block *cell = cell_of(&table->kids[i], j);
			struct pieces pieces = { 0 };
			int longest, width;

			if (!cell)
				continue;
			render_spans(r, cell, STYLE_PLAIN, &pieces);
			width = pieces_width(&pieces, &longest);
			columns[j].width = width > columns[j].width ? width : columns[j].width;
			longest = longest < COLUMN_LEAST ? longest : COLUMN_LEAST;
			columns[j].least = longest > columns[j].least ? longest : columns[j].least;
			pieces_free(&pieces);
		}
}

/* Shrinks the widest column again and again until all fit; false if they cannot. */
static bool shrink(struct column *columns, size_t n, int room)
{
	int total = GAP * ((int)n - 1);

	for (size_t i = 0; i < n; i++)
		total += columns[i].width;
	while (total > room) {
		struct column *widest = NULL;

		for (size_t i = 0; i < n; i++)
			if (columns[i].width > columns[i].least &&
			    (!widest || columns[i].width > widest->width))
				widest = &columns[i];
		if (!widest)
			return false;
		widest->width--;
		total--;
	}
	return true;
}

/* Adds one line of a cell, padded to the width of its column. */
static void put_cell(struct render *r, struct line *line, const struct pieces *pieces, size_t first,
		     size_t last, int width, enum align align)
{
	int used = 0, before;

	for (size_t i = first; i < last; i++)
		used += pieces->list[i].width;
	before = align == ALIGN_LEFT ? 0 : align == ALIGN_RIGHT ? width - used : (width - used) / 2;
	line_pad(r->lines, line, STYLE_PLAIN, before);
	wrap_put(r->lines, line, pieces, first, last);
	line_pad(r->lines, line, STYLE_PLAIN, width - used - (before > 0 ? before : 0));
}

static void put_row(struct render *r, const struct block *row, const struct column *columns,
		    size_t n, enum style base)
{
	struct pieces *cells = mem_array(n, sizeof *cells);
	size_t *at = mem_array(n, sizeof *at);
	bool more = true;

	for (size_t j = 0; j < n; j++)
		if (cell_of(row, j))
			render_spans(r, cell_of(row, j), base, &cells[j]);
	while (more) {
		struct line *line = render_line(r);

		more = false;
		for (size_t j = 0; j < n; j++) {
			const struct block *cell = cell_of(row, j);
			int width = columns[j].width > 0 ? columns[j].width : 1;
			size_t first = 0, last = 0;
			bool joined;

			if (j > 0)
				line_pad(r->lines, line, STYLE_PLAIN, GAP);
			if (!wrap_next(&cells[j], width, &at[j], &first, &last, &joined))
				first = last = 0;
			put_cell(r, line, &cells[j], first, last, columns[j].width,
				 cell ? cell->align : ALIGN_LEFT);
			more = more || at[j] < cells[j].n;
		}
	}
	for (size_t j = 0; j < n; j++)
		pieces_free(&cells[j]);
	free(cells);
	free(at);
}

static void put_grid(struct render *r, const struct block *table, const struct column *columns,
		     size_t n)
{
	int total = GAP * ((int)n - 1);

	for (size_t j = 0; j < n; j++)
		total += columns[j].width;
	for (size_t i = 0; i < table->n_kids; i++) {
		put_row(r, &table->kids[i], columns, n, i == 0 ? STYLE_STRONG : STYLE_PLAIN);
		if (i == 0)
			render_rule(r, total);
	}
}

/* Adds each row as "head: cell" lines. */
static void put_records(struct render *r, const struct block *table, size_t n)
{
	for (size_t i = 1; i < table->n_kids; i++) {
		if (i > 1)
			render_gap(r);
		for (size_t j = 0; j < n; j++) {
			const struct block *head = cell_of(&table->kids[0], j);
			const struct block *cell = cell_of(&table->kids[i], j);
			struct pieces pieces = { 0 };

			if (!cell || cell->n_spans == 0)
				continue;
			if (head && head->n_spans > 0) {
				render_spans(r, head, STYLE_STRONG, &pieces);
				pieces_add(&pieces, ": ", STYLE_STRONG, 0, false, false);
			}
			render_spans(r, cell, STYLE_PLAIN, &pieces);
			render_pieces(r, &pieces);
			pieces_free(&pieces);
		}
	}
}

void render_table(struct render *r, const struct block *table)
{
	size_t n = count_columns(table);
	struct column *columns;

	if (n == 0)
		return;
	columns = mem_array(n, sizeof *columns);
	measure(r, table, columns, n);
	if (n <= COLUMNS_MAX && shrink(columns, n, render_room(r)))
		put_grid(r, table, columns, n);
	else
		put_records(r, table, n);
	free(columns);
}
