// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pipe tables; see table.h. */
#include "lesson/load/table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

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
	if (*at == '\0' && pipe && *n > 0 && *n <= TABLE_COLUMNS)
		return true;
	free(*aligns);
	*aligns = NULL;
	*n = 0;
	return false;
}

/* ---- cells ----------------------------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static struct piece_of_text trimmed(struct piece_of_text piece)
{
	while (piece.n > 0 && is_blank(piece.text[0])) {
		piece.text++;
		piece.n--;
	}
	while (piece.n > 0 && is_blank(piece.text[piece.n - 1]))
		piece.n--;
	return piece;
}

static size_t ticks(const char *at, const char *end)
{
	size_t n = 0;

	while (at + n < end && at[n] == '`')
		n++;
	return n;
}

/* Runs of so many backticks have no partner in the rest of the row: a bit for each length. */
struct lonely {
	uint32_t lengths;
};

/* Returns the end of the code span that begins here, or NULL.  What was searched once without
 * success is not searched again. */
static const char *span_end(const char *at, const char *end, struct lonely *lonely)
{
	size_t n = ticks(at, end), k;

	if (n > 31 || lonely->lengths & 1u << n)
		return NULL;
	for (at += n; at < end; at += k ? k : 1) {
		k = ticks(at, end);
		if (k == n)
			return at + k;
	}
	lonely->lengths |= 1u << n;
	return NULL;
}

/* Returns the "|" that ends the cell, or END.  lonely: one in a code span ends none; or NULL. */
static const char *cell_end(const char *at, const char *end, struct lonely *lonely)
{
	while (at < end && *at != '|') {
		const char *stop = lonely && *at == '`' ? span_end(at, end, lonely) : NULL;

		at = stop ? stop : *at == '`' ? at + ticks(at, end) : at + 1;
	}
	return at;
}

/* Returns the number of cells, of which only so many as columns are written; a row with more
 * is not read further. */
static size_t cut(struct piece_of_text row, size_t columns, struct piece_of_text *cells, bool code)
{
	const char *at, *end, *stop;
	struct lonely lonely = { 0 };
	size_t n = 0;

	row = trimmed(row);
	if (row.n > 0 && row.text[0] == '|') {
		row.text++;
		row.n--;
	}
	if (row.n > 0 && row.text[row.n - 1] == '|')
		row.n--;
	end = row.text + row.n;
	for (at = row.text;; at = stop + 1) {
		stop = cell_end(at, end, code ? &lonely : NULL);
		if (n < columns)
			cells[n] = trimmed((struct piece_of_text){ at, (size_t)(stop - at) });
		n++;
		if (stop == end || n > columns)
			return n;
	}
}

/* Everywhere else a pipe in a code span separates cells; but where that makes too many, the
 * author meant it to be code. */
static size_t cut_row(struct piece_of_text row, size_t columns, struct piece_of_text *cells)
{
	size_t n = cut(row, columns, cells, false);

	return n > columns && memchr(row.text, '`', row.n) ? cut(row, columns, cells, true) : n;
}

size_t table_cut(struct piece_of_text row, size_t columns, struct piece_of_text *cells)
{
	size_t n = cut_row(row, columns, cells);

	return n < columns ? n : columns;
}

/* ---- the table ------------------------------------------------------------------- */

static bool is_delimiter(struct piece_of_text line, enum align **aligns, size_t *columns)
{
	char *copy;
	size_t i;
	bool is;

	for (i = 0; i < line.n && strchr("|-: \t", line.text[i]); i++)
		;
	if (i < line.n || line.n == 0)
		return false;
	copy = mem_ndup(line.text, line.n);
	is = table_delimiter(copy, aligns, columns);
	free(copy);
	return is;
}

bool table_find(const struct piece_of_text *lines, size_t n, size_t *head, enum align **aligns,
		size_t *columns)
{
	struct piece_of_text cells[TABLE_COLUMNS];
	size_t i;

	for (i = 1; i < n; i++) {
		if (!is_delimiter(lines[i], aligns, columns))
			continue;
		*head = i - 1;
		if (cut_row(lines[i - 1], *columns, cells) == *columns)
			return true;
		free(*aligns);
	}
	*aligns = NULL;
	return false;
}

void table_fill(struct block *row, size_t columns)
{
	while (row->n_kids < columns) {
		struct block *cell = MEM_PUSH(row->kids, row->n_kids);

		cell->kind = BLOCK_CELL;
		cell->line = row->line;
	}
}
