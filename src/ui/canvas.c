// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A grid of cells; see canvas.h.
 *
 * A wide character takes two cells.  Whatever is written over one of them blanks the
 * other.  One thread. */
#include "ui/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

#define LINKS_MAX 65535

static const struct cell blank = { .text = " ", .width = 1 };

struct canvas *canvas_new(int rows, int cols)
{
	struct canvas *canvas = mem_alloc(sizeof *canvas);

	canvas_resize(canvas, rows, cols);
	return canvas;
}

static void drop_links(struct canvas *canvas)
{
	for (size_t i = 0; i < canvas->n_links; i++)
		free(canvas->links[i]);
	free(canvas->links);
	canvas->links = NULL;
	canvas->n_links = 0;
}

void canvas_free(struct canvas *canvas)
{
	if (!canvas)
		return;
	drop_links(canvas);
	free(canvas->cells);
	free(canvas);
}

void canvas_resize(struct canvas *canvas, int rows, int cols)
{
	canvas->rows = rows < 0 ? 0 : rows;
	canvas->cols = cols < 0 ? 0 : cols;
	free(canvas->cells);
	canvas->cells = mem_array((size_t)canvas->rows * (size_t)canvas->cols,
				  sizeof *canvas->cells);
	canvas_clear(canvas);
}

void canvas_clear(struct canvas *canvas)
{
	size_t n = (size_t)canvas->rows * (size_t)canvas->cols;

	for (size_t i = 0; i < n; i++)
		canvas->cells[i] = blank;
	drop_links(canvas);
	canvas->picture = (struct canvas_picture){ 0 };
	canvas->cursor_row = canvas->cursor_col = -1;
}

struct cell *canvas_at(struct canvas *canvas, int row, int col)
{
	if (row < 0 || col < 0 || row >= canvas->rows || col >= canvas->cols)
		return NULL;
	return &canvas->cells[(size_t)row * (size_t)canvas->cols + (size_t)col];
}

/* Leaves out joiners, direction marks and skin tones: terminals disagree on how wide they
 * make the text. */
static bool left_out(uint32_t cp)
{
	return cp == 0xad || (cp >= 0x200b && cp <= 0x200f) || cp == 0x2060 || cp == 0xfeff ||
	       cp == 0x61c || (cp >= 0xfe00 && cp <= 0xfe0f) || (cp >= 0x1f3fb && cp <= 0x1f3ff) ||
	       (cp >= 0xe0000 && cp <= 0xe0fff);
}

static size_t marks_next(const char *at, size_t n, struct cluster *out)
{
	size_t used = strlen(out->text), i = 0;

	while (i < n) {
		uint32_t cp;
		size_t took = utf8_decode(at + i, n - i, &cp);

		if (!left_out(cp)) {
			if (cp < 0x80 || utf8_cp_width(cp) != 0)
				break;
			if (used + took < sizeof out->text) {
				memcpy(out->text + used, at + i, took);
				used += took;
				out->text[used] = '\0';
			}
		}
		i += took;
	}
	return i;
}

size_t cluster_next(const char *at, struct cluster *out)
{
	uint32_t cp;
	size_t n, took;

	out->text[0] = '\0';
	out->width = 0;
	if (!at[0])
		return 0;
	n = strnlen(at, 64);
	took = utf8_decode(at, n, &cp);
	out->width = utf8_cp_width(cp);
	if (left_out(cp) || out->width == 0) {
		out->width = 0;
		return took;
	}
	if (out->width < 0 || (cp == UTF8_REPLACEMENT && took == 1)) {
		out->width = 1;
		strcpy(out->text, "\xef\xbf\xbd");
	} else {
		memcpy(out->text, at, took);
		out->text[took] = '\0';
	}
	return took + marks_next(at + took, n - took, out);
}

static void blank_at(struct canvas *canvas, int row, int col)
{
	struct cell *cell = canvas_at(canvas, row, col);

	if (cell) {
		strcpy(cell->text, " ");
		cell->width = 1;
	}
}

/* Blanks the other half of a wide character before this cell is written over. */
static void make_room(struct canvas *canvas, int row, int col)
{
	struct cell *cell = canvas_at(canvas, row, col);

	if (cell && cell->width == 0)
		blank_at(canvas, row, col - 1);
	if (cell && cell->width == 2)
		blank_at(canvas, row, col + 1);
}

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

