// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A picture as characters in two colours each, chosen by libchafa: finer than half
 * blocks, and closer to the picture if there are few colours.  Pure. */
#ifndef PIXEL_SYMBOLS_H
#define PIXEL_SYMBOLS_H

#include <stdbool.h>

#include "pixel/image.h"

struct symbol {
	char text[5]; /* UTF-8, one column */
	int fg, bg;   /* index into the palette of 256; with more colours, 0xRRGGBB */
};

bool symbols_can(void); /* false if it was built without libchafa */
/* Fills out with cols * rows symbols, row by row, for a terminal of that many colours
 * (at least 16).  Returns false if it cannot be done. */
bool symbols_make(const struct image *image, int cols, int rows, int colors, struct symbol *out);

#endif
