// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Kitty's graphics protocol; see kitty.h and
 * sw.kovidgoyal.net/kitty/graphics-protocol. */
#include "pixel/kitty.h"

#include "pixel/png.h"

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
