// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The colours of guests on terminals of all kinds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "between.h"
#include "term/colors.h"
#include "ui/canvas.h"

static int rgb(int color)
{
	return GUEST_RGB | color;
}

static void few_colours(void **state)
{
	(void)state;
	assert_int_equal(colors_here(GUEST_DEFAULT, 8), -1);
	assert_int_equal(colors_here(1, 8), 1);
	assert_int_equal(colors_here(9, 8), 1); /* bright red is red */
	assert_int_equal(colors_here(9, 16), 9);
	assert_int_equal(colors_here(rgb(0xffffff), 16), 15);
	assert_int_equal(colors_here(rgb(0xffffff), 8), 7);
	assert_int_equal(colors_here(rgb(0x0000aa), 16), 4);
	for (int color = 0; color <= 0xffffff; color += 4099) {
		assert_between(colors_here(rgb(color), 8), 0, 7);
		assert_between(colors_here(rgb(color), 16), 0, 15);
		assert_between(colors_here(rgb(color), 256), 16, 255);
	}
}

static void many_colours(void **state)
{
	(void)state;
	assert_int_equal(colors_here(200, 256), 200);
	assert_int_equal(colors_here(rgb(0xaa0000), 256), 124);
	assert_int_equal(colors_here(rgb(0x808080), 256), 244);
	assert_int_equal(colors_here(rgb(0x123456), 1 << 24), 0x123456);
	assert_int_equal(colors_here(1, 1 << 24), 0xaa0000);
	assert_int_equal(colors_here(rgb(0x000005), 1 << 24), 0); /* not the theme's magenta */
	assert_int_equal(colors_here(rgb(0x000008), 1 << 24), 8);
}

static void named(const char *term, const char *colorterm, const char *expected)
{
	char *name = colors_direct_name(term, colorterm);

	if (expected)
		assert_string_equal(name, expected);
	else
		assert_null(name);
	free(name);
}

static void names_of_direct_terminals(void **state)
{
	(void)state;
	named("xterm-256color", "truecolor", "xterm-direct");
	named("xterm-256color", "24bit", "xterm-direct");
	named("foot", "truecolor", "foot-direct");
	named("xterm-direct", "truecolor", NULL);
	named("xterm-256color", "yes", NULL);
	named("xterm-256color", NULL, NULL);
	named(NULL, "truecolor", NULL);
	named("", "truecolor", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(few_colours),
		cmocka_unit_test(many_colours),
		cmocka_unit_test(names_of_direct_terminals),
	};

	return cmocka_run_group_tests_name("colours", tests, NULL, NULL);
}
