// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Sixels and symbols by libchafa; see chafa-module.h. */
#include <config.h>

#include "pixel/chafa-module.h"

#include <chafa.h>

#include "base/home.h"

/* ---- sixels --------------------------------------------------------------------- */

static ChafaCanvas *draw_sixels(const struct image *image, int width, int height)
{
	ChafaCanvasConfig *config = chafa_canvas_config_new();
	ChafaCanvas *canvas;

	chafa_canvas_config_set_pixel_mode(config, CHAFA_PIXEL_MODE_SIXELS);
	chafa_canvas_config_set_canvas_mode(config, CHAFA_CANVAS_MODE_TRUECOLOR);
	/* One cell per pixel makes the size exact, whatever the terminal's cells are. */
	chafa_canvas_config_set_cell_geometry(config, 1, 1);
	chafa_canvas_config_set_geometry(config, width, height);
	canvas = chafa_canvas_new(config);
	chafa_canvas_config_unref(config);
	chafa_canvas_draw_all_pixels(canvas, CHAFA_PIXEL_RGB8, image->rgb, image->width,
				     image->height, image->width * 3);
	return canvas;
}

static void sixels(const struct image *image, int width, int height, chafa_add *add,
		   struct str *out)
{
	ChafaCanvas *canvas = draw_sixels(image, width, height);
	ChafaTermInfo *terminal = chafa_term_info_new();
	GString *bytes;

	chafa_term_info_set_seq(terminal, CHAFA_TERM_SEQ_BEGIN_SIXELS, "\033P%1;%2;%3q", NULL);
	chafa_term_info_set_seq(terminal, CHAFA_TERM_SEQ_END_SIXELS, "\033\\", NULL);
	bytes = chafa_canvas_print(canvas, terminal);
	add(out, bytes->str, bytes->len);
	g_string_free(bytes, TRUE);
	chafa_term_info_unref(terminal);
	chafa_canvas_unref(canvas);
}

/* ---- symbols -------------------------------------------------------------------- */

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

static ChafaCanvas *draw_symbols(const struct image *image, int cols, int rows, int colors)
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

static void symbols(const struct image *image, int cols, int rows, int colors, struct symbol *out)
{
	ChafaCanvas *canvas = draw_symbols(image, cols, rows, colors);

	for (int row = 0; row < rows; row++)
		for (int col = 0; col < cols; col++, out++) {
			int n = g_unichar_to_utf8(chafa_canvas_get_char_at(canvas, col, row), out->text);

			out->text[n < 5 ? n : 0] = '\0';
			chafa_canvas_get_raw_colors_at(canvas, col, row, &out->fg, &out->bg);
		}
	chafa_canvas_unref(canvas);
}

/* ---- what the program takes ------------------------------------------------------ */

static const struct chafa_functions functions = { sixels, symbols };

const struct module imitation_module = {
	.version = PACKAGE_VERSION,
	.size = sizeof functions,
	.functions = &functions,
};
