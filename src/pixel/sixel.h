// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pictures as sixels, the format of DEC's VT340 and of many terminals.  Pure. */
#ifndef PIXEL_SIXEL_H
#define PIXEL_SIXEL_H

#include "base/str.h"
#include "pixel/image.h"

enum { SIXEL_LINES = 6 }; /* pixels; a picture's height is a multiple of it */

bool sixel_can(void); /* false if it was built without libchafa */
/* Appends the picture at this size in pixels, in 256 colours of its own, from the
 * cursor on.  The height is rounded down to a multiple of SIXEL_LINES.  Returns false
 * if the picture cannot be encoded; then nothing is appended. */
bool sixel_show(struct str *out, const struct image *image, int width, int height);

#endif
