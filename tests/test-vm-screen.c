// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Screens of machines: pictures from untrusted bytes, text found in a machine's memory,
 * files that never replace another.  All without a hypervisor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "pixel/image.h"
#include "vm/screen.h"

/* --- PPM --- */

static bool reads(const char *bytes, size_t n)
{
	/* A copy of that size exactly, so that a sanitizer sees a byte too far. */
	char *copy = mem_array(n, 1);
	struct image image;
	struct error err = { 0 };
	bool ok;

	memcpy(copy, bytes, n);
	ok = image_decode(&image, copy, n, &err);
	assert_int_equal(ok, image.rgb != NULL);
	assert_int_equal(ok, !err.message[0]);
	image_free(&image);
	free(copy);
	return ok;
}

static void a_ppm(void **unused)
{
	static const char bytes[] = "P6\n# made by hand\n2 1 # two\n255\nabcdef and more";
	struct image image;

	(void)unused;
	assert_true(image_from_ppm(&image, (const unsigned char *)bytes, sizeof bytes - 1, NULL));
	assert_int_equal(image.width, 2);
	assert_int_equal(image.height, 1);
	assert_memory_equal(image.rgb, "abcdef", 6);
	image_free(&image);
}

static void hostile_ppms(void **unused)
{
	static const char *const bad[] = {
		"", "P", "P6", "P6\n", "P6\n2", "P6\n2 1", "P6\n2 1\n255", "P6\n2 1\n255\n",
		"P6\n2 1\n255\nabcde", "P5\n2 1\n255\nabcdef", "p6\n2 1\n255\nabcdef",
		"P6\n-2 1\n255\nabcdef", "P6\n0 1\n255\nabcdef", "P6\n2 0\n255\nabcdef",
		"P6\n2 1\n65535\nabcdefabcdef", "P6\n2 1\n0\nabcdef", "P6\n2 1\n255abcdef",
		"P6\nx 1\n255\nabcdef", "P6\n2 1\n# 255\nabcdef",
		"P6\n8192 8192\n255\nabcdef", "P6\n99999 99999\n255\nabcdef",
		"P6\n4294967298 1\n255\nabcdef", "P6\n18446744073709551617 1\n255\nabcdef",
		"P6\n#", "P6\n2 #\n", "GIF89a", "\x89PNG\r\n\x1a\n",
		"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff",
	};
	size_t i;

	(void)unused;
	for (i = 0; i < ARRAY_LEN(bad); i++)
		if (reads(bad[i], strlen(bad[i])))
			fail_msg("\"%s\" was read", bad[i]);
	assert_true(reads("P6 2 1 255 abcdef", 17));
}

/* --- PNG --- */

static struct image gradient(int width, int height)
{
	struct image image;

	assert_true(image_new(&image, width, height, NULL));
	for (int i = 0; i < width * height; i++) {
		image.rgb[i * 3] = (unsigned char)(i % width);
		image.rgb[i * 3 + 1] = (unsigned char)(i / width);
		image.rgb[i * 3 + 2] = 7;
	}
	return image;
}

static void a_png_and_back(void **unused)
{
	struct image image = gradient(33, 17), again;
	struct str png = { 0 };
	size_t n;

	(void)unused;
	assert_true(image_to_png(&image, &png, NULL));
	assert_true(image_decode(&again, png.text, png.len, NULL));
	assert_int_equal(again.width, 33);
	assert_int_equal(again.height, 17);
	assert_memory_equal(again.rgb, image.rgb, 33 * 17 * 3);
	image_free(&again);
	for (n = 0; n + 12 < png.len; n++)
		assert_false(reads(png.text, n)); /* cut short, without its end */
	for (n = 8; n < png.len; n++) {
		png.text[n] ^= 0x55;
		reads(png.text, png.len); /* whatever comes of it, no crash */
		png.text[n] ^= 0x55;
	}
	str_free(&png);
	image_free(&image);
}