static void put(struct canvas *canvas, int row, int col, const struct cluster *cluster,
		enum style style, int link)
{
	struct cell cell = { .width = (unsigned char)cluster->width,
			     .style = (unsigned char)style,
			     .link = (unsigned short)link };

	strcpy(cell.text, canvas->ascii && !is_ascii(cluster->text) ? "?" : cluster->text);
	for (int i = 0; i < cluster->width; i++) {
		if (!canvas_at(canvas, row, col + i)) {
			blank_at(canvas, row, col);
			return;
		}
		make_room(canvas, row, col + i);
	}
	*canvas_at(canvas, row, col) = cell;
	if (cluster->width == 2) {
		cell.text[0] = '\0';
		cell.width = 0;
		*canvas_at(canvas, row, col + 1) = cell;
	}
}

/* The text as this canvas draws it; *owned is to be freed. */
static const char *drawn(const struct canvas *canvas, const char *text, char **owned)
{
	*owned = canvas->ascii && !is_ascii(text) ? utf8_ascii(text) : NULL;
	return *owned ? *owned : text;
}

int canvas_width(const struct canvas *canvas, const char *text)
{
	char *owned;
	int width = utf8_width(drawn(canvas, text, &owned));

	free(owned);
	return width;
}

int canvas_text_link(struct canvas *canvas, int row, int col, int cols, enum style style,
		     const char *text, int link)
{
	struct cluster cluster;
	int used = 0;
	size_t took;
	char *owned;

	text = drawn(canvas, text, &owned);
	while ((took = cluster_next(text, &cluster)) > 0) {
		text += took;
		if (used + cluster.width > cols || col + used >= canvas->cols)
			break;
		if (cluster.width > 0 && canvas_at(canvas, row, col + used))
			put(canvas, row, col + used, &cluster, style, link);
		used += cluster.width;
	}
	free(owned);
	return used;
}

int canvas_text(struct canvas *canvas, int row, int col, int cols, enum style style,
		const char *text)
{
	return canvas_text_link(canvas, row, col, cols, style, text, 0);
}

int canvas_guest(struct canvas *canvas, int row, int col, int cols, const char *text,
		 unsigned attrs, int fg, int bg)
{
	int used = canvas_text(canvas, row, col, cols, STYLE_GUEST, text), at;

	for (at = col; at < col + used; at++) {
		struct cell *cell = canvas_at(canvas, row, at);

		if (cell) {
			cell->attrs = (unsigned char)attrs;
			cell->fg = fg;
			cell->bg = bg;
		}
	}
	return used;
}

int canvas_text_cut(struct canvas *canvas, int row, int col, int cols, enum style style,
		    const char *text)
{
	const char *dots = theme_glyph(GLYPH_ELLIPSIS, canvas->ascii);
	int width = utf8_width(dots), used;

	if (canvas_width(canvas, text) <= cols)
		return canvas_text(canvas, row, col, cols, style, text);
	if (cols < width)
		return canvas_text(canvas, row, col, cols, style, dots);
	used = canvas_text(canvas, row, col, cols - width, style, text);
	return used + canvas_text(canvas, row, col + used, width, style, dots);
}

int canvas_link(struct canvas *canvas, const char *address)
{
	for (size_t i = 0; i < canvas->n_links; i++)
		if (str_eq(canvas->links[i], address))
			return (int)i + 1;
	if (canvas->n_links >= LINKS_MAX)
		return 0;
	*MEM_PUSH(canvas->links, canvas->n_links) = mem_dup(address);
	return (int)canvas->n_links;
}

void canvas_fill(struct canvas *canvas, struct rect rect, enum style style)
{
	static const struct cluster space = { " ", 1 };

	for (int row = rect.row; row < rect.row + rect.rows; row++)
		for (int col = rect.col; col < rect.col + rect.cols; col++)
			if (canvas_at(canvas, row, col))
				put(canvas, row, col, &space, style, 0);
}

