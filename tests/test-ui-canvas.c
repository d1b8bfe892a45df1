// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Cells: wide characters, marks, borders, links, ASCII. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "ui/canvas.h"

static char *dump;

static const char *dumped(const struct canvas *canvas)
{
	free(dump);
	dump = canvas_dump(canvas, false);
	return dump;
}

static int drop_dump(void **state)
{
	(void)state;
	free(dump);
	dump = NULL;
	return 0;
}

static void text_is_cut(void **state)
{
	struct canvas *canvas = canvas_new(2, 6);

	(void)state;
	assert_int_equal(canvas_text(canvas, 0, 1, 3, STYLE_PLAIN, "abcdef"), 3);
	assert_int_equal(canvas_text(canvas, 1, 4, 9, STYLE_PLAIN, "abcdef"), 2);
	assert_string_equal(dumped(canvas), " abc\n    ab\n");
	assert_int_equal(canvas_text(canvas, 5, 0, 9, STYLE_PLAIN, "outside"), 6);
	assert_null(canvas_at(canvas, 2, 0));
	assert_null(canvas_at(canvas, 0, -1));
	canvas_text_cut(canvas, 0, 0, 5, STYLE_PLAIN, "abcdef");
	canvas_text_cut(canvas, 1, 0, 6, STYLE_PLAIN, "abcdef");
	assert_string_equal(dumped(canvas), "abcd…\nabcdef\n");
	canvas_free(canvas);
}

static void wide_characters_own_two_cells(void **state)
{
	struct canvas *canvas = canvas_new(1, 5);

	(void)state;
	assert_int_equal(canvas_text(canvas, 0, 0, 5, STYLE_PLAIN, "漢字語"), 4);
	assert_int_equal(canvas_at(canvas, 0, 0)->width, 2);
	assert_int_equal(canvas_at(canvas, 0, 1)->width, 0);
	assert_string_equal(canvas_at(canvas, 0, 1)->text, "");
	/* half of it written over: the other half is blank */
	canvas_text(canvas, 0, 1, 1, STYLE_PLAIN, "x");
	assert_string_equal(dumped(canvas), " x字\n");
	canvas_text(canvas, 0, 2, 1, STYLE_PLAIN, "y");
	assert_string_equal(dumped(canvas), " xy\n");
	/* no room for the right half at the edge */
	assert_int_equal(canvas_text(canvas, 0, 4, 2, STYLE_PLAIN, "漢"), 2);
	assert_string_equal(dumped(canvas), " xy\n");
	canvas_free(canvas);
}

static void marks_stay_with_their_letter(void **state)
{
	struct canvas *canvas = canvas_new(1, 4);
	char many[400] = "e";

	(void)state;
	canvas_text(canvas, 0, 0, 4, STYLE_PLAIN, "\xcc\x81" "e\xcc\x81x");
	assert_string_equal(canvas_at(canvas, 0, 0)->text, "e\xcc\x81");
	assert_string_equal(canvas_at(canvas, 0, 1)->text, "x");
	for (int i = 0; i < 100; i++)
		strcat(many, "\xcc\x81");
	canvas_text(canvas, 0, 0, 4, STYLE_PLAIN, many);
	assert_true(strlen(canvas_at(canvas, 0, 0)->text) < CELL_BYTES);
	assert_string_equal(canvas_at(canvas, 0, 1)->text, "x");
	canvas_free(canvas);
}

static void nothing_harmful_reaches_a_cell(void **state)
{
	struct canvas *canvas = canvas_new(1, 20);

	(void)state;
	canvas_text(canvas, 0, 0, 20, STYLE_PLAIN, "a\x1b[1m\x7f\xc2\x9b\xe2\x80\xae\xff" "b");
	assert_string_equal(dumped(canvas),
			    "a\xef\xbf\xbd[1m\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" "b\n");
	canvas_free(canvas);
}

