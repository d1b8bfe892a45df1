// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Colours of a guest on a terminal that has fewer; see colors.h. */
#include "term/colors.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "ui/canvas.h"

/* The palette of 256: 16 of the terminal's own, a cube of 6x6x6, 24 greys. */
static int nearest_256(int red, int green, int blue)
{
	int r = (red * 5 + 127) / 255, g = (green * 5 + 127) / 255, b = (blue * 5 + 127) / 255;

	if (abs(red - green) < 8 && abs(green - blue) < 8)
		return red < 8 ? 16 : red > 238 ? 231 : 232 + (red - 8) * 23 / 230;
	return 16 + 36 * r + 6 * g + b;
}

static int nearest_16(int red, int green, int blue, int colors)
{
	int bright = red > 200 || green > 200 || blue > 200, cut = bright ? 128 : 64;

	return (red > cut) | (green > cut) << 1 | (blue > cut) << 2 | (bright && colors >= 16 ? 8 : 0);
}

static void rgb_of(int index, int *red, int *green, int *blue)
{
	static const int steps[] = { 0, 95, 135, 175, 215, 255 };

	if (index < 16) {
		int high = index & 8 ? 255 : 170;

		*red = index & 1 ? high : 0;
		*green = index & 2 ? high : 0;
		*blue = index & 4 ? high : 0;
	} else if (index < 232) {
		*red = steps[(index - 16) / 36];
		*green = steps[(index - 16) / 6 % 6];
		*blue = steps[(index - 16) % 6];
	} else {
		*red = *green = *blue = 8 + (index - 232) * 10;
	}
}

/* With direct colours, terminals take numbers up to 7 for colours of the palette. */
static int direct(int rgb)
{
	return rgb < 8 ? 0 : rgb;
}

int colors_here(int color, int colors)
{
	int red, green, blue;

	if (color < 0)
		return -1;
	if (color < GUEST_RGB && color < colors && colors <= 256)
		return color;
	if (color < GUEST_RGB)
		rgb_of(color & 255, &red, &green, &blue);
	else
		red = color >> 16 & 255, green = color >> 8 & 255, blue = color & 255;
	if (colors > 256)
		return direct(red << 16 | green << 8 | blue);
	return colors == 256 ? nearest_256(red, green, blue)
			     : nearest_16(red, green, blue, colors) % colors;
}

char *colors_direct_name(const char *term, const char *colorterm)
{
	static const char few[] = "-256color";
	size_t n = term ? strlen(term) : 0;

	if (n == 0 || !(str_eq(colorterm, "truecolor") || str_eq(colorterm, "24bit")) ||
	    str_ends(term, "-direct"))
		return NULL;
	if (str_ends(term, few))
		n -= sizeof few - 1;
	return mem_printf("%.*s-direct", (int)n, term);
}