static void no_size_is_too_odd(void **unused)
{
	struct image image = gradient(3, 2), scaled;
	int width = 10, height = 10;

	(void)unused;
	assert_false(image_new(&scaled, 0, 5, NULL));
	assert_false(image_new(&scaled, 5, -1, NULL));
	assert_false(image_new(&scaled, IMAGE_SIDE_MAX + 1, 5, NULL));
	image_scale(&scaled, &image, 6, 4);
	assert_memory_equal(scaled.rgb, "\0\0\7\0\0\7\1\0\7\1\0\7\2\0\7\2\0\7", 18);
	image_free(&scaled);
	image_scale(&scaled, &image, 1, 1);
	assert_memory_equal(scaled.rgb, "\1\1\7", 3);
	image_free(&scaled);
	image_fit(&image, &width, &height);
	assert_int_equal(width, 10);
	assert_int_equal(height, 6);
	width = 1000, height = 1;
	image_fit(&image, &width, &height);
	assert_int_equal(width, 1);
	assert_int_equal(height, 1);
	image_free(&image);
}

/* --- code page 437 --- */

static void each_code_is_one_column(void **unused)
{
	int code;

	(void)unused;
	for (code = 0; code < 256; code++)
		if (utf8_width(vga_utf8((unsigned char)code)) != 1 ||
		    !utf8_valid(vga_utf8((unsigned char)code), strlen(vga_utf8((unsigned char)code)),
				NULL))
			fail_msg("code %d is \"%s\"", code, vga_utf8((unsigned char)code));
	for (code = ' '; code < 127; code++)
		assert_int_equal(vga_utf8((unsigned char)code)[0], code);
	assert_string_equal(vga_utf8(0), " ");
	assert_string_equal(vga_utf8(0x01), "☺");
	assert_string_equal(vga_utf8(0x1b), "←");
	assert_string_equal(vga_utf8(0x7f), "⌂");
	assert_string_equal(vga_utf8(0x82), "é");
	assert_string_equal(vga_utf8(0xb0), "░");
	assert_string_equal(vga_utf8(0xc9), "╔");
	assert_string_equal(vga_utf8(0xdb), "█");
	assert_string_equal(vga_utf8(0xe3), "π");
	assert_string_equal(vga_utf8(0xfe), "■");
	assert_string_equal(vga_utf8(0xff), " ");
}

static void colors_in_the_order_of_terminals(void **unused)
{
	/* black, blue, green, cyan, red, magenta, brown, grey, and the bright ones */
	static const int ansi[] = { 0, 4, 2, 6, 1, 5, 3, 7, 8, 12, 10, 14, 9, 13, 11, 15 };

	(void)unused;
	for (int i = 0; i < 16; i++)
		assert_int_equal(vga_color(i), ansi[i]);
}

/* --- text in memory --- */

static unsigned char memory[VGA_BYTES];

static void clear_memory(void)
{
	for (size_t i = 0; i < sizeof memory; i += 2) {
		memory[i] = ' ';
		memory[i + 1] = 0x07;
	}
}

static void write_at(size_t line, const char *text)
{
	for (size_t i = 0; text[i]; i++)
		memory[line * 160 + i * 2] = (unsigned char)text[i];
}

/* The picture that a card makes of the memory from this line on: a dot in the last corner of
 * each cell that holds something. */
static struct image picture_of_mode(size_t line, int cols, int rows, int wide, int high)
{
	int width = wide / cols, height = high / rows;
	struct image image;

	assert_true(image_new(&image, wide, high, NULL));
	for (int row = 0; row < rows; row++)
		for (int col = 0; col < cols; col++) {
			const unsigned char *cell =
				memory + (line * (size_t)cols + (size_t)(row * cols + col)) * 2;
			int dot = (row * height + height - 1) * wide + col * width + width - 1;

			if (cell[0] != ' ' && cell[0] != 0xdb)
				image.rgb[dot * 3 + 2] = 255;
		}
	return image;
}

static struct image picture_of(size_t line, int cols, int rows)
{
	return picture_of_mode(line, cols, rows, 720, 400);
}