static void frames_have_titles(void **state)
{
	struct canvas *canvas = canvas_new(5, 14);
	struct rect rect = { 0, 0, 5, 14 };

	(void)state;
	canvas_frame(canvas, rect, STYLE_FRAME, "Machines", STYLE_PLAIN);
	canvas_divider(canvas, 2, rect, STYLE_FRAME, "A longer title", STYLE_PLAIN);
	canvas_border_note(canvas, 4, rect, STYLE_PLAIN, "1/2");
	assert_string_equal(dumped(canvas), "╭ Machines ──╮\n│            │\n├ A longer … ┤\n"
					    "│            │\n╰────── 1/2 ─╯\n");
	canvas_free(canvas);
}

/* Frames that overlap are joined, and one that covers others joins what comes from above. */
static void frames_are_joined(void **state)
{
	struct canvas *canvas = canvas_new(6, 9);

	(void)state;
	canvas_frame(canvas, (struct rect){ 0, 0, 6, 9 }, STYLE_FRAME, NULL, STYLE_PLAIN);
	canvas_frame(canvas, (struct rect){ 0, 0, 4, 4 }, STYLE_FRAME, NULL, STYLE_PLAIN);
	canvas_frame(canvas, (struct rect){ 0, 3, 6, 6 }, STYLE_FRAME, NULL, STYLE_PLAIN);
	assert_string_equal(dumped(canvas), "╭──┬────╮\n│  │    │\n│  │    │\n├──┤    │\n│  │    │\n╰──┴────╯\n");
	canvas_cover(canvas, (struct rect){ 3, 0, 3, 9 }, STYLE_FRAME);
	assert_string_equal(dumped(canvas), "╭──┬────╮\n│  │    │\n│  │    │\n├──┴────┤\n│       │\n╰───────╯\n");
	canvas->square = true;
	canvas_clear(canvas);
	canvas_frame(canvas, (struct rect){ 0, 0, 2, 3 }, STYLE_FRAME, NULL, STYLE_PLAIN);
	assert_string_equal(dumped(canvas), "┌─┐\n└─┘\n\n\n\n\n");
	canvas_free(canvas);
}

/* What is written on a border stays when another one is drawn over it. */
static void titles_stay_on_a_border(void **state)
{
	struct canvas *canvas = canvas_new(2, 16);
	struct rect frame = { 0, 0, 2, 16 };
	int room;

	(void)state;
	canvas_frame(canvas, frame, STYLE_FRAME, NULL, STYLE_PLAIN);
	canvas_border_note(canvas, 0, frame, STYLE_PLAIN, "1/2");
	room = canvas_border_open(canvas, 0, frame);
	assert_int_equal(room, 8);
	canvas_text(canvas, 0, 2, 3, STYLE_PLAIN, "two");
	canvas_border_close(canvas, 0, frame, room, 5, STYLE_FRAME);
	canvas_divider(canvas, 0, frame, STYLE_FRAME, NULL, STYLE_PLAIN);
	assert_string_equal(dumped(canvas), "├ two ─── 1/2 ─┤\n╰──────────────╯\n");
	canvas_clear(canvas);
	canvas_frame(canvas, frame, STYLE_FRAME, NULL, STYLE_PLAIN);
	canvas_border_note(canvas, 0, frame, STYLE_PLAIN, "1/2");
	canvas_border_title(canvas, 0, frame, "A long title", STYLE_PLAIN);
	assert_string_equal(dumped(canvas), "╭ A lon…  1/2 ─╮\n╰──────────────╯\n");
	canvas_free(canvas);
}

