// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A picture as characters in two colours each, chosen by libchafa: finer than
 * half blocks, and nearer in few colours.  Pure. */
#ifndef PIXEL_SYMBOLS_H
#define PIXEL_SYMBOLS_H

#include <stdbool.h>

#include "pixel/image.h"

struct symbol {
	char text[5]; /* UTF-8, one column */
	int fg, bg;   /* of the palette of 256; with more colours than that, 0xRRGGBB */
};

bool symbols_can(void); /* was it built with what chooses them? */
/* Fills cols * rows symbols, row by row, for a terminal of so many colours: 16 at
 * least.  False: it cannot be done. */
bool symbols_make(const struct image *image, int cols, int rows, int colors, struct symbol *out);

#endif