static void text_is_found(void **unused)
{
	struct vga_text text;
	struct image image;
	int rows, cols;

	(void)unused;
	clear_memory();
	write_at(0, "The dreamer wakes.");
	write_at(1, "tick 1");
	memory[160 * 3] = 0xdb;
	image = picture_of(0, 80, 25);
	assert_true(vga_may_be_text(&image));
	assert_true(vga_find(memory, sizeof memory, &image, &text));
	assert_int_equal(text.cols, 80);
	assert_int_equal(text.rows, 25);
	assert_int_equal(text.cells[80 + 5].code, '1');
	assert_int_equal(text.cells[80 + 5].attr, 0x07);
	vga_used(&text, &rows, &cols);
	assert_int_equal(rows, 4);
	assert_int_equal(cols, 18);
	/* A line that was written between picture and memory does not matter. */
	write_at(2, "tick 2");
	assert_true(vga_find(memory, sizeof memory, &image, &text));
	assert_int_equal(text.cells[160].code, 't');
	image_free(&image);
}

/* A system that scrolls by moving the start of what is shown. */
static void text_is_found_further_on(void **unused)
{
	struct vga_text text;
	struct image image;
	char line[81];

	(void)unused;
	clear_memory();
	for (size_t i = 0; i < 90; i++) {
		snprintf(line, sizeof line, "%*s%zu", (int)(i * 7 % 59) + 10, "word", i);
		write_at(i, line);
	}
	image = picture_of(57, 80, 25);
	assert_true(vga_find(memory, sizeof memory, &image, &text));
	assert_int_equal(text.cells[57 * 7 % 59 + 10].code, '5');
	assert_int_equal(text.cells[57 * 7 % 59 + 11].code, '7');
	image_free(&image);
}

static void fifty_lines_are_found(void **unused)
{
	struct vga_text text;
	struct image image;

	(void)unused;
	clear_memory();
	for (size_t i = 0; i < 50; i++)
		write_at(i, i % 3 ? "many lines of small letters" : "-");
	image = picture_of(0, 80, 50);
	assert_true(vga_find(memory, sizeof memory, &image, &text));
	assert_int_equal(text.rows, 50);
	image_free(&image);
}

static void each_text_mode_is_found(void **unused)
{
	static const int modes[][4] = {
		{ 720, 400, 80, 25 }, { 640, 400, 80, 25 }, { 720, 400, 80, 50 }, { 640, 400, 80, 50 },
		{ 720, 350, 80, 25 }, { 720, 350, 80, 43 }, { 360, 400, 40, 25 }, { 320, 400, 40, 25 },
	};
	static const int graphics[][2] = {
		{ 720, 480 }, { 640, 480 }, { 640, 350 }, { 320, 200 }, { 360, 350 }, { 400, 720 },
	};

	(void)unused;
	for (size_t m = 0; m < ARRAY_LEN(modes); m++) {
		int cols = modes[m][2], rows = modes[m][3];
		struct vga_text text;
		struct image image;

		clear_memory();
		for (size_t i = 0; i < (size_t)(cols * rows); i += 1 + i % 7)
			memory[i * 2] = 'x';
		image = picture_of_mode(0, cols, rows, modes[m][0], modes[m][1]);
		assert_true(vga_may_be_text(&image));
		assert_true(vga_find(memory, sizeof memory, &image, &text));
		assert_int_equal(text.cols, cols);
		assert_int_equal(text.rows, rows);
		assert_memory_equal(text.cells, memory, (size_t)(cols * rows) * 2);
		/* Exactly as much memory as that, and less. */
		assert_true(vga_find(memory, (size_t)(cols * rows) * 2, &image, &text));
		assert_false(vga_find(memory, (size_t)(cols * 25) * 2 - 1, &image, &text));
		image_free(&image);
	}
	for (size_t i = 0; i < ARRAY_LEN(graphics); i++) {
		struct image image;

		assert_true(image_new(&image, graphics[i][0], graphics[i][1], NULL));
		assert_false(vga_may_be_text(&image));
		image_free(&image);
	}
}

/* Is the text found if so many cells of it are not drawn? */
static bool found_without(int cells)
{
	struct image image = picture_of(0, 80, 25);
	struct vga_text text;
	bool found;

	for (int i = 0; i < cells; i++)
		image.rgb[((i / 80 * 16 + 15) * 720 + i % 80 * 9 + 8) * 3 + 2] = 0;
	/* The others are drawn in their first row alone. */
	for (int i = cells; i < 80 * 25; i++) {
		image.rgb[((i / 80 * 16 + 15) * 720 + i % 80 * 9 + 8) * 3 + 2] = 0;
		image.rgb[(i / 80 * 16 * 720 + i % 80 * 9 + 8) * 3 + 2] = 1;
	}
	found = vga_find(memory, 80 * 25 * 2, &image, &text);
	image_free(&image);
	return found;
}

