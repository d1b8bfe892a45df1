// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is written for a picture in pixels, and when: nothing twice, and nothing
 * left behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "pixel-support.h"
#include "pixel/formats.h"
#include "skip-why.h"
#include "term/talk.h"

static const char *move(int row, int col)
{
	static char bytes[32];

	snprintf(bytes, sizeof bytes, "<%d,%d>", row, col);
	return bytes;
}

struct desk {
	struct pixels_shown shown;
	struct pixels_way way;
	struct canvas_picture wanted;
	struct image image;
	struct str before, after;
	int64_t now;
};

static void turn(struct desk *d)
{
	str_free(&d->before);
	str_free(&d->after);
	pixels_before(&d->shown, &d->wanted, &d->way, move, &d->before);
	pixels_after(&d->shown, &d->wanted, &d->way, ++d->now, move, &d->after);
}

static void setup_desk(struct desk *d, enum pixels pixels)
{
	*d = (struct desk){ .way = { pixels, 10, 20 } };
	image_new(&d->image, 320, 200, NULL);
	d->wanted = (struct canvas_picture){ { 5, 40, 10, 60 }, &d->image, 1 };
}

static void free_desk(struct desk *d)
{
	image_free(&d->image);
	str_free(&d->before);
	str_free(&d->after);
}

static void silent(const struct desk *d)
{
	assert_int_equal(d->before.len, 0);
	assert_int_equal(d->after.len, 0);
}

static void once(void **state)
{
	struct desk d;

	(void)state;
	setup_desk(&d, PIXELS_KITTY);
	turn(&d);
	assert_int_equal(d.before.len, 0);
	/* 10 rows of 20 pixels are 200 high, so 320 wide, 32 columns, in the middle of 60 */
	assert_true(str_starts(str_text(&d.after), "\0337<5,54>\033_Ga=T,"));
	assert_non_null(strstr(str_text(&d.after), ",c=32,r=10,"));
	assert_true(str_ends(str_text(&d.after), "\033\\\0338"));
	for (int i = 0; i < 5; i++) {
		turn(&d);
		silent(&d);
	}
	d.wanted.version++;
	turn(&d);
	assert_int_equal(d.before.len, 0); /* another one in its place needs no erasing */
	assert_true(d.after.len > 0);
	free_desk(&d);
}

static void gone(void **state)
{
	struct str erase = { 0 };
	struct desk d;

	(void)state;
	kitty_erase(&erase);
	setup_desk(&d, PIXELS_KITTY);
	turn(&d);
	d.wanted.image = NULL;
	turn(&d);
	assert_string_equal(str_text(&d.before), str_text(&erase));
	assert_int_equal(d.after.len, 0);
	turn(&d);
	silent(&d);
	d.wanted.image = &d.image; /* the same picture again */
	turn(&d);
	assert_true(d.after.len > 0);
	str_free(&d.before);
	pixels_erase(&d.shown, move, &d.before);
	assert_string_equal(str_text(&d.before), str_text(&erase));
	str_free(&erase);
	free_desk(&d);
}

static void moved(void **state)
{
	struct desk d;

	(void)state;
	setup_desk(&d, PIXELS_KITTY);
	turn(&d);
	d.wanted.rect.row++;
	turn(&d);
	assert_true(d.before.len > 0);
	assert_true(str_starts(str_text(&d.after), "\0337<6,54>"));
	d.way.height = 24; /* another font */
	turn(&d);
	assert_true(d.before.len > 0);
	assert_true(d.after.len > 0);
	d.shown.version = 0; /* the screen was wiped */
	turn(&d);
	assert_true(d.after.len > 0);
	d.way.pixels = PIXELS_NONE; /* switched off */
	turn(&d);
	assert_true(d.before.len > 0);
	assert_int_equal(d.after.len, 0);
	free_desk(&d);
}

