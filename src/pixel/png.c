// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pictures to and from PNG, by libpng's simple interface; see png.h. */
#include "pixel/png.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

static bool from_png(struct image *image, const char *bytes, size_t n, struct error *err)
{
	png_image png = { .version = PNG_IMAGE_VERSION };
	png_color black = { 0, 0, 0 };
	bool ok = png_image_begin_read_from_memory(&png, bytes, n) != 0;

	png.format = PNG_FORMAT_RGB;
	ok = ok && png.width <= IMAGE_SIDE_MAX && png.height <= IMAGE_SIDE_MAX &&
	     image_new(image, (long)png.width, (long)png.height, err) &&
	     png_image_finish_read(&png, &black, image->rgb, 0, NULL) != 0;
	png_image_free(&png);
	if (ok)
		return true;
	image_free(image);
	return error_set(err, ERROR_FAILED, _("The picture of the screen cannot be read."));
}

bool image_decode(struct image *image, const char *bytes, size_t n, struct error *err)
{
	*image = (struct image){ 0 };
	if (n >= 8 && png_sig_cmp((png_const_bytep)bytes, 0, 8) == 0)
		return from_png(image, bytes, n, err);
	return image_from_ppm(image, (const unsigned char *)bytes, n, err);
}

bool image_to_png(const struct image *image, struct str *out, struct error *err)
{
	png_image png = {
		.version = PNG_IMAGE_VERSION,
		.width = (png_uint_32)image->width,
		.height = (png_uint_32)image->height,
		.format = PNG_FORMAT_RGB,
	};
	/* Allocate the maximum: to ask libpng for the size is to encode the picture
	 * twice. */
	png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(png);
	char *bytes = image->rgb ? mem_array(size, 1) : NULL;
	bool ok = bytes && png_image_write_to_memory(&png, bytes, &size, 0, image->rgb, 0, NULL) != 0;

	if (ok)
		str_addn(out, bytes, size);
	free(bytes);
	png_image_free(&png);
	return ok || error_set(err, ERROR_FAILED, _("The picture of the screen cannot be made."));
}
