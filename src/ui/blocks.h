/* A picture as cells: two pixels a cell by half blocks, or shades of characters
 * where there are no colours or no such characters.  Pure. */
#ifndef UI_BLOCKS_H
#define UI_BLOCKS_H

#include "ui/canvas.h"
#include "pixel/image.h"

/* As large as fits, in its own shape, in the middle of the columns.  Returns the
 * rows it took. */
int blocks_draw(struct canvas *canvas, struct rect rect, const struct image *image);

#endif
