// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A picture as cells: with the finest characters that there are, at least half blocks of
 * two pixels a cell; in ASCII or without colours, with darker and lighter characters. */
#ifndef UI_BLOCKS_H
#define UI_BLOCKS_H

#include "pixel/image.h"
#include "ui/canvas.h"

/* Has threads open the modules for pictures, because reading them from the disk takes a
 * while.  Call it when the first frame is on the screen. */
void blocks_prepare(const struct canvas *canvas);

/* Draws the picture as large as fits, in its proportions, in the middle of the columns.
 * Returns how many rows it takes. */
int blocks_draw(struct canvas *canvas, struct rect rect, const struct image *image);

/* The cells of a picture, kept because most drawings show the same one again. */
struct blocks {
	uint64_t version; /* 0: none */
	struct rect rect;
	int colors;
	bool shades;
	struct cell *cells;
};

/* The same as blocks_draw(), but copies the kept cells if nothing has changed.  version:
 * another one for each picture; 0: do not keep it. */
void blocks_show(struct blocks *kept, struct canvas *canvas, struct rect rect,
		 const struct image *image, uint64_t version);
void blocks_forget(struct blocks *kept);

#endif