void canvas_style(struct canvas *canvas, struct rect rect, enum style style)
{
	for (int row = rect.row; row < rect.row + rect.rows; row++)
		for (int col = rect.col; col < rect.col + rect.cols; col++) {
			struct cell *cell = canvas_at(canvas, row, col);

			if (cell)
				cell->style = (unsigned char)style;
		}
}

/* ---- borders ------------------------------------------------------------------- */

static const char *const borders[16] = {
	[ARM_UP] = "│", [ARM_DOWN] = "│", [ARM_UP | ARM_DOWN] = "│",
	[ARM_LEFT] = "─", [ARM_RIGHT] = "─", [ARM_LEFT | ARM_RIGHT] = "─",
	[ARM_DOWN | ARM_RIGHT] = "╭", [ARM_DOWN | ARM_LEFT] = "╮", [ARM_UP | ARM_RIGHT] = "╰", [ARM_UP | ARM_LEFT] = "╯",
	[ARM_UP | ARM_DOWN | ARM_RIGHT] = "├", [ARM_UP | ARM_DOWN | ARM_LEFT] = "┤", [ARM_LEFT | ARM_RIGHT | ARM_DOWN] = "┬",
	[ARM_LEFT | ARM_RIGHT | ARM_UP] = "┴", [ARM_UP | ARM_DOWN | ARM_LEFT | ARM_RIGHT] = "┼",
};
static const char *const square[16] = {
	[ARM_DOWN | ARM_RIGHT] = "┌", [ARM_DOWN | ARM_LEFT] = "┐", [ARM_UP | ARM_RIGHT] = "└", [ARM_UP | ARM_LEFT] = "┘",
};

static const char *border_sign(const struct canvas *canvas, unsigned arms)
{
	if (canvas->ascii)
		return !(arms & (ARM_LEFT | ARM_RIGHT)) ? "|" : !(arms & (ARM_UP | ARM_DOWN)) ? "-" : "+";
	return canvas->square && square[arms] ? square[arms] : borders[arms];
}

/* Joins a border that is there already. */
static void border(struct canvas *canvas, int row, int col, enum style style, unsigned arms)
{
	struct cell *cell = canvas_at(canvas, row, col);
	struct cluster sign = { .width = 1 };

	if (!cell || cell->arms == ARM_TEXT)
		return;
	arms |= cell->arms;
	strcpy(sign.text, border_sign(canvas, arms));
	put(canvas, row, col, &sign, style, 0);
	cell->arms = (unsigned char)arms;
}

static void border_line(struct canvas *canvas, int row, struct rect rect, enum style style,
			unsigned ends)
{
	for (int col = rect.col + 1; col < rect.col + rect.cols - 1; col++)
		border(canvas, row, col, style, ARM_LEFT | ARM_RIGHT);
	border(canvas, row, rect.col, style, ARM_RIGHT | ends);
	border(canvas, row, rect.col + rect.cols - 1, style, ARM_LEFT | ends);
}

static void keep_on_border(struct canvas *canvas, int row, int col, int cols)
{
	for (int at = col; at < col + cols; at++) {
		struct cell *cell = canvas_at(canvas, row, at);

		if (cell)
			cell->arms = ARM_TEXT;
	}
}

/* Text with a blank at each side. */
static void border_text(struct canvas *canvas, int row, int col, int cols, enum style style,
			const char *text)
{
	int used = canvas_text_cut(canvas, row, col + 1, cols - 2, style, text) + 2;

	canvas_text(canvas, row, col, 1, style, " ");
	canvas_text(canvas, row, col + used - 1, 1, style, " ");
	keep_on_border(canvas, row, col, used);
}

/* Columns at the left end of a border line up to what is written on it. */
static int free_columns(struct canvas *canvas, int row, struct rect frame)
{
	int n = 0;

	for (; n < frame.cols - 2; n++) {
		const struct cell *cell = canvas_at(canvas, row, frame.col + 1 + n);

		if (cell && cell->arms == ARM_TEXT)
			break;
	}
	return n;
}

void canvas_border_title(struct canvas *canvas, int row, struct rect frame, const char *title,
			 enum style style)
{
	int room = free_columns(canvas, row, frame);

	if (title && title[0] && room >= 4)
		border_text(canvas, row, frame.col + 1, room, style, title);
}

