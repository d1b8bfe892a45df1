// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The screen pane: what is drawn of a machine's screen, cell by cell, and whose
 * screen is wanted when. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui-desk.h"
#include "ui/blocks.h"
#include "vm/screen.h"

/* --- whose screen is wanted --- */

static void wanted_while_it_is_seen(void **state)
{
	struct desk *d = *state;

	assert_null(ui_screen_wanted(d->ui));
	desk_press(d, 'v');
	assert_string_equal(ui_screen_wanted(d->ui), "dreamer");
	ui_place_changed(d->ui); /* beside the lesson it stays */
	desk_draw(d);
	assert_string_equal(ui_screen_wanted(d->ui), "dreamer");
	desk_resize(d, 24, 80); /* over the lesson there is no room for it */
	assert_null(ui_screen_wanted(d->ui));
	desk_press(d, 'v');
	assert_string_equal(ui_screen_wanted(d->ui), "dreamer");
	desk_press(d, 'g');
	assert_null(ui_screen_wanted(d->ui));
	desk_press(d, 'v');
	assert_non_null(ui_screen_wanted(d->ui));
	desk_resize(d, 5, 20);
	assert_null(ui_screen_wanted(d->ui)); /* too small for anything */
	desk_resize(d, 24, 80);
	assert_non_null(ui_screen_wanted(d->ui));
	desk_press(d, 'v');
	assert_null(ui_screen_wanted(d->ui));
}

static void it_has_the_consoles_place(void **state)
{
	struct desk *d = *state;

	assert_true(desk_shows(d, "Console of dreamer"));
	desk_press(d, 'v');
	assert_true(desk_shows(d, "Screen of dreamer"));
	assert_false(desk_shows(d, "Console of dreamer"));
	desk_press(d, 'c');
	assert_true(desk_shows(d, "Console of dreamer"));
	assert_null(ui_screen_wanted(d->ui));
	desk_press(d, ']' & 0x1f); /* a console takes all keys but this */
	desk_press(d, 'v');
	desk_press(d, 'z');
	assert_true(desk_shows(d, "far out to the right"));
	desk_press(d, KEY_ESCAPE_);
	assert_true(desk_shows(d, "Screen of dreamer"));
	desk_press(d, KEY_ESCAPE_);
	assert_false(desk_shows(d, "Screen of dreamer"));
}

static void it_can_be_read_at_80x24(void **state)
{
	struct desk *d = *state;

	desk_resize(d, 24, 80);
	desk_press(d, 'v');
	assert_true(desk_shows(d, "\ntick 12\n"));
	assert_true(desk_shows(d, "far out to the right")); /* to the last column */
	assert_true(desk_shows(d, "\nmemory: hello\n"));    /* its end */
	assert_false(desk_shows(d, "\ntick 1\n"));
	desk_press(d, KEY_HOME_);
	assert_true(desk_shows(d, "\ntick 1\n"));
}

/* --- colours --- */

static const struct cell *at_text(const struct desk *d, const char *text)
{
	for (int row = 0; row < d->canvas->rows; row++)
		for (int col = 0; col < d->canvas->cols; col++) {
			const struct cell *cell = canvas_at(d->canvas, row, col);
			size_t i = 0;

			while (text[i] && col + (int)i < d->canvas->cols && cell[i].text[0] == text[i])
				i++;
			if (!text[i])
				return cell;
		}
	fail_msg("\"%s\" is not shown", text);
	return NULL;
}

static void text_has_its_colours(void **state)
{
	struct desk *d = *state;
	const struct cell *cell;

	desk_press(d, 'v');
	desk_press(d, 'z');
	cell = at_text(d, "memory: hello");
	assert_int_equal(cell->style, STYLE_GUEST);
	assert_int_equal(cell->fg, 7);
	assert_int_equal(cell->bg, 0);
	assert_int_equal(cell->attrs, 0);
	cell = at_text(d, "danger");
	assert_int_equal(cell->fg, 11); /* yellow on red */
	assert_int_equal(cell->bg, 1);
	cell = at_text(d, "chosen"); /* black on grey can be seen without colours, too */
	assert_int_equal(cell->attrs, LOOK_REVERSE);
	assert_int_equal(cell->fg, 7);
	assert_int_equal(cell->bg, 0);
}

/* --- half blocks --- */

static struct image two_by_two(void)
{
	static const unsigned char pixels[12] =
		{ 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 255, 0 };
	struct image image;

	image_new(&image, 2, 2, NULL);
	memcpy(image.rgb, pixels, sizeof pixels);
	return image;
}

static void two_pixels_a_cell(void **unused)
{
	struct canvas *canvas = canvas_new(3, 6);
	struct image image = two_by_two();
	struct rect rect = { 1, 1, 1, 2 };
	const struct cell *cell;

	(void)unused;
	assert_int_equal(blocks_draw(canvas, rect, &image), 1);
	cell = canvas_at(canvas, 1, 1);
	assert_string_equal(cell->text, "▀");
	assert_int_equal(cell->fg, GUEST_RGB | 0xff0000);
	assert_int_equal(cell->bg, GUEST_RGB | 0x0000ff);
	cell = canvas_at(canvas, 1, 2); /* one colour: no block is needed */
	assert_string_equal(cell->text, " ");
	assert_int_equal(cell->bg, GUEST_RGB | 0x00ff00);
	assert_int_equal(canvas_at(canvas, 1, 3)->style, STYLE_PLAIN);
	assert_int_equal(canvas_at(canvas, 0, 1)->style, STYLE_PLAIN);
	canvas_free(canvas);
	image_free(&image);
}

