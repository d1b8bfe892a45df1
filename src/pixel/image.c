// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pictures as plain pixels; see image.h.  Their data comes from a hypervisor on behalf
 * of a guest, so it is not trusted. */
#include "pixel/image.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/home.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "pixel/png-library.h"

/* ---- pixels -------------------------------------------------------------------- */

static bool bad(struct error *err)
{
	return error_set(err, ERROR_FAILED, _("The picture of the screen cannot be read."));
}

bool image_new(struct image *image, long width, long height, struct error *err)
{
	*image = (struct image){ 0 };
	if (width < 1 || height < 1 || width > IMAGE_SIDE_MAX || height > IMAGE_SIDE_MAX)
		return bad(err);
	image->width = (int)width;
	image->height = (int)height;
	image->rgb = mem_array((size_t)width * (size_t)height, 3);
	return true;
}

void image_free(struct image *image)
{
	free(image->rgb);
	*image = (struct image){ 0 };
}

void image_copy(struct image *to, const struct image *from)
{
	size_t n = (size_t)from->width * (size_t)from->height * 3;

	*to = *from;
	if (!from->rgb)
		return;
	to->rgb = mem_array(n, 1);
	memcpy(to->rgb, from->rgb, n);
}

/* --- PPM --- */

struct reader {
	const unsigned char *at, *end;
};

static void skip_space(struct reader *r)
{
	while (r->at < r->end && (isspace(*r->at) || *r->at == '#')) {
		if (*r->at == '#')
			while (r->at < r->end && *r->at != '\n')
				r->at++;
		else
			r->at++;
	}
}

/* Reads a number of the header; -1 if there is none, or if it is too large. */
static long number(struct reader *r)
{
	long value = 0;

	skip_space(r);
	if (r->at == r->end || !isdigit(*r->at))
		return -1;
	for (; r->at < r->end && isdigit(*r->at); r->at++) {
		value = value * 10 + (*r->at - '0');
		if (value > 1000000)
			return -1;
	}
	return value;
}

bool image_from_ppm(struct image *image, const unsigned char *bytes, size_t n, struct error *err)
{
	struct reader r = { bytes, bytes + n };
	long width, height, most;
	size_t size;

	*image = (struct image){ 0 };
	if (n < 2 || bytes[0] != 'P' || bytes[1] != '6')
		return bad(err);
	r.at += 2;
	width = number(&r);
	height = number(&r);
	most = number(&r);
	if (most != 255 || r.at == r.end || !isspace(*r.at++))
		return bad(err);
	/* Check that the pixels are there before allocating memory for them. */
	if (width < 1 || height < 1 || width > IMAGE_SIDE_MAX || height > IMAGE_SIDE_MAX)
		return bad(err);
	size = (size_t)width * (size_t)height * 3;
	if ((size_t)(r.end - r.at) < size || !image_new(image, width, height, err))
		return bad(err);
	memcpy(image->rgb, r.at, size);
	return true;
}

/* --- sizes --- */

/* Sets the range of pixels of `from` that pixel i of n stands for: at least one. */
static void span(int i, int n, int from, int *first, int *after)
{
	*first = (int)((int64_t)i * from / n);
	*after = (int)((int64_t)(i + 1) * from / n);
	if (*after <= *first)
		*after = *first + 1;
}

static void mean(const struct image *from, int x, int x_end, int y_from, int y_end,
		 unsigned char *out)
{
	uint64_t sum[3] = { 0 }, n = (uint64_t)(x_end - x) * (uint64_t)(y_end - y_from);

	for (int y = y_from; y < y_end; y++) {
		const unsigned char *at =
			from->rgb + ((size_t)y * (size_t)from->width + (size_t)x) * 3;
		const unsigned char *end = at + (size_t)(x_end - x) * 3;

		for (; at < end; at += 3) {
			sum[0] += at[0];
			sum[1] += at[1];
			sum[2] += at[2];
		}
	}
	for (int i = 0; i < 3; i++)
		out[i] = (unsigned char)((sum[i] + n / 2) / n);
}

void image_scale(struct image *to, const struct image *from, int width, int height)
{
	image_new(to, width, height, NULL);
	if (!to->rgb || !from->rgb)
		return;
	for (int row = 0; row < height; row++)
		for (int col = 0; col < width; col++) {
			int x, x_end, y, y_end;

			span(col, width, from->width, &x, &x_end);
			span(row, height, from->height, &y, &y_end);
			mean(from, x, x_end, y, y_end,
			     to->rgb + ((size_t)row * (size_t)width + (size_t)col) * 3);
		}
}

