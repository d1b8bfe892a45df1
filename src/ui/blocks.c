// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pictures as cells; see blocks.h. */
#include "ui/blocks.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pixel/formats.h"

#define HALF_BLOCK "▀"

static const unsigned char *pixel(const struct image *image, int row, int col)
{
	static const unsigned char black[3] = { 0 };

	if (row >= image->height)
		return black;
	return image->rgb + ((size_t)row * (size_t)image->width + (size_t)col) * 3;
}

static int color_of(const unsigned char *rgb)
{
	return GUEST_RGB | rgb[0] << 16 | rgb[1] << 8 | rgb[2];
}

static void draw_halves(struct canvas *canvas, int row, int col, const unsigned char *above,
			const unsigned char *below)
{
	bool same = memcmp(above, below, 3) == 0;

	canvas_guest(canvas, row, col, 1, same ? " " : HALF_BLOCK, 0, color_of(above),
		     color_of(below));
}

/* How bright it looks, from 0 to 255. */
static int brightness(const unsigned char *rgb)
{
	return (rgb[0] * 299 + rgb[1] * 587 + rgb[2] * 114) / 1000;
}

static void draw_shade(struct canvas *canvas, int row, int col, const unsigned char *above,
		       const unsigned char *below)
{
	static const char ramp[] = " .:-=+*#%@";
	const int n = sizeof ramp - 1;
	int light = (brightness(above) + brightness(below)) / 2;
	char text[2] = { ramp[light * n / 256], '\0' };

	canvas_guest(canvas, row, col, 1, text, 0, GUEST_DEFAULT, GUEST_DEFAULT);
}

/* Draws finer characters than half blocks; false: there are none. */
static bool draw_symbols(struct canvas *canvas, struct rect rect, const struct image *image)
{
	int flag = canvas->colors > 256 ? GUEST_RGB : 0, n = rect.rows * rect.cols;
	struct symbol *symbols = mem_array((size_t)n, sizeof *symbols);
	bool ok = symbols_make(image, rect.cols, rect.rows, canvas->colors, symbols);

	for (int i = 0; ok && i < n; i++)
		canvas_guest(canvas, rect.row + i / rect.cols, rect.col + i % rect.cols, 1,
			     symbols[i].text, 0, symbols[i].fg | flag, symbols[i].bg | flag);
	free(symbols);
	return ok;
}

void blocks_prepare(const struct canvas *canvas)
{
	image_prepare();
	if (!canvas->ascii && !canvas->mono)
		formats_prepare();
}

int blocks_draw(struct canvas *canvas, struct rect rect, const struct image *image)
{
	int width = rect.cols, height = rect.rows * 2, left, rows;
	bool shades = canvas->ascii || canvas->mono;
	struct image small;

	if (!image->rgb || width < 1 || height < 1)
		return 0;
	image_fit(image, &width, &height);
	left = rect.col + (rect.cols - width) / 2;
	rows = (height + 1) / 2;
	if (!shades && draw_symbols(canvas, (struct rect){ rect.row, left, rows, width }, image))
		return rows;
	image_scale(&small, image, width, height);
	for (int row = 0; row < height; row += 2)
		for (int col = 0; col < width; col++)
			(shades ? draw_shade : draw_halves)(canvas, rect.row + row / 2, left + col,
							    pixel(&small, row, col),
							    pixel(&small, row + 1, col));
	image_free(&small);
	return rows;
}

/* ---- kept ---------------------------------------------------------------------- */

void blocks_forget(struct blocks *kept)
{
	free(kept->cells);
	*kept = (struct blocks){ 0 };
}

static bool is_kept(const struct blocks *kept, const struct canvas *canvas, struct rect rect,
		    uint64_t version)
{
	return version > 0 && kept->version == version && kept->rect.row == rect.row &&
	       kept->rect.col == rect.col && kept->rect.rows == rect.rows &&
	       kept->rect.cols == rect.cols && kept->colors == canvas->colors &&
	       kept->shades == (canvas->ascii || canvas->mono);
}

void blocks_show(struct blocks *kept, struct canvas *canvas, struct rect rect,
		 const struct image *image, uint64_t version)
{
	size_t cols = (size_t)rect.cols;
	bool again = is_kept(kept, canvas, rect, version);

	if (rect.rows < 1 || rect.cols < 1 || !canvas_at(canvas, rect.row, rect.col) ||
	    !canvas_at(canvas, rect.row + rect.rows - 1, rect.col + rect.cols - 1))
		return;
	if (!again) {
		blocks_forget(kept);
		blocks_draw(canvas, rect, image);
		*kept = (struct blocks){ version, rect, canvas->colors,
					 canvas->ascii || canvas->mono, NULL };
		kept->cells = mem_array((size_t)rect.rows * cols, sizeof *kept->cells);
	}
	for (int row = 0; row < rect.rows; row++) {
		struct cell *there = canvas_at(canvas, rect.row + row, rect.col);
		struct cell *here = kept->cells + (size_t)row * cols;

		memcpy(again ? there : here, again ? here : there, cols * sizeof *here);
	}
}
