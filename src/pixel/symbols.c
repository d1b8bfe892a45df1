// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pictures as characters, by libchafa if it was there at the build; see symbols.h. */
#include "pixel/symbols.h"

#include <config.h>

#ifdef HAVE_CHAFA
#include <chafa.h>
#include <string.h>

bool symbols_can(void)
{
	return true;
}

/* Terminals with few colours also have few characters: those of code page 437. */
static ChafaSymbolMap *symbols_for(int colors)
{
	ChafaSymbolMap *map = chafa_symbol_map_new();

	chafa_symbol_map_add_by_tags(map, CHAFA_SYMBOL_TAG_SPACE | CHAFA_SYMBOL_TAG_SOLID |
						  CHAFA_SYMBOL_TAG_HALF);
	if (colors >= 256)
		chafa_symbol_map_add_by_tags(map, CHAFA_SYMBOL_TAG_QUAD);
	return map;
}

/* In the palette of 256 the first sixteen are not used: users change them. */
static ChafaCanvasMode mode_for(int colors)
{
	if (colors > 256)
		return CHAFA_CANVAS_MODE_TRUECOLOR;
	return colors == 256 ? CHAFA_CANVAS_MODE_INDEXED_240 : CHAFA_CANVAS_MODE_INDEXED_16;
}

static ChafaCanvas *draw(const struct image *image, int cols, int rows, int colors)
{
	ChafaCanvasConfig *config = chafa_canvas_config_new();
	ChafaSymbolMap *map = symbols_for(colors);
	ChafaCanvas *canvas;

	chafa_canvas_config_set_symbol_map(config, map);
	chafa_symbol_map_unref(map);
	chafa_canvas_config_set_geometry(config, cols, rows);
	chafa_canvas_config_set_canvas_mode(config, mode_for(colors));
	if (colors < 256)
		chafa_canvas_config_set_dither_mode(config, CHAFA_DITHER_MODE_ORDERED);
	canvas = chafa_canvas_new(config);
	chafa_canvas_config_unref(config);
	chafa_canvas_draw_all_pixels(canvas, CHAFA_PIXEL_RGB8, image->rgb, image->width,
				     image->height, image->width * 3);
	return canvas;
}

bool symbols_make(const struct image *image, int cols, int rows, int colors, struct symbol *out)
{
	ChafaCanvas *canvas;

	if (!image->rgb || cols < 1 || rows < 1 || colors < 16)
		return false;
	canvas = draw(image, cols, rows, colors);
	for (int row = 0; row < rows; row++)
		for (int col = 0; col < cols; col++, out++) {
			int n = g_unichar_to_utf8(chafa_canvas_get_char_at(canvas, col, row), out->text);

			out->text[n < 5 ? n : 0] = '\0';
			chafa_canvas_get_raw_colors_at(canvas, col, row, &out->fg, &out->bg);
		}
	chafa_canvas_unref(canvas);
	return true;
}

#else

bool symbols_can(void)
{
	return false;
}

bool symbols_make(const struct image *image, int cols, int rows, int colors, struct symbol *out)
{
	(void)image;
	(void)cols;
	(void)rows;
	(void)colors;
	(void)out;
	return false;
}

#endif
