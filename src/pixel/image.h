// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A picture as plain pixels: read from PPM, made smaller.  Pure; any thread.
 * PNG is in png.h, so that who only draws needs no library. */
#ifndef PIXEL_IMAGE_H
#define PIXEL_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#define IMAGE_SIDE_MAX 8192 /* pixels; no screen is larger */

struct image {
	int width, height;
	unsigned char *rgb; /* three bytes a pixel, line by line; NULL: no picture */
};

/* Room for a picture, black.  False where the size is none for a screen. */
bool image_new(struct image *image, long width, long height, struct error *err);
void image_free(struct image *image);
void image_copy(struct image *to, const struct image *from);

/* A binary PPM (P6).  Trailing bytes are ignored. */
bool image_from_ppm(struct image *image, const unsigned char *bytes, size_t n, struct error *err);

/* The same picture at another size, each pixel the mean of what it stands for.
 * The sizes are 1 at least. */
void image_scale(struct image *to, const struct image *from, int width, int height);
/* The largest size within this one that keeps the picture's shape. */
void image_fit(const struct image *image, int *width, int *height);

#endif
