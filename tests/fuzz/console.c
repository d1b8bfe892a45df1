// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine writes to its console: to cells, and to lines. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "vm/console/echo.h"
#include "vm/console/filter.h"
#include "vm/console/terminal.h"

/* Smaller than a machine's: borders are reached sooner, and fewer cells are to be read. */
enum {
	ROWS = 8,
	COLS = 24,
	HISTORY_LINES = 100, /* that are looked at */
	ANSWER_BYTES = 16    /* the longest answer, for each byte that asks */
};

/* ---- cells ------------------------------------------------------------------------ */

/* A row is as wide as the terminal, and each character as wide as it is shown. */
static void look_at_row(const struct vm_cell *cells, int cols)
{
	int col;

	for (col = 0; col < cols; col++) {
		const struct vm_cell *cell = &cells[col];

		fuzz_clean(cell->text, false);
		if (cell->width > 2 || (cell->width == 0) != (cell->text[0] == '\0'))
			fail_msg("column %d has \"%s\" in %d columns", col, cell->text,
				 cell->width);
		if (cell->width > 0 && utf8_width(cell->text) != cell->width)
			fail_msg("column %d shows \"%s\" as %d columns", col, cell->text,
				 cell->width);
		if (cell->width == 2 && (col + 1 == cols || cells[col + 1].width != 0))
			fail_msg("column %d has half of \"%s\"", col, cell->text);
		if (cell->width == 0 && (col == 0 || cells[col - 1].width != 2))
			fail_msg("column %d is the right half of nothing", col);
	}
}

static void look_at_page(const struct terminal *terminal, uint64_t bottom, size_t lines)
{
	struct vm_page *page = terminal_page(terminal, bottom, lines);
	size_t i;

	assert_true(page->first <= page->bottom && page->bottom <= page->last);
	assert_int_equal(page->cols, COLS);
	for (i = 0; i < page->n; i++)
		look_at_row(page->cells + i * (size_t)page->cols, page->cols);
	assert_true(page->cursor_line <= page->n);
	assert_true(page->cursor_line == page->n ||
		    (page->cursor_col >= 0 && page->cursor_col < page->cols));
	vm_page_free(page);
}

static void look_at_terminal(struct terminal *terminal)
{
	char *text = terminal_text(terminal, (struct vm_spot){ 1, 0 },
				   (struct vm_spot){ UINT64_MAX, COLS });

	fuzz_clean(text, true);
	free(text);
	look_at_page(terminal, 0, HISTORY_LINES);
	look_at_page(terminal, 2, 3);
	terminal_find(terminal, "a", 0);
}

static void look_at_same(const struct vm_page *a, const struct vm_page *b)
{
	size_t i;

	if (a->last != b->last || a->n != b->n)
		fail_msg("in pieces it is line %ju, not %ju", (uintmax_t)b->last,
			 (uintmax_t)a->last);
	if (a->cursor_col != b->cursor_col || a->cursor_line != b->cursor_line)
		fail_msg("in pieces the cursor stands elsewhere");
	for (i = 0; i < a->n * (size_t)a->cols; i++) {
		const struct vm_cell *x = &a->cells[i], *y = &b->cells[i];

		if (strcmp(x->text, y->text) != 0 || x->width != y->width || x->attrs != y->attrs ||
		    x->fg != y->fg || x->bg != y->bg)
			fail_msg("in pieces cell %zu is \"%s\", not \"%s\"", i, y->text, x->text);
	}
}

/* In whatever pieces the bytes come. */
static void look_at_pieces(const char *bytes, size_t size, size_t cut)
{
	struct terminal *whole = terminal_new(ROWS, COLS);
	struct terminal *pieces = terminal_new(ROWS, COLS);
	struct vm_page *a, *b;

	terminal_feed(whole, bytes, size);
	terminal_feed(pieces, bytes, cut);
	terminal_feed(pieces, bytes + cut, size - cut);
	a = terminal_page(whole, 0, ROWS);
	b = terminal_page(pieces, 0, ROWS);
	look_at_same(a, b);
	vm_page_free(a);
	vm_page_free(b);
	if (terminal_output(whole)->len > ANSWER_BYTES * size)
		fail_msg("%zu bytes are answered with %zu", size, terminal_output(whole)->len);
	look_at_terminal(whole);
	terminal_mark(whole, "The machine was started.");
	look_at_page(whole, 0, ROWS);
	terminal_free(whole);
	terminal_free(pieces);
}

/* ---- lines ------------------------------------------------------------------------ */

struct heard {
	struct str text; /* the lines, each with its newline */
	struct echo echo;
	uint64_t number;
};

static void take_line(void *context, const char *line)
{
	struct heard *heard = context;

	fuzz_clean(line, false);
	assert_true(strlen(line) <= 3 * CONSOLE_LINE_MAX);
	assert_true(echo_ended(&heard->echo, line, ++heard->number, 0) <= strlen(line));
	str_add(&heard->text, line);
	str_addc(&heard->text, '\n');
}

static struct heard hear(const char *bytes, size_t size, size_t cut)
{
	struct console_splitter splitter = { 0 };
	struct heard heard = { 0 };
	char *tail;

	echo_typed(&heard.echo, "ls -l\r", 6, "$ ", 1, 0);
	console_feed(&splitter, bytes, cut, take_line, &heard);
	tail = console_tail(&splitter);
	echo_typed(&heard.echo, bytes, cut, tail, heard.number + 1, 0);
	assert_true(echo_tail(&heard.echo, tail, heard.number + 1, 0) <= strlen(tail));
	free(tail);
	console_feed(&splitter, bytes + cut, size - cut, take_line, &heard);
	tail = console_tail(&splitter);
	fuzz_clean(tail, false);
	str_add(&heard.text, tail);
	free(tail);
	console_free(&splitter);
	return heard;
}

static void look_at_lines(const char *bytes, size_t size, size_t cut)
{
	struct heard whole = hear(bytes, size, size), pieces = hear(bytes, size, cut);

	assert_string_equal(str_text(&whole.text), str_text(&pieces.text));
	echo_clear(&whole.echo);
	echo_clear(&pieces.echo);
	str_free(&whole.text);
	str_free(&pieces.text);
}

/* Does the cut divide a character from its combining mark?  libvterm writes the character again
 * when the mark arrives in another piece, and its cursor at the last column differs then. */
static bool divides_mark(const char *bytes, size_t n, size_t cut)
{
	size_t at = cut, took;
	uint32_t cp;

	while (at > 0 && at < n && (bytes[at] & 0xc0) == 0x80)
		at--;
	if (at >= n)
		return false;
	took = utf8_decode(bytes + at, n - at, &cp);
	if (utf8_cp_width(cp) == 0 || at == cut || at + took >= n)
		return utf8_cp_width(cp) == 0;
	utf8_decode(bytes + at + took, n - at - took, &cp);
	return utf8_cp_width(cp) == 0;
}

/* The first byte says where the others are cut in two. */
FUZZ(console)
{
	const char *bytes = (const char *)data + 1;
	size_t n, cut;

	if (size == 0)
		return 0;
	n = size - 1;
	cut = n * data[0] / 256;
	while (divides_mark(bytes, n, cut))
		cut++;
	look_at_pieces(bytes, n, cut);
	look_at_lines(bytes, n, cut);
	return 0;
}
