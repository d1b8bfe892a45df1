// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pictures as sixels, as DEC's VT340 drew them and many terminals do.  Pure. */
#ifndef PIXEL_SIXEL_H
#define PIXEL_SIXEL_H

#include "base/str.h"
#include "pixel/image.h"

enum { SIXEL_LINES = 6 }; /* pixels; a picture is as high as a multiple of it */

bool sixel_can(void); /* was it built with what makes them? */
/* The picture at this size in pixels, in 256 colours of its own, from the
 * cursor on.  The height is taken down to a multiple of SIXEL_LINES.  False: it
 * cannot be made; nothing was added. */
bool sixel_show(struct str *out, const struct image *image, int width, int height);

#endif
