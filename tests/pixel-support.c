// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Decoders for the tests; see pixel-support.h.  Written from the descriptions of
 * the formats, not from what makes them. */
#include "pixel-support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool base64_read(const char *text, size_t n, struct str *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned bits = 0;
	int have = 0;

	if (n % 4 != 0)
		return false;
	for (size_t i = 0; i < n && text[i] != '='; i++) {
		const char *at = text[i] ? strchr(digits, text[i]) : NULL;

		if (!at)
			return false;
		bits = bits << 6 | (unsigned)(at - digits);
		have += 6;
		if (have >= 8) {
			have -= 8;
			str_addc(out, (char)(bits >> have & 255));
		}
	}
	return true;
}

struct plotter {
	struct image *image;
	unsigned char colors[256][3];
	int color, x, band;
};

static void plot(struct plotter *p, int bits, int times)
{
	for (; times > 0; times--, p->x++)
		for (int i = 0; i < 6; i++) {
			int y = p->band * 6 + i;

			if (bits >> i & 1 && p->x < p->image->width && y < p->image->height)
				memcpy(p->image->rgb + ((size_t)y * (size_t)p->image->width + (size_t)p->x) * 3,
				       p->colors[p->color], 3);
		}
}

static int numbers(const char **at, const char *end, int out[8])
{
	int n = 0;

	out[0] = 0;
	for (; *at < end && ((**at >= '0' && **at <= '9') || **at == ';'); (*at)++) {
		if (**at != ';')
			out[n] = out[n] * 10 + **at - '0';
		else if (n < 7)
			out[++n] = 0;
	}
	return n + 1;
}

static void pick(struct plotter *p, const char **at, const char *end)
{
	int v[8], n = numbers(at, end, v);

	p->color = v[0] & 255;
	for (int i = 0; n == 5 && i < 3; i++)
		p->colors[p->color][i] = (unsigned char)((v[2 + i] * 255 + 50) / 100);
}

bool sixel_read(const char *text, size_t n, struct image *image)
{
	const char *at = memchr(text, 'q', n), *end = text + n;
	struct plotter p = { .image = image };
	int v[8];

	*image = (struct image){ 0 };
	if (!at || ++at == end || *at++ != '"' || numbers(&at, end, v) != 4 ||
	    !image_new(image, v[2], v[3], NULL))
		return false;
	while (at < end) {
		int c = *at++;

		if (c == '#') {
			pick(&p, &at, end);
		} else if (c == '!') {
			numbers(&at, end, v);
			plot(&p, at < end ? *at++ - '?' : 0, v[0]);
		} else if (c == '$') {
			p.x = 0;
		} else if (c == '-') {
			p.x = 0;
			p.band++;
		} else if (c >= '?' && c <= '~') {
			plot(&p, c - '?', 1);
		}
	}
	return true;
}

double image_apart(const struct image *a, const struct image *b)
{
	size_t n = (size_t)b->width * (size_t)b->height * 3;
	struct image same;
	double sum = 0;

	image_scale(&same, a, b->width, b->height);
	for (size_t i = 0; i < n; i++)
		sum += abs(same.rgb[i] - b->rgb[i]);
	image_free(&same);
	return sum / (double)n;
}