void canvas_frame(struct canvas *canvas, struct rect rect, enum style style, const char *title,
		  enum style title_style)
{
	if (rect.rows < 2 || rect.cols < 2)
		return;
	border_line(canvas, rect.row, rect, style, ARM_DOWN);
	border_line(canvas, rect.row + rect.rows - 1, rect, style, ARM_UP);
	for (int row = rect.row + 1; row < rect.row + rect.rows - 1; row++) {
		border(canvas, row, rect.col, style, ARM_UP | ARM_DOWN);
		border(canvas, row, rect.col + rect.cols - 1, style, ARM_UP | ARM_DOWN);
	}
	canvas_border_title(canvas, rect.row, rect, title, title_style);
}

void canvas_divider(struct canvas *canvas, int row, struct rect frame, enum style style,
		    const char *title, enum style title_style)
{
	border_line(canvas, row, frame, style, ARM_UP | ARM_DOWN);
	canvas_border_title(canvas, row, frame, title, title_style);
}

void canvas_cover(struct canvas *canvas, struct rect frame, enum style style)
{
	canvas_fill(canvas, frame, STYLE_PLAIN);
	canvas_frame(canvas, frame, style, NULL, STYLE_PLAIN);
	for (int col = frame.col; col < frame.col + frame.cols; col++) {
		const struct cell *above = canvas_at(canvas, frame.row - 1, col);

		if (above && above->arms != ARM_TEXT && above->arms & ARM_DOWN)
			border(canvas, frame.row, col, style, ARM_UP);
	}
}

int canvas_border_open(struct canvas *canvas, int row, struct rect frame)
{
	int room = free_columns(canvas, row, frame);

	canvas_fill(canvas, (struct rect){ row, frame.col + 1, 1, room }, STYLE_PLAIN);
	return room;
}

void canvas_border_close(struct canvas *canvas, int row, struct rect frame, int room, int used,
			 enum style style)
{
	int col = frame.col + 1;

	keep_on_border(canvas, row, col, used);
	for (int at = col + used; at < col + room; at++)
		border(canvas, row, at, style, ARM_LEFT | ARM_RIGHT);
}

void canvas_border_note(struct canvas *canvas, int row, struct rect frame, enum style style,
			const char *note)
{
	int width = canvas_width(canvas, note), col = frame.col + frame.cols - width - 3;

	if (!note[0] || col < frame.col + 2)
		return;
	border_text(canvas, row, col - 1, width + 2, style, note);
}

struct rect rect_inner(struct rect rect)
{
	struct rect inner = { rect.row + 1, rect.col + 1, rect.rows - 2, rect.cols - 2 };

	inner.rows = inner.rows < 0 ? 0 : inner.rows;
	inner.cols = inner.cols < 0 ? 0 : inner.cols;
	return inner;
}

bool rect_has(struct rect rect, int row, int col)
{
	return row >= rect.row && row < rect.row + rect.rows && col >= rect.col &&
	       col < rect.col + rect.cols;
}

/* A guest's foreground of the first eight colours is a digit, another one C; with only a
 * background it is B. */
static char cell_letter(const struct cell *cell)
{
	if (cell->style != STYLE_GUEST || (cell->fg == GUEST_DEFAULT && cell->bg == GUEST_DEFAULT))
		return theme_style_letter(cell->style);
	return (char)(cell->fg >= 0 && cell->fg < 8 ? '0' + cell->fg : cell->fg >= 0 ? 'C' : 'B');
}

char *canvas_dump(const struct canvas *canvas, bool styles)
{
	struct str out = { 0 };

	for (int row = 0; row < canvas->rows; row++) {
		const struct cell *cells = canvas->cells + (size_t)row * (size_t)canvas->cols;
		size_t start = out.len;

		for (int col = 0; col < canvas->cols; col++)
			str_add(&out, cells[col].text);
		while (out.len > start && out.text[out.len - 1] == ' ')
			str_cut(&out, out.len - 1);
		str_addc(&out, '\n');
		for (int col = 0; styles && col < canvas->cols; col++)
			str_addc(&out, cell_letter(&cells[col]));
		if (styles)
			str_addc(&out, '\n');
	}
	return str_take(&out);
}
