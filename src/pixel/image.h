// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A picture as plain pixels: read from PPM and PNG, scaled, written as PNG, saved as a file
 * of the user's; the only place for libpng, which a module brings
 * (base/library-module.h) when it is first needed.  Any thread; all but screenshot_save(), which
 * blocks on the disk, is pure. */
#ifndef PIXEL_IMAGE_H
#define PIXEL_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/str.h"

#define IMAGE_SIDE_MAX 8192 /* pixels; no screen is larger */

struct image {
	int width, height;
	unsigned char *rgb; /* three bytes per pixel, row by row; NULL: no picture */
};

/* Allocates a black picture.  Returns false with err if no screen has that size. */
bool image_new(struct image *image, long width, long height, struct error *err);
void image_free(struct image *image);
void image_copy(struct image *to, const struct image *from);

/* Reads a binary PPM (P6); trailing bytes are ignored.  Returns false with err. */
bool image_from_ppm(struct image *image, const unsigned char *bytes, size_t n, struct error *err);

/* Scales the picture: each new pixel is the mean of those it stands for.  Width and
 * height are pixels, at least 1. */
void image_scale(struct image *to, const struct image *from, int width, int height);
/* Reduces *width and *height (pixels) to the largest size within them that keeps the
 * picture's aspect ratio. */
void image_fit(const struct image *image, int *width, int *height);

/* ---- PNG --------------------------------------------------------------------------- */

/* Has a thread open libpng's module, so that no picture waits for it. */
void image_prepare(void);

/* Reads a PNG or a PPM, told apart by their first bytes: hypervisors give either.
 * Returns false with err. */
bool image_decode(struct image *image, const char *bytes, size_t n, struct error *err);
bool image_to_png(const struct image *image, struct str *out, struct error *err);

/* Writes FOLDER/NAME.png; if that exists, NAME-2.png and so on.  The file is written
 * completely or not at all, and never replaces another.  Returns its path, which the
 * caller frees; NULL with err. */
char *screenshot_save(const char *folder, const char *name, const struct image *image,
		      struct error *err);

#endif