static void a_part_may_differ(void **unused)
{
	(void)unused;
	clear_memory();
	for (size_t i = 0; i < 80 * 25; i++)
		memory[i * 2] = 'x';
	assert_true(found_without(0));
	assert_true(found_without(100)); /* one in twenty */
	assert_false(found_without(101));
}

static void the_first_page_is_preferred(void **unused)
{
	enum { LINE = 80 }; /* bytes of forty cells */
	struct vga_text text;
	struct image image;

	(void)unused;
	clear_memory();
	for (size_t i = 0; i < 20; i++)
		memory[i * 2] = memory[60 * LINE + i * 2] = 'x';
	memory[LINE] = 'y';
	memory[61 * LINE] = 'z';
	image = picture_of_mode(0, 40, 25, 360, 400);
	/* A page further on must explain more than eight cells better. */
	for (size_t i = 0; i < 9; i++)
		memory[i * 2] = ' ';
	assert_true(vga_find(memory, sizeof memory, &image, &text));
	assert_int_equal(text.cells[40].code, 'z');
	memory[0] = 'x';
	assert_true(vga_find(memory, sizeof memory, &image, &text));
	assert_int_equal(text.cells[40].code, 'y');
	for (size_t i = 0; i < 16; i++)
		memory[i * 2] = ' ';
	for (size_t i = 0; i < 8; i++)
		memory[60 * LINE + i * 2] = ' ';
	assert_true(vga_find(memory, sizeof memory, &image, &text));
	assert_int_equal(text.cells[40].code, 'y');
	for (size_t i = 0; i < 8; i++)
		memory[60 * LINE + i * 2] = 'x';
	/* Of the pages further on, the first that explains all but eight. */
	for (size_t i = 0; i < 20; i++)
		memory[i * 2] = ' ';
	for (size_t i = 0; i < 11; i++)
		memory[30 * LINE + i * 2] = 'x';
	memory[31 * LINE] = 'w';
	assert_true(vga_find(memory, sizeof memory, &image, &text));
	assert_int_equal(text.cells[40].code, 'z');
	image_free(&image);
}

static void what_is_used_of_it(void **unused)
{
	struct vga_text text = { .rows = 3, .cols = 5 };
	int rows, cols;

	(void)unused;
	for (int i = 0; i < 15; i++)
		text.cells[i] = (struct vga_cell){ ' ', 0x07 };
	vga_used(&text, &rows, &cols);
	assert_int_equal(rows + cols, 0);
	text.cells[0].attr = 0x70; /* a blank on a ground is seen */
	vga_used(&text, &rows, &cols);
	assert_true(rows == 1 && cols == 1);
	text.cells[5 + 3].code = 'x';
	text.cells[10 + 1].code = 'x';
	vga_used(&text, &rows, &cols);
	assert_true(rows == 3 && cols == 4);
	text.cells[14].code = 0; /* which is drawn as a blank */
	vga_used(&text, &rows, &cols);
	assert_true(rows == 3 && cols == 4);
	text.cells[4].code = 'x';
	vga_used(&text, &rows, &cols);
	assert_true(rows == 3 && cols == 5);
}

static void a_copy_shares_nothing(void **unused)
{
	struct vm_screen screen = { .version = 3, .kind = SCREEN_PIXELS, .image = gradient(3, 2),
				    .problem = mem_dup("p") }, copy;

	(void)unused;
	vm_screen_copy(&copy, &screen);
	assert_true(copy.image.rgb != screen.image.rgb && copy.problem != screen.problem);
	assert_memory_equal(copy.image.rgb, screen.image.rgb, 18);
	assert_string_equal(copy.problem, "p");
	assert_int_equal(copy.version, 3);
	vm_screen_clear(&screen);
	assert_true(!screen.image.rgb && !screen.problem && screen.version == 0);
	vm_screen_clear(&copy);
	vm_screen_free(NULL);
}

