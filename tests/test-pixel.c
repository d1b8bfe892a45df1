// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pictures in terminals' formats: written, read back, compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pixel-support.h"
#include "pixel/formats.h"
#include "pixel/image.h"
#include "skip-why.h"

/* A picture with edges, areas and noise, which compress well or badly. */
static struct image motley(int width, int height)
{
	struct image image;
	unsigned noise = 1;

	assert_true(image_new(&image, width, height, NULL));
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++) {
			unsigned char *at = image.rgb + ((size_t)y * (size_t)width + (size_t)x) * 3;

			noise = noise * 1103515245 + 12345;
			at[0] = (unsigned char)(x < width / 2 ? 255 : x * 255 / width);
			at[1] = (unsigned char)(y < height / 2 ? 0 : noise >> 24);
			at[2] = (unsigned char)(y * 255 / height);
		}
	return image;
}

/* The commands of a stream, one after the other: keys and payload. */
static void read_kitty(const struct str *bytes, struct str *keys, struct str *png, size_t *commands)
{
	const char *at = str_text(bytes), *end = at + bytes->len;
	struct str text = { 0 };

	for (*commands = 0; at < end; (*commands)++) {
		const char *close = memmem(at, (size_t)(end - at), "\033\\", 2);
		const char *semicolon;

		assert_non_null(close);
		assert_memory_equal(at, "\033_G", 3);
		semicolon = memchr(at, ';', (size_t)(close - at));
		assert_non_null(semicolon);
		str_addn(keys, at + 3, (size_t)(semicolon - at - 3));
		str_addc(keys, '\n');
		assert_true(close - semicolon - 1 <= 4096);
		if (close + 2 < end) /* all but the last must be decodable alone */
			assert_int_equal((close - semicolon - 1) % 4, 0);
		str_addn(&text, semicolon + 1, (size_t)(close - semicolon - 1));
		at = close + 2;
	}
	assert_true(base64_read(str_text(&text), text.len, png));
	str_free(&text);
}

static void kitty_of(int width, int height, size_t least)
{
	struct image image = motley(width, height), back;
	struct str bytes = { 0 }, keys = { 0 }, png = { 0 };
	struct error err = { 0 };
	size_t commands, last;

	assert_true(kitty_show(&bytes, &image, 40, 12));
	read_kitty(&bytes, &keys, &png, &commands);
	assert_true(commands >= least);
	assert_true(image_decode(&back, str_text(&png), png.len, &err));
	assert_int_equal(back.width, width);
	assert_int_equal(back.height, height);
	assert_memory_equal(back.rgb, image.rgb, (size_t)width * (size_t)height * 3);
	assert_true(str_starts(str_text(&keys), "a=T,f=100,i="));
	assert_non_null(strstr(str_text(&keys), ",c=40,r=12,q=2,m="));
	last = keys.len - strlen("q=2,m=0\n");
	assert_string_equal(str_text(&keys) + last, "q=2,m=0\n");
	for (const char *at = str_text(&keys); at < str_text(&keys) + last; at = strchr(at, '\n') + 1)
		if (commands > 1)
			assert_memory_equal(strchr(at, '\n') - 3, "m=1", 3);
	image_free(&image);
	image_free(&back);
	str_free(&bytes);
	str_free(&keys);
	str_free(&png);
}

static void kitty_comes_back(void **state)
{
	(void)state;
	kitty_of(320, 200, 3);
	kitty_of(1, 1, 1);
	kitty_of(7, 300, 1);
}

static void kitty_of_nothing(void **state)
{
	struct str bytes = { 0 };
	struct image none = { 0 };

	(void)state;
	assert_false(kitty_show(&bytes, &none, 1, 1));
	assert_int_equal(bytes.len, 0);
	str_free(&bytes);
}

