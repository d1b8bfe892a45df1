// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pictures from and to the bytes of files; the only place for libpng.  Any thread. */
#ifndef PIXEL_PNG_H
#define PIXEL_PNG_H

#include "base/str.h"
#include "pixel/image.h"

/* Reads a PNG or a PPM, told apart by their first bytes: hypervisors give either.
 * Returns false with err. */
bool image_decode(struct image *image, const char *bytes, size_t n, struct error *err);
bool image_to_png(const struct image *image, struct str *out, struct error *err);

#endif
