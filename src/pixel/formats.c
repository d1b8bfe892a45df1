// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pictures as what terminals show; see formats.h and
 * sw.kovidgoyal.net/kitty/graphics-protocol. */
#include <config.h>

#include "pixel/formats.h"

#include "base/home.h"
#include "base/i18n.h"
#include "base/packages.h"
#include "pixel/image.h"

/* ---- kitty's graphics protocol --------------------------------------------------- */

#define OURS "i=1768778100" /* the picture's number: only one of ours is ever shown */
enum { PIECE = 4096 }; /* bytes of base64 in one command: the protocol's maximum */

bool kitty_show(struct str *out, const struct image *image, int cols, int rows)
{
	struct str png = { 0 }, text = { 0 };
	struct error err = { 0 };

	if (!image_to_png(image, &png, &err))
		return false;
	str_add_base64(&text, png.text, png.len);
	for (size_t at = 0; at < text.len; at += PIECE) {
		size_t n = text.len - at < PIECE ? text.len - at : PIECE;

		str_add(out, "\033_G");
		if (at == 0)
			str_addf(out, "a=T,f=100," OURS ",p=1,C=1,c=%d,r=%d,", cols, rows);
		str_addf(out, "q=2,m=%d;", at + n < text.len);
		str_addn(out, text.text + at, n);
		str_add(out, "\033\\");
	}
	str_free(&png);
	str_free(&text);
	return true;
}

void kitty_erase(struct str *out)
{
	str_add(out, "\033_Ga=d,d=I," OURS ",q=2\033\\");
}

/* ---- by libchafa ----------------------------------------------------------------- */

#ifdef HAVE_CHAFA
static struct module_use chafa = MODULE_USE("libchafa", "pixel-chafa.so", "libchafa.so.0",
					    PACKAGES("libchafa"), sizeof(struct chafa_functions));

bool formats_built(void)
{
	return true;
}

bool formats_open(struct error *err)
{
	return module_use(&chafa, err);
}

static const struct chafa_functions *functions(void)
{
	return module_ready(&chafa);
}

bool sixel_can(void)
{
	return !module_is_lost(&chafa);
}

#else

bool formats_built(void)
{
	return false;
}

bool formats_open(struct error *err)
{
	return error_set(err, ERROR_UNSUPPORTED, _("This program was built without libchafa."));
}

static const struct chafa_functions *functions(void)
{
	return NULL;
}

bool sixel_can(void)
{
	return false;
}

#endif

void formats_prepare(void)
{
	functions();
}

bool sixel_show(struct str *out, const struct image *image, int width, int height)
{
	const struct chafa_functions *make = NULL;

	height -= height % SIXEL_LINES;
	if (image->rgb && width > 0 && height > 0)
		make = functions();
	if (!make)
		return false;
	make->sixels(image, width, height, str_addn, out);
	return true;
}

bool symbols_make(const struct image *image, int cols, int rows, int colors, struct symbol *out)
{
	const struct chafa_functions *make = NULL;

	if (image->rgb && cols > 0 && rows > 0 && colors >= 16)
		make = functions();
	if (!make)
		return false;
	make->symbols(image, cols, rows, colors, out);
	return true;
}
