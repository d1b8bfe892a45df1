// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What pixel-chafa.so does for formats.c: the only place for libchafa, in a module
 * (base/home.h) that takes nothing from the program.  Pure. */
#ifndef PIXEL_CHAFA_MODULE_H
#define PIXEL_CHAFA_MODULE_H

#include <stddef.h>

#include "base/str.h"
#include "pixel/image.h"

struct symbol {
	char text[5]; /* UTF-8, one column */
	int fg, bg;   /* index into the palette of 256; with more colours, 0xRRGGBB */
};

typedef void chafa_add(struct str *out, const char *bytes, size_t n); /* str_addn() */

struct chafa_functions {
	/* Passes the sixels of a picture of this size in pixels (at least 1) to add. */
	void (*sixels)(const struct image *image, int width, int height, chafa_add *add,
		       struct str *out);
	/* Fills out as symbols_make() does, which has checked the arguments. */
	void (*symbols)(const struct image *image, int cols, int rows, int colors,
			struct symbol *out);
};

#endif
