// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reads back what is written for terminals: kitty's pictures and sixels. */
#ifndef PIXEL_SUPPORT_H
#define PIXEL_SUPPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "pixel/image.h"

/* Decodes base64; returns false if it is not valid. */
bool base64_read(const char *text, size_t n, struct str *out);
/* What stands between ESC P and ST, or after the q of it; black where nothing is
 * drawn.  False: it is no picture. */
bool sixel_read(const char *text, size_t n, struct image *image);
/* How far two pictures are apart: the mean of all differences, of 255, with the
 * first one taken to the second one's size. */
double image_apart(const struct image *a, const struct image *b);

#endif