static void never_where_it_cannot(void **state)
{
	struct desk d;

	(void)state;
	setup_desk(&d, PIXELS_NONE);
	turn(&d);
	silent(&d);
	d.way.pixels = PIXELS_KITTY;
	d.wanted.rect.rows = 0;
	turn(&d);
	silent(&d);
	free_desk(&d);
}

/* Of the sixels that were written.  Caller frees. */
static struct image read_back(const struct desk *d)
{
	const char *at = strchr(str_text(&d->after), 'P');
	struct image back;

	assert_non_null(at);
	assert_true(sixel_read(at + 1, strlen(at + 1) - 4, &back));
	return back;
}

/* Sixels are erased by blanks, in all of the pane's cells and in no other. */
static void sixels(void **state)
{
	struct image back;
	struct desk d;

	(void)state;
	if (!sixel_can())
		skip_why("libchafa cannot make sixels here");
	setup_desk(&d, PIXELS_SIXEL);
	d.wanted.rect = (struct rect){ 2, 3, 3, 4 };
	turn(&d);
	assert_true(str_starts(str_text(&d.after), "\0337<2,3>\033P"));
	back = read_back(&d);
	assert_int_equal(back.width, 40); /* 4 columns; 25 high, in sixels 24 */
	assert_int_equal(back.height, 24);
	image_free(&back);
	d.wanted.image = NULL;
	turn(&d);
	assert_string_equal(str_text(&d.before),
			    "\0337\033[0m<2,3>    <3,3>    <4,3>    \0338");
	free_desk(&d);
}

/* A machine that takes another resolution has a picture of another shape. */
static void one_of_another_shape(void **state)
{
	struct image narrow;
	struct desk d;

	(void)state;
	if (!sixel_can())
		skip_why("libchafa cannot make sixels here");
	setup_desk(&d, PIXELS_SIXEL);
	d.wanted.rect = (struct rect){ 2, 3, 3, 8 };
	turn(&d);
	d.wanted.version++;
	turn(&d);
	assert_true(str_starts(str_text(&d.after), "\0337<2,3>\033P"));
	image_new(&narrow, 240, 240, NULL);
	d.wanted.image = &narrow;
	d.wanted.version++;
	turn(&d);
	assert_true(str_starts(str_text(&d.after),
			       "\0337\033[0m<2,3>        <3,3>        <4,3>        \0338"
			       "\0337<2,4>\033P"));
	d.wanted.version++;
	turn(&d);
	assert_true(str_starts(str_text(&d.after), "\0337<2,4>\033P"));
	image_free(&narrow);
	free_desk(&d);
}

static void sixels_are_not_larger_than_xterm_takes(void **state)
{
	struct image back;
	struct desk d;

	(void)state;
	if (!sixel_can())
		skip_why("libchafa cannot make sixels here");
	setup_desk(&d, PIXELS_SIXEL);
	d.wanted.rect = (struct rect){ 0, 0, 100, 300 };
	turn(&d);
	back = read_back(&d);
	assert_int_equal(back.width, 1000);
	image_free(&back);
	free_desk(&d);
}

/* A slow line is left to other things for three times as long as a picture took. */
static void slow_lines_rest(void **state)
{
	struct desk d;

	(void)state;
	setup_desk(&d, PIXELS_KITTY);
	turn(&d);
	d.now += 1000;
	pixels_settled(&d.shown, d.now);
	d.wanted.version++;
	d.now += 2900;
	turn(&d);
	silent(&d);
	d.now += 200;
	turn(&d);
	assert_true(d.after.len > 0);
	free_desk(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(once),
		cmocka_unit_test(gone),
		cmocka_unit_test(moved),
		cmocka_unit_test(never_where_it_cannot),
		cmocka_unit_test(sixels),
		cmocka_unit_test(one_of_another_shape),
		cmocka_unit_test(sixels_are_not_larger_than_xterm_takes),
		cmocka_unit_test(slow_lines_rest),
	};

	/* Else a thread opens the module, and the first pictures are made without it. */
	formats_open(NULL);
	return cmocka_run_group_tests_name("the picture in pixels", tests, NULL, NULL);
}
