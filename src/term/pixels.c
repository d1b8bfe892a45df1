// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The picture in real pixels; see pixels.h.
 *
 * Kitty's pictures lie above the cells, and are deleted by name.  Sixels are
 * wiped out by what is written over them, so to erase them their cells are
 * written as curses believes they are: blank. */
#include "term/pixels.h"

#include "pixel/formats.h"

enum {
	SIXEL_SIDE_MAX = 1000, /* pixels: xterm's limit, unless it is told otherwise */
	REST = 3,              /* pause after a picture: so many times what it took */
};

static bool same_rect(struct rect a, struct rect b)
{
	return a.row == b.row && a.col == b.col && a.rows == b.rows && a.cols == b.cols;
}

static bool same_way(const struct pixels_way *a, const struct pixels_way *b)
{
	return a->pixels == b->pixels && a->width == b->width && a->height == b->height;
}

static bool is_wanted(const struct canvas_picture *wanted, const struct pixels_way *way)
{
	return wanted->image && wanted->image->rgb && way->pixels != PIXELS_NONE &&
	       wanted->rect.rows > 0 && wanted->rect.cols > 0;
}

void pixels_erase(struct pixels_shown *shown, pixels_move *move, struct str *out)
{
	const struct rect *rect = &shown->rect;

	if (shown->way.pixels == PIXELS_KITTY) {
		kitty_erase(out);
	} else if (shown->way.pixels == PIXELS_SIXEL) {
		str_add(out, "\0337\033[0m");
		for (int row = 0; row < rect->rows; row++) {
			str_add(out, move(rect->row + row, rect->col));
			str_fill(out, ' ', (size_t)rect->cols);
		}
		str_add(out, "\0338");
	}
	shown->way.pixels = PIXELS_NONE;
}

void pixels_before(struct pixels_shown *shown, const struct canvas_picture *wanted,
		   const struct pixels_way *way, pixels_move *move, struct str *out)
{
	if (shown->way.pixels == PIXELS_NONE)
		return;
	if (!is_wanted(wanted, way) || !same_way(&shown->way, way) ||
	    !same_rect(shown->rect, wanted->rect))
		pixels_erase(shown, move, out);
}

/* The picture's size in pixels: as large as the pane allows, in its own shape. */
static void size_of(const struct canvas_picture *wanted, const struct pixels_way *way, int *width,
		    int *height)
{
	*width = wanted->rect.cols * way->width;
	*height = wanted->rect.rows * way->height;
	if (way->pixels == PIXELS_SIXEL) {
		*width = *width < SIXEL_SIDE_MAX ? *width : SIXEL_SIDE_MAX;
		*height = *height < SIXEL_SIDE_MAX ? *height : SIXEL_SIDE_MAX;
	}
	image_fit(wanted->image, width, height);
}

bool pixels_wait(const struct pixels_shown *shown, const struct canvas_picture *wanted,
		 const struct pixels_way *way)
{
	bool there = shown->way.pixels != PIXELS_NONE;

	return is_wanted(wanted, way) && !(there && shown->version == wanted->version);
}

static int cells_of(int pixels, int cell, int most)
{
	int cells = (pixels + cell / 2) / cell;

	return cells < 1 ? 1 : cells > most ? most : cells;
}

bool pixels_after(struct pixels_shown *shown, const struct canvas_picture *wanted,
		  const struct pixels_way *way, int64_t now_ms, pixels_move *move, struct str *out)
{
	bool there = shown->way.pixels != PIXELS_NONE, ok;
	int width, height, cols, rows;
	struct str bytes = { 0 };

	if (!pixels_wait(shown, wanted, way) || now_ms < shown->not_before_ms)
		return false;
	size_of(wanted, way, &width, &height);
	cols = cells_of(width, way->width, wanted->rect.cols);
	rows = cells_of(height, way->height, wanted->rect.rows);
	if (way->pixels == PIXELS_KITTY)
		ok = kitty_show(&bytes, wanted->image, cols, rows);
	else
		ok = sixel_show(&bytes, wanted->image, width, height);
	if (ok) {
		/* A picture of another shape would not cover the one before it. */
		if (there && (shown->width != width || shown->height != height))
			pixels_erase(shown, move, out);
		str_add(out, "\0337");
		str_add(out, move(wanted->rect.row,
				  wanted->rect.col + (wanted->rect.cols - cols) / 2));
		str_addn(out, bytes.text, bytes.len);
		str_add(out, "\0338");
		shown->way = *way;
		shown->rect = wanted->rect;
		shown->width = width;
		shown->height = height;
		shown->version = wanted->version;
		shown->sent_ms = now_ms;
	}
	str_free(&bytes);
	return ok;
}

void pixels_settled(struct pixels_shown *shown, int64_t now_ms)
{
	if (shown->sent_ms > 0)
		shown->not_before_ms = now_ms + REST * (now_ms - shown->sent_ms);
	shown->sent_ms = 0;
}
