// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What image.c uses of libpng, for the module pixel-png.so. */
#ifndef PIXEL_PNG_LIBRARY_H
#define PIXEL_PNG_LIBRARY_H

#include <png.h>

#include "base/library-module.h"

#define LIBRARY_FUNCTIONS(F) \
	F(png_image_begin_read_from_memory) \
	F(png_image_finish_read) \
	F(png_image_write_to_memory) \
	F(png_image_free)

struct library {
	LIBRARY_FUNCTIONS(LIBRARY_FIELD)
};

#endif