static void in_its_own_shape(void **unused)
{
	struct canvas *canvas = canvas_new(10, 40);
	struct rect rect = { 0, 0, 10, 40 }, none = { 0, 0, 0, 40 };
	struct image image = two_by_two();

	(void)unused;
	assert_int_equal(blocks_draw(canvas, rect, &image), 10);
	assert_int_equal(canvas_at(canvas, 5, 9)->style, STYLE_PLAIN); /* in the middle */
	assert_int_equal(canvas_at(canvas, 5, 10)->style, STYLE_GUEST);
	assert_int_equal(canvas_at(canvas, 5, 29)->style, STYLE_GUEST);
	assert_int_equal(canvas_at(canvas, 5, 30)->style, STYLE_PLAIN);
	assert_int_equal(blocks_draw(canvas, none, &image), 0);
	image_free(&image);
	assert_int_equal(blocks_draw(canvas, rect, &image), 0);
	canvas_free(canvas);
}

/* --- pixels --- */

static struct vm_screen *show_pixels(struct desk *d)
{
	struct vm_screen *screen = mem_alloc(sizeof *screen);

	snprintf(screen->machine, sizeof screen->machine, "dreamer");
	screen->version = 7;
	screen->kind = SCREEN_PIXELS;
	screen->image = two_by_two();
	d->f->view.screen = screen;
	return screen;
}

static bool any_block(const struct desk *d)
{
	for (int i = 0; i < d->canvas->rows * d->canvas->cols; i++)
		if (d->canvas->cells[i].style == STYLE_GUEST)
			return true;
	return false;
}

static void pixels_where_the_terminal_can(void **state)
{
	struct desk *d = *state;
	const struct vm_screen *before = d->f->view.screen;
	struct vm_screen *screen = show_pixels(d);
	const struct canvas_picture *picture = &d->canvas->picture;
	struct command quit = { .id = COMMAND_QUIT };

	desk_press(d, 'v');
	assert_null(picture->image);
	assert_true(any_block(d));
	d->canvas->pixels = true;
	desk_draw(d);
	assert_ptr_equal(picture->image, &screen->image);
	assert_int_equal(picture->version, 7);
	assert_false(any_block(d)); /* its cells are blank */
	for (int row = 0; row < picture->rect.rows; row++)
		for (int col = 0; col < picture->rect.cols; col++)
			assert_string_equal(canvas_at(d->canvas, picture->rect.row + row,
						      picture->rect.col + col)->text, " ");
	ui_ask(d->ui, "Sure?", &quit); /* a question stands above all: no pixels */
	desk_draw(d);
	assert_null(picture->image);
	assert_true(any_block(d));
	desk_press(d, 'n');
	assert_non_null(picture->image);
	desk_press(d, 'v');
	assert_null(picture->image);
	vm_screen_free(screen);
	d->f->view.screen = before;
}

static int first_color(const struct desk *d)
{
	for (int i = 0; i < d->canvas->rows * d->canvas->cols; i++)
		if (d->canvas->cells[i].style == STYLE_GUEST)
			return d->canvas->cells[i].fg;
	fail_msg("no block is shown");
	return 0;
}

static void blocks_are_kept(void **state)
{
	struct desk *d = *state;
	const struct vm_screen *before = d->f->view.screen;
	struct vm_screen *screen = show_pixels(d);

	desk_press(d, 'v');
	assert_int_equal(first_color(d), GUEST_RGB | 0xff0000);
	memset(screen->image.rgb, 255, 12);
	desk_draw(d); /* the same version is not looked at again */
	assert_int_equal(first_color(d), GUEST_RGB | 0xff0000);
	screen->version++;
	desk_draw(d);
	assert_int_equal(first_color(d), GUEST_RGB | 0xffffff);
	desk_resize(d, 30, 110);
	assert_int_equal(first_color(d), GUEST_RGB | 0xffffff);
	vm_screen_free(screen);
	d->f->view.screen = before;
}

static void shades_without_colours(void **unused)
{
	struct canvas *canvas = canvas_new(1, 2);
	struct rect rect = { 0, 0, 1, 2 };
	struct image image;

	(void)unused;
	image_new(&image, 2, 2, NULL);
	memset(image.rgb + 3, 255, 3);
	memset(image.rgb + 9, 255, 3);
	canvas->mono = true;
	blocks_draw(canvas, rect, &image);
	assert_string_equal(canvas_at(canvas, 0, 0)->text, " ");
	assert_string_equal(canvas_at(canvas, 0, 1)->text, "@");
	assert_int_equal(canvas_at(canvas, 0, 1)->fg, GUEST_DEFAULT);
	canvas_free(canvas);
	image_free(&image);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(wanted_while_it_is_seen, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(it_has_the_consoles_place, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(it_can_be_read_at_80x24, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(text_has_its_colours, desk_setup, desk_teardown),
		cmocka_unit_test(two_pixels_a_cell),
		cmocka_unit_test(in_its_own_shape),
		cmocka_unit_test(shades_without_colours),
		cmocka_unit_test_setup_teardown(pixels_where_the_terminal_can, desk_setup, desk_teardown),
		cmocka_unit_test_setup_teardown(blocks_are_kept, desk_setup, desk_teardown),
	};

	return cmocka_run_group_tests_name("the screen pane", tests, NULL, NULL);
}
