// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A picture as cells: by the finest characters that are to be had, two pixels a
 * cell by half blocks at least; or shades of characters where there are no
 * colours or no such characters.  Pure. */
#ifndef UI_BLOCKS_H
#define UI_BLOCKS_H

#include "pixel/image.h"
#include "ui/canvas.h"

/* As large as fits, in its own shape, in the middle of the columns.  Returns the
 * rows it took. */
int blocks_draw(struct canvas *canvas, struct rect rect, const struct image *image);

/* The cells of a picture, kept: most drawings show the same one again. */
struct blocks {
	uint64_t version; /* 0: none */
	struct rect rect;
	int colors;
	bool shades;
	struct cell *cells;
};

/* The same as blocks_draw(), where it was not done before. */
void blocks_show(struct blocks *kept, struct canvas *canvas, struct rect rect,
		 const struct image *image, uint64_t version);
void blocks_forget(struct blocks *kept);

#endif