static void ascii_is_ascii(void **state)
{
	struct canvas *canvas = canvas_new(3, 12);
	struct rect rect = { 0, 0, 3, 12 };

	(void)state;
	canvas->ascii = true;
	canvas_frame(canvas, rect, STYLE_FRAME, "漢", STYLE_PLAIN);
	canvas_text(canvas, 1, 1, 10, STYLE_PLAIN, "it’s… ▶");
	for (const char *at = dumped(canvas); *at; at++)
		assert_true((unsigned char)*at < 0x80);
	assert_int_equal(canvas_width(canvas, "…"), 3);
	assert_true(strstr(dump, "+ ?? ------+") != NULL);
	canvas_free(canvas);
}

static void links_are_kept_once(void **state)
{
	struct canvas *canvas = canvas_new(1, 12);
	int link = canvas_link(canvas, "https://example.org/");

	(void)state;
	assert_int_equal(link, 1);
	assert_int_equal(canvas_link(canvas, "https://example.org/b"), 2);
	assert_int_equal(canvas_link(canvas, "https://example.org/"), 1);
	canvas_text_link(canvas, 0, 0, 12, STYLE_LINK, "here", link);
	assert_int_equal(canvas_at(canvas, 0, 3)->link, 1);
	assert_int_equal(canvas_at(canvas, 0, 4)->link, 0);
	canvas_clear(canvas);
	assert_int_equal(canvas->n_links, 0);
	canvas_free(canvas);
}

static void any_size_is_fine(void **state)
{
	struct canvas *canvas = canvas_new(0, 0);
	struct rect rect = { -3, -3, 10, 10 };

	(void)state;
	for (int size = 0; size < 4; size++) {
		canvas_resize(canvas, size, size);
		canvas_frame(canvas, rect, STYLE_FRAME, "title", STYLE_PLAIN);
		canvas_fill(canvas, rect, STYLE_DIM);
		canvas_style(canvas, rect, STYLE_GOOD);
		canvas_text(canvas, -1, -1, 9, STYLE_PLAIN, "漢字");
		canvas_text_cut(canvas, 0, 0, 0, STYLE_PLAIN, "text");
		for (int i = 0; i < size * size; i++)
			assert_int_equal(canvas_at(canvas, i / size, i % size)->style, STYLE_GOOD);
		assert_string_equal(dumped(canvas), &"\n\n\n"[3 - size]);
		assert_null(canvas_at(canvas, size, 0));
		assert_null(canvas_at(canvas, 0, size));
	}
	canvas_free(canvas);
}

static void every_style_and_sign_is_there(void **state)
{
	char seen[256] = { 0 };

	(void)state;
	for (int style = 0; style < STYLE_COUNT; style++) {
		unsigned char letter = (unsigned char)theme_style_letter((enum style)style);

		assert_true(letter > ' ' && letter < 0x7f);
		assert_false(seen[letter]);
		seen[letter] = 1;
		assert_int_equal(theme_look((enum style)style, false).color, -1);
	}
	for (int glyph = 0; glyph < GLYPH_COUNT; glyph++) {
		assert_non_null(theme_glyph((enum glyph)glyph, false));
		for (const char *at = theme_glyph((enum glyph)glyph, true); *at; at++)
			assert_true((unsigned char)*at < 0x80);
	}
	assert_string_equal(theme_spark(-5, false), theme_spark(0, false));
	assert_string_equal(theme_spark(100, false), theme_spark(250, false));
	assert_string_not_equal(theme_spark(0, false), theme_spark(100, false));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_cut),
		cmocka_unit_test(wide_characters_own_two_cells),
		cmocka_unit_test(marks_stay_with_their_letter),
		cmocka_unit_test(nothing_harmful_reaches_a_cell),
		cmocka_unit_test(frames_have_titles),
		cmocka_unit_test(frames_are_joined),
		cmocka_unit_test(titles_stay_on_a_border),
		cmocka_unit_test(ascii_is_ascii),
		cmocka_unit_test(links_are_kept_once),
		cmocka_unit_test(any_size_is_fine),
		cmocka_unit_test(every_style_and_sign_is_there),
	};

	return cmocka_run_group_tests_name("canvas", tests, NULL, drop_dump);
}
