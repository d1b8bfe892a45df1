// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The third column of a very wide screen: it tells what was read of a machine, and nothing
 * else; where nothing was, it is not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "ui-desk.h"

#define VERY_WIDE 34, 160

static int setup(void **state)
{
	struct desk *s;

	desk_setup(state);
	s = *state;
	for (size_t i = 0; i < n_scenes; i++)
		if (str_eq(scenes[i].name, "details"))
			scenes[i].set(s->f);
	desk_resize(s, VERY_WIDE);
	return 0;
}

static struct vm_machine *dreamer(struct desk *s)
{
	return &s->f->picture->machines[0];
}

static void forget_cpu(struct desk *s)
{
	memset(dreamer(s)->spark, 255, VM_SPARK);
}

static void forget_words(struct desk *s)
{
	for (size_t i = 0; i < dreamer(s)->n_snapshots; i++) {
		free(dreamer(s)->snapshots[i].description);
		dreamer(s)->snapshots[i].description = NULL;
	}
}

static void it_needs_160_columns(void **state)
{
	struct desk *s = *state;

	assert_true(desk_shows(s, "Cpu use of dreamer") && desk_shows(s, "Disks of dreamer"));
	assert_true(desk_shows(s, "Snapshots of dreamer"));
	assert_true(desk_shows(s, "vda  8 MiB, its file takes 640 KiB"));
	assert_true(desk_shows(s, "sdb  its file takes 196 KiB"));
	assert_true(desk_shows(s, "75 s ago"));
	/* Each description once. */
	assert_non_null(strstr(s->text, "It has just"));
	assert_null(strstr(strstr(s->text, "It has just") + 1, "It has just"));
	desk_resize(s, 34, 159);
	assert_false(desk_shows(s, "Cpu use of dreamer") || desk_shows(s, "Disks of dreamer"));
	assert_false(desk_shows(s, "Snapshots of dreamer"));
}

static void what_was_not_read_is_not_there(void **state)
{
	struct desk *s = *state;

	forget_words(s);
	desk_draw(s);
	assert_false(desk_shows(s, "Snapshots of dreamer"));
	forget_cpu(s);
	desk_draw(s);
	assert_false(desk_shows(s, "Cpu use of dreamer"));
	assert_true(desk_shows(s, "Disks of dreamer"));
	/* Elsewhere its files are not seen: only their names are known. */
	dreamer(s)->now.drives[0].size = dreamer(s)->now.drives[0].used = 0;
	desk_draw(s);
	assert_true(desk_shows(s, "vda") && desk_shows(s, "dreamer.qcow2"));
	assert_false(desk_shows(s, "its file takes 0"));
	hardware_clear(&dreamer(s)->now);
	desk_draw(s);
	assert_false(desk_shows(s, "Disks of dreamer"));
	/* The timeline has all of the right. */
	assert_true(desk_shows(s, "┬ Machines ──"));
	assert_int_equal(s->canvas->cursor_row >= 0, 1);
}

static void assert_graph(const struct desk *s, const char *scale, int blanks, const char *end)
{
	char *row = mem_printf("%s%*s%s", scale, blanks, "", end);

	assert_true(desk_shows(s, row));
	free(row);
}

/* How busy it was before it was switched off is old, and nobody knows how old. */
static void a_gap_ends_the_graph(void **state)
{
	struct desk *s = *state;

	dreamer(s)->spark[VM_SPARK - 3] = 255;
	dreamer(s)->spark[VM_SPARK - 2] = 100;
	dreamer(s)->spark[VM_SPARK - 1] = 100;
	desk_draw(s);
	assert_graph(s, "100%", 29, "██ │");
	dreamer(s)->spark[VM_SPARK - 1] = 255;
	desk_draw(s);
	assert_false(desk_shows(s, "Cpu use of dreamer"));
	forget_cpu(s);
	dreamer(s)->spark[VM_SPARK - 1] = 0;
	desk_draw(s);
	assert_true(desk_shows(s, " 10%") && desk_shows(s, "─ 0% ─"));
	assert_graph(s, "  0%", 30, "▁ │");
}

static void the_chosen_snapshot_is_in_sight(void **state)
{
	struct desk *s = *state;

	fixture_chain(s->f, 30);
	for (size_t i = 3; i < dreamer(s)->n_snapshots; i++)
		dreamer(s)->snapshots[i].description = mem_printf("This is number %zu.", i);
	desk_draw(s);
	/* Where you are, then what is chosen. */
	assert_true(desk_shows(s, "This is number 32."));
	assert_false(desk_shows(s, "It has just been made"));
	desk_press(s, 't');
	desk_press(s, KEY_HOME_);
	assert_true(desk_shows(s, "It has just been made"));
	assert_false(desk_shows(s, "This is number 32."));
}

static void others_are_not_told_of(void **state)
{
	struct desk *s = *state;

	dreamer(s)->not_ours = true;
	desk_draw(s);
	assert_false(desk_shows(s, "Disks of dreamer"));
	dreamer(s)->not_ours = false;
	/* What was left has no description of its own. */
	dreamer(s)->snapshots[0].safety = true;
	desk_draw(s);
	assert_false(desk_shows(s, "It has just been made"));
}

static void w_points_at_it(void **state)
{
	struct desk *s = *state;
	int presses = 0;

	while (canvas_at(s->canvas, 1, 159)->style != STYLE_SPOT && presses++ < 20)
		desk_press(s, 'w');
	assert_int_equal(presses, 1 + 2 + 5);
	desk_press(s, 'w');
	assert_int_equal(canvas_at(s->canvas, 1, 159)->style == STYLE_SPOT, 0);
}

static void a_low_screen_has_less_of_it(void **state)
{
	struct desk *s = *state;

	for (int rows = 12; rows < 40; rows++) {
		desk_resize(s, rows, 170);
		assert_true(desk_shows(s, "Cpu use of dreamer"));
	}
	desk_resize(s, 20, 170);
	assert_true(desk_shows(s, "Disks of dreamer"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_needs_160_columns),
		TEST(what_was_not_read_is_not_there),
		TEST(a_gap_ends_the_graph),
		TEST(the_chosen_snapshot_is_in_sight),
		TEST(others_are_not_told_of),
		TEST(w_points_at_it),
		TEST(a_low_screen_has_less_of_it),
	};

	return cmocka_run_group_tests_name("details", tests, NULL, NULL);
}
