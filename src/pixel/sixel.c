// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Sixels, by libchafa if it was there at the build; see sixel.h. */
#include "pixel/sixel.h"

#include <config.h>

#ifdef HAVE_CHAFA
#include <chafa.h>

bool sixel_can(void)
{
	return true;
}

static ChafaCanvas *draw(const struct image *image, int width, int height)
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

bool sixel_show(struct str *out, const struct image *image, int width, int height)
{
	ChafaTermInfo *terminal;
	ChafaCanvas *canvas;
	GString *bytes;

	height -= height % SIXEL_LINES;
	if (!image->rgb || width < 1 || height < 1)
		return false;
	canvas = draw(image, width, height);
	terminal = chafa_term_info_new();
	chafa_term_info_set_seq(terminal, CHAFA_TERM_SEQ_BEGIN_SIXELS, "\033P%1;%2;%3q", NULL);
	chafa_term_info_set_seq(terminal, CHAFA_TERM_SEQ_END_SIXELS, "\033\\", NULL);
	bytes = chafa_canvas_print(canvas, terminal);
	str_addn(out, bytes->str, bytes->len);
	g_string_free(bytes, TRUE);
	chafa_term_info_unref(terminal);
	chafa_canvas_unref(canvas);
	return true;
}

#else

bool sixel_can(void)
{
	return false;
}

bool sixel_show(struct str *out, const struct image *image, int width, int height)
{
	(void)out;
	(void)image;
	(void)width;
	(void)height;
	return false;
}

#endif