static void graphics_are_no_text(void **unused)
{
	struct vga_text text;
	struct image image;

	(void)unused;
	clear_memory();
	write_at(0, "left over from the firmware");
	image = gradient(640, 480);
	assert_false(vga_may_be_text(&image));
	assert_false(vga_find(memory, sizeof memory, &image, &text));
	image_free(&image);
	image = gradient(720, 400); /* the size alone is not enough */
	assert_false(vga_find(memory, sizeof memory, &image, &text));
	assert_int_equal(text.rows, 0);
	assert_false(vga_find(memory, 100, &image, &text)); /* nor is too little memory read */
	image_free(&image);
	/* Two plain colours, and a memory that is blank in one. */
	clear_memory();
	assert_true(image_new(&image, 640, 400, NULL));
	assert_true(vga_find(memory, sizeof memory, &image, &text));
	memset(image.rgb, 170, 640 * 100 * 3);
	assert_false(vga_find(memory, sizeof memory, &image, &text));
	for (size_t i = 0; i < 80 * 7; i++)
		memory[i * 2 + 1] = 0x70;
	assert_true(vga_find(memory, sizeof memory, &image, &text));
	/* Where no memory is, there is no text, whatever the picture. */
	memset(memory, 0xff, sizeof memory);
	memset(image.rgb, 0, 640 * 400 * 3);
	assert_false(vga_find(memory, sizeof memory, &image, &text));
	image_free(&image);
}

/* --- files --- */

static bool is_picture(const char *path, int width)
{
	struct str bytes = { 0 };
	struct image image = { 0 };
	bool ok = file_read(path, 1 << 20, &bytes, NULL) &&
		  image_decode(&image, bytes.text, bytes.len, NULL) && image.width == width;

	image_free(&image);
	str_free(&bytes);
	return ok;
}

static void a_file_replaces_no_other(void **unused)
{
	char base[] = "/tmp/im-test-XXXXXX";
	char *folder, *first, *second, *command;
	struct image small = gradient(4, 4), large = gradient(8, 4);
	struct error err = { 0 };

	(void)unused;
	assert_non_null(mkdtemp(base));
	folder = file_join(base, "a/screenshots");
	first = screenshot_save(folder, "dreamer", &small, &err);
	second = screenshot_save(folder, "dreamer", &large, &err);
	assert_non_null(first);
	assert_non_null(second);
	assert_true(str_ends(first, "/a/screenshots/dreamer.png"));
	assert_true(str_ends(second, "/a/screenshots/dreamer-2.png"));
	assert_true(is_picture(first, 4));
	assert_true(is_picture(second, 8));
	command = mem_printf("test \"$(ls -A %s | wc -l)\" = 2", folder);
	assert_int_equal(system(command), 0); /* nothing else is left there */
	free(command);
	free(first);
	first = file_join(second, "not-a-folder");
	assert_null(screenshot_save(first, "dreamer", &small, &err));
	assert_true(err.message[0]);
	command = mem_printf("rm -r %s", base);
	assert_int_equal(system(command), 0);
	free(command);
	free(first);
	free(second);
	free(folder);
	image_free(&small);
	image_free(&large);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_ppm),
		cmocka_unit_test(hostile_ppms),
		cmocka_unit_test(a_png_and_back),
		cmocka_unit_test(no_size_is_too_odd),
		cmocka_unit_test(each_code_is_one_column),
		cmocka_unit_test(colors_in_the_order_of_terminals),
		cmocka_unit_test(text_is_found),
		cmocka_unit_test(text_is_found_further_on),
		cmocka_unit_test(fifty_lines_are_found),
		cmocka_unit_test(each_text_mode_is_found),
		cmocka_unit_test(a_part_may_differ),
		cmocka_unit_test(the_first_page_is_preferred),
		cmocka_unit_test(what_is_used_of_it),
		cmocka_unit_test(a_copy_shares_nothing),
		cmocka_unit_test(graphics_are_no_text),
		cmocka_unit_test(a_file_replaces_no_other),
	};

	return cmocka_run_group_tests_name("screens of machines", tests, NULL, NULL);
}