/* All three remainders, against the examples of RFC 4648. */
static void base64_is_the_standards(void **state)
{
	static const char *const pairs[][2] = {
		{ "Zg==", "f" }, { "Zm8=", "fo" }, { "Zm9v", "foo" }, { "Zm9vYmFy", "foobar" },
	};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct str out = { 0 };

		assert_true(base64_read(pairs[i][0], strlen(pairs[i][0]), &out));
		assert_string_equal(str_text(&out), pairs[i][1]);
		str_free(&out);
	}
}

static void sixel_of(int width, int height, int wide, int high)
{
	struct image image = motley(width, height), back;
	struct str bytes = { 0 };

	assert_true(sixel_show(&bytes, &image, wide, high));
	assert_memory_equal(str_text(&bytes), "\033P", 2);
	assert_string_equal(str_text(&bytes) + bytes.len - 2, "\033\\");
	assert_null(memchr(str_text(&bytes) + 2, '\033', bytes.len - 4));
	assert_true(sixel_read(str_text(&bytes) + 2, bytes.len - 4, &back));
	assert_int_equal(back.width, wide);
	assert_int_equal(back.height, high - high % 6);
	assert_true(image_apart(&image, &back) < 12); /* 256 colours of all, and a scale */
	image_free(&image);
	image_free(&back);
	str_free(&bytes);
}

static void sixel_comes_back(void **state)
{
	struct image image = motley(8, 8);
	struct str bytes = { 0 };

	(void)state;
	if (!sixel_can()) {
		assert_false(sixel_show(&bytes, &image, 8, 8));
		image_free(&image);
		skip_why("libchafa cannot make sixels here");
	}
	assert_false(sixel_show(&bytes, &image, 8, 5)); /* no line of sixels fits */
	assert_int_equal(bytes.len, 0);
	image_free(&image);
	sixel_of(320, 200, 320, 200);
	sixel_of(320, 200, 601, 403);
	sixel_of(64, 64, 6, 6);
}

/* --- symbols --- */

/* Left red, right blue, and the border within a cell: a half of it is each. */
static void symbols_have_the_colours(void **state)
{
	static const int colors[] = { 16, 256, 1 << 24 };
	struct symbol symbols[3 * 2];
	struct image image;

	(void)state;
	assert_true(image_new(&image, 96, 64, NULL));
	for (int i = 0; i < 96 * 64; i++)
		image.rgb[i * 3 + (i % 96 < 48 ? 0 : 2)] = 255;
	assert_false(symbols_make(&image, 3, 2, 8, symbols)); /* too few colours */
	for (size_t i = 0; i < 3; i++) {
		static const int red[] = { 9, 196, 0xff0000 }, blue[] = { 12, 21, 0x0000ff };

		if (!formats_open(NULL)) {
			assert_false(symbols_make(&image, 3, 2, colors[i], symbols));
			continue;
		}
		assert_true(symbols_make(&image, 3, 2, colors[i], symbols));
		assert_int_equal(strcmp(symbols[0].text, " ") == 0 ? symbols[0].bg : symbols[0].fg, red[i]);
		assert_int_equal(strcmp(symbols[5].text, " ") == 0 ? symbols[5].bg : symbols[5].fg, blue[i]);
		assert_true(strcmp(symbols[1].text, "▌") == 0 || strcmp(symbols[1].text, "▐") == 0);
		assert_int_equal(symbols[1].text[2] == "▌"[2] ? symbols[1].fg : symbols[1].bg, red[i]);
		assert_int_equal(symbols[1].text[2] == "▌"[2] ? symbols[1].bg : symbols[1].fg, blue[i]);
	}
	image_free(&image);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(base64_is_the_standards),
		cmocka_unit_test(kitty_comes_back),
		cmocka_unit_test(kitty_of_nothing),
		cmocka_unit_test(sixel_comes_back),
		cmocka_unit_test(symbols_have_the_colours),
	};

	/* Else a thread opens the module, and the first pictures are made without it. */
	formats_open(NULL);
	return cmocka_run_group_tests_name("pictures for terminals", tests, NULL, NULL);
}