void image_fit(const struct image *image, int *width, int *height)
{
	int64_t w = *width, h = *height;

	if (w * image->height > h * image->width)
		w = h * image->width / image->height;
	else
		h = w * image->height / image->width;
	*width = w > 0 ? (int)w : 1;
	*height = h > 0 ? (int)h : 1;
}

/* ---- PNG, by libpng's simple interface --------------------------------------------- */

static struct module_use png_module = MODULE_USE("libpng", "pixel-png.so", "libpng16.so.16",
						 PACKAGES("png"), sizeof(struct library));

static const struct library *libpng(struct error *err)
{
	return module_use(&png_module, err);
}

void image_prepare(void)
{
	module_ready(&png_module);
}

static bool is_png(const char *bytes, size_t n)
{
	return n >= 8 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0;
}

static bool from_png(struct image *image, const char *bytes, size_t n, struct error *err)
{
	const struct library *lib = libpng(err);
	png_image png = { .version = PNG_IMAGE_VERSION };
	png_color black = { 0, 0, 0 };
	bool ok;

	if (!lib)
		return false;
	ok = lib->png_image_begin_read_from_memory(&png, bytes, n) != 0;
	png.format = PNG_FORMAT_RGB;
	ok = ok && png.width <= IMAGE_SIDE_MAX && png.height <= IMAGE_SIDE_MAX &&
	     image_new(image, (long)png.width, (long)png.height, err) &&
	     lib->png_image_finish_read(&png, &black, image->rgb, 0, NULL) != 0;
	lib->png_image_free(&png);
	if (ok)
		return true;
	image_free(image);
	return error_set(err, ERROR_FAILED, _("The picture of the screen cannot be read."));
}

bool image_decode(struct image *image, const char *bytes, size_t n, struct error *err)
{
	*image = (struct image){ 0 };
	if (is_png(bytes, n))
		return from_png(image, bytes, n, err);
	return image_from_ppm(image, (const unsigned char *)bytes, n, err);
}

bool image_to_png(const struct image *image, struct str *out, struct error *err)
{
	const struct library *lib = libpng(err);
	png_image png = {
		.version = PNG_IMAGE_VERSION,
		.width = (png_uint_32)image->width,
		.height = (png_uint_32)image->height,
		.format = PNG_FORMAT_RGB,
	};
	/* Allocate the maximum: to ask libpng for the size is to encode the picture
	 * twice. */
	png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(png);
	char *bytes = lib && image->rgb ? mem_array(size, 1) : NULL;
	bool ok = bytes && lib->png_image_write_to_memory(&png, bytes, &size, 0, image->rgb, 0, NULL) != 0;

	if (!lib)
		return false;
	if (ok)
		str_addn(out, bytes, size);
	free(bytes);
	lib->png_image_free(&png);
	return ok || error_set(err, ERROR_FAILED, _("The picture of the screen cannot be made."));
}

/* ---- files of the user --------------------------------------------------------- */

#define MOST 10000 /* of one name */

static char *file_name(const char *folder, const char *name, int number)
{
	char *file = number == 1 ? mem_printf("%s.png", name) : mem_printf("%s-%d.png", name, number);
	char *path = file_join(folder, file);

	free(file);
	return path;
}

/* Gives the complete file the first name that is free.  Unlike rename(), link() never
 * replaces a file. */
static char *give_name(const char *whole, const char *folder, const char *name, struct error *err)
{
	int number;

	for (number = 1; number < MOST; number++) {
		char *path = file_name(folder, name, number);

		if (link(whole, path) == 0)
			return path;
		if (errno != EEXIST) {
			error_errno(err, path);
			free(path);
			return NULL;
		}
		free(path);
	}
	error_set(err, ERROR_FAILED, _("There are too many pictures of this name in %s."), folder);
	return NULL;
}

char *screenshot_save(const char *folder, const char *name, const struct image *image,
		      struct error *err)
{
	char *whole = mem_printf("%s/.%s.%ld.new", folder, name, (long)getpid()), *path = NULL;
	struct str png = { 0 };

	if (file_mkdirs(folder, 0700, err) && image_to_png(image, &png, err) &&
	    file_write_atomic(whole, png.text, png.len, err)) {
		path = give_name(whole, folder, name, err);
		unlink(whole);
	}
	str_free(&png);
	free(whole);
	return path;
}
