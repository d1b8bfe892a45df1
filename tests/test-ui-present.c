// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What those see who watch a shared screen (--present): the last key, but nothing that is
 * typed; the mark that w moves; and all that the lesson is about. */
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
#include "ui/theme.h"

#define NARROW 24, 80

static int setup(void **state)
{
	struct desk *s;

	desk_setup(state);
	s = *state;
	s->f->view.present = true;
	desk_draw(s);
	return 0;
}

/* A row of the screen as text; caller frees. */
static char *row_text(const struct desk *s, int row)
{
	struct str text = { 0 };

	for (int col = 0; col < s->canvas->cols; col++)
		str_add(&text, canvas_at(s->canvas, row, col)->text);
	return str_take(&text);
}

/* The part of the last row that has the style of a pressed key; caller frees. */
static char *key_shown(const struct desk *s)
{
	struct str text = { 0 };
	int row = s->canvas->rows - 1;

	for (int col = 0; col < s->canvas->cols; col++)
		if (canvas_at(s->canvas, row, col)->style == STYLE_BUTTON_FOCUS)
			str_add(&text, canvas_at(s->canvas, row, col)->text);
	return str_take(&text);
}

static void assert_key(const struct desk *s, const char *wanted)
{
	char *shown = key_shown(s);

	assert_string_equal(shown, wanted);
	free(shown);
}

static void keys_have_names(void **state)
{
	static const struct {
		int code;
		const char *name;
	} keys[] = {
		{ 'n', "n" }, { '1', "1" }, { '?', "?" }, { 'x', "x" }, { KEY_RIGHT_, "Right" },
		{ ' ', "Space" }, { KEY_PGDN_, "PgDn" }, { KEY_SHIFT_PGDN_, "PgDn" },
		{ KEY_ENTER_, "Enter" }, { '\r', "Enter" }, { KEY_ESCAPE_, "Esc" },
		{ KEY_BTAB_, "Shift-Tab" }, { 0x1d, "Ctrl-]" }, { KEY_F1_, "F1" }, { 0xf1, "ñ" },
		{ KEY_F1_ + 4, NULL }, { KEY_MOUSE_, NULL }, { KEY_PASTE_, NULL }, { KEY_NONE_, NULL },
		{ 0x301, NULL }, { 1, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		char *name = key_words(keys[i].code);

		if (keys[i].name)
			assert_string_equal(name, keys[i].name);
		else
			assert_null(name);
		free(name);
	}
}

static void a_key_is_shown_for_two_seconds(void **state)
{
	struct desk *s = *state;
	struct view *view = &s->f->view;

	assert_key(s, "");
	assert_true(ui_due_ms(s->ui) > view->now_mono_ms + 2000);
	desk_press(s, 'n');
	assert_key(s, " n ");
	/* It wakes the program once, when the time is over. */
	assert_int_equal(ui_due_ms(s->ui), view->now_mono_ms + 2000);
	view->now_mono_ms += 1999;
	desk_draw(s);
	assert_key(s, " n ");
	assert_int_equal(ui_due_ms(s->ui), view->now_mono_ms + 1);
	view->now_mono_ms += 1;
	desk_draw(s);
	assert_key(s, "");
	assert_true(ui_due_ms(s->ui) > view->now_mono_ms + 2000);
	/* A key that does nothing is shown, too, and the mouse is no key. */
	desk_press(s, 'x');
	assert_key(s, " x ");
	ui_key(s->ui, view, (struct key){ KEY_MOUSE_, 5, 5, MOUSE_CLICK });
	desk_draw(s);
	assert_key(s, "");
	view->present = false;
	desk_press(s, 'n');
	assert_key(s, "");
}

static void a_key_moves_no_other(void **state)
{
	struct desk *s = *state;
	char *before = row_text(s, s->canvas->rows - 1), *after;

	desk_press(s, KEY_BTAB_);
	desk_press(s, KEY_ESCAPE_);
	desk_press(s, KEY_BTAB_);
	desk_press(s, '\t');
	after = row_text(s, s->canvas->rows - 1);
	assert_memory_equal(before, after, strlen(" n next  1 press  ? help"));
	assert_key(s, " Tab ");
	free(before);
	free(after);
}

/* What is typed may be a password. */
static void nothing_typed_is_shown(void **state)
{
	struct desk *s = *state;
	char *first, *now;

	desk_press(s, 'c');
	assert_key(s, " c ");
	desk_press(s, 's');
	assert_key(s, "");
	first = row_text(s, s->canvas->rows - 1);
	assert_non_null(strstr(first, "typing"));
	for (const char *key = "3cret\n\t "; *key; key++) {
		desk_press(s, *key);
		now = row_text(s, s->canvas->rows - 1);
		assert_string_equal(now, first);
		free(now);
	}
	free(first);
	/* Pasted into it neither; the key that leaves it is. */
	desk_press(s, KEY_PASTE_);
	desk_press(s, 's');
	desk_press(s, KEY_PASTE_END_);
	assert_key(s, "");
	desk_press(s, 0x1d);
	assert_key(s, " Ctrl-] ");
	desk_press(s, KEY_PASTE_);
	desk_press(s, 's');
	assert_key(s, "");
	desk_press(s, KEY_PASTE_END_);
	assert_key(s, "");
	desk_press(s, '/');
	desk_press(s, 's');
	desk_press(s, KEY_ESCAPE_);
	assert_key(s, " Esc ");
}

/* ---- the pace --------------------------------------------------------------------- */

static bool top_has(struct desk *s, const char *text)
{
	char *row;
	bool has;

	desk_draw(s);
	row = row_text(s, 0);
	has = strstr(row, text) != NULL;
	free(row);
	return has;
}

static void the_pace_is_at_the_top(void **state)
{
	struct desk *s = *state;
	struct view_pace *pace = &s->f->view.pace;

	pace->timed = true;
	desk_resize(s, 34, 120);
	assert_false(top_has(s, "+"));
	pace->late = 4;
	assert_true(top_has(s, "+4 min "));
	pace->late = -12;
	assert_true(top_has(s, "-12 min "));
	/* It is for who presents. */
	s->f->view.present = false;
	assert_false(top_has(s, "-12 min"));
}

/* Nothing else moves for it. */
static void the_pace_takes_only_room_that_is_free(void **state)
{
	struct desk *s = *state;

	int shown = 0;

	s->f->view.pace = (struct view_pace){ .timed = true };
	for (int cols = 40; cols <= 130; cols++) {
		char *with, *without, *pace;

		desk_resize(s, 24, cols);
		s->f->view.pace.late = 0;
		desk_draw(s);
		without = row_text(s, 0);
		s->f->view.pace.late = 17;
		desk_draw(s);
		with = row_text(s, 0);
		pace = strstr(with, "+17 min");
		/* Without it, the rows are the same. */
		if (pace)
			memset(pace, ' ', strlen("+17 min"));
		assert_string_equal(with, without);
		shown += pace != NULL;
		free(with);
		free(without);
	}
	assert_true(shown > 20);
}

/* ---- the mark ------------------------------------------------------------------- */

/* The text that is marked, without the blanks in it and without borders; caller frees. */
static char *marked_text(const struct desk *s)
{
	struct str text = { 0 };

	for (int row = 0; row < s->canvas->rows; row++)
		for (int col = 0; col < s->canvas->cols; col++) {
			const struct cell *cell = canvas_at(s->canvas, row, col);

			if (cell->style == STYLE_SPOT && !(cell->arms & ~ARM_TEXT) && cell->text[0] != ' ')
				str_add(&text, cell->text);
		}
	return str_take(&text);
}

static void assert_marked(const struct desk *s, const char *wanted)
{
	char *text = marked_text(s);

	assert_string_equal(text, wanted);
	free(text);
}

static bool corner_is_marked(const struct desk *s, int row, int col)
{
	const struct cell *cell = canvas_at(s->canvas, row, col);

	return cell->arms != 0 && cell->style == STYLE_SPOT;
}

static void w_marks_one_after_the_other(void **state)
{
	static const char *const marks[] = {
		"[1]Pausethedreamer", "·thedreamerispaused", "·theconsolehasgonequiet",
		"3.2Freezethemachine", "Machines", "Timelineofdreamer", "Consoleofdreamer", "",
		"[1]Pausethedreamer",
	};
	struct desk *s = *state;

	assert_marked(s, "");
	for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
		char *text;

		desk_press(s, 'w');
		text = marked_text(s);
		assert_true(str_starts(text, marks[i]));
		assert_int_equal(text[0] == '\0', marks[i][0] == '\0');
		free(text);
	}
	desk_press(s, KEY_ESCAPE_);
	assert_marked(s, "");
}

static void a_pane_is_framed_by_the_mark(void **state)
{
	struct desk *s = *state;

	for (int i = 0; i < 4; i++)
		desk_press(s, 'w');
	assert_true(corner_is_marked(s, 1, 0));
	assert_true(corner_is_marked(s, 5, 0));
	assert_false(corner_is_marked(s, 1, 119));
	/* Another page has no mark. */
	ui_place_changed(s->ui);
	desk_draw(s);
	assert_marked(s, "");
	assert_false(corner_is_marked(s, 1, 0));
}

static void the_mark_is_seen_without_colours(void **state)
{
	(void)state;
	assert_true(theme_look(STYLE_SPOT, false).attrs & LOOK_REVERSE);
	assert_true(theme_look(STYLE_SPOT, true).attrs & LOOK_REVERSE);
}

static void the_mark_goes_with_what_it_is_on(void **state)
{
	struct desk *s = *state;

	s->f->view.stage_needed = true;
	s->f->view.stage_text = "Set it";
	desk_press(s, 'w');
	assert_marked(s, "[0]Setit");
	s->f->view.stage_needed = false;
	desk_draw(s);
	assert_marked(s, "");
	desk_press(s, 'w');
	desk_press(s, 'w');
	desk_press(s, 'w');
	assert_marked(s, "·theconsolehasgonequiet");
	s->f->view.n_checks = 1;
	desk_draw(s);
	assert_marked(s, "");
	/* What is gone between two draws is not looked for. */
	desk_press(s, 'w');
	s->f->view.n_buttons = 0;
	ui_key(s->ui, &s->f->view, (struct key){ .code = 'w' });
	desk_draw(s);
	assert_marked(s, "·thedreamerispaused");
}

static void no_mark_on_what_help_hides(void **state)
{
	struct desk *s = *state;

	desk_press(s, '?');
	desk_press(s, 'w');
	assert_false(desk_shows(s, "Freeze the machine"));
	assert_true(corner_is_marked(s, 1, 119));
	/* q closes the help at once. */
	desk_press(s, 'q');
	assert_true(desk_shows(s, "Freeze the machine"));
	/* On a narrow screen nothing is left to mark. */
	desk_press(s, KEY_ESCAPE_);
	desk_press(s, '?');
	desk_resize(s, NARROW);
	desk_press(s, 'w');
	assert_marked(s, "");
}

/* The bar scrolls to what is marked. */
static void a_mark_is_in_sight(void **state)
{
	struct desk *s = *state;

	for (int i = 1; i < 12; i++)
		s->f->buttons[i] = (struct view_button){ i + 1, "Another one", "virsh do", NULL, false,
							 false, false, 0 };
	s->f->view.n_buttons = 12;
	desk_resize(s, 20, 60);
	for (int i = 0; i < 12; i++)
		desk_press(s, 'w');
	assert_marked(s, "[12]Anotherone");
	desk_press(s, 'w');
	assert_marked(s, "·thedreamerispaused");
}

/* ---- what stays in sight -------------------------------------------------------- */

static bool shows_all(const struct desk *s)
{
	return desk_shows(s, "you are here") && desk_shows(s, "tick 42") &&
	       desk_shows(s, "the dreamer is paused") && desk_shows(s, "dreamer   running");
}

static void timeline_and_console_stay_in_sight(void **state)
{
	struct desk *s = *state;

	desk_resize(s, NARROW);
	assert_true(shows_all(s));
	desk_press(s, 't');
	assert_true(shows_all(s));
	desk_press(s, 'k');
	assert_int_equal(desk_press(s, '\n').id, COMMAND_REDRAW);
	assert_true(shows_all(s));
	desk_press(s, 'n');
	desk_press(s, KEY_ESCAPE_);
	desk_press(s, 'c');
	assert_true(shows_all(s));
	assert_int_equal(desk_press(s, 'x').id, COMMAND_TYPE);
	desk_press(s, 0x1d);
	/* Zoomed they have the whole screen, and for one person. */
	desk_press(s, 't');
	desk_press(s, 'z');
	assert_false(desk_shows(s, "tick 42"));
	desk_press(s, KEY_ESCAPE_);
	s->f->view.present = false;
	desk_draw(s);
	assert_false(desk_shows(s, "tick 42"));
}

static void an_empty_timeline_covers_nothing(void **state)
{
	struct desk *s = *state;

	machine_free_snapshots(&s->f->picture->machines[0]);
	desk_resize(s, NARROW);
	assert_false(desk_shows(s, "No snapshot is kept yet."));
	desk_press(s, 't');
	assert_true(desk_shows(s, "No snapshot is kept yet.") && shows_all(s));
}

static void a_timeline_without_room_is_alone(void **state)
{
	struct desk *s = *state;

	desk_press(s, 't');
	desk_resize(s, 20, 60);
	assert_true(desk_shows(s, "you are here"));
	assert_false(desk_shows(s, "tick 42"));
	desk_resize(s, 12, 80);
	assert_true(desk_shows(s, "you are here"));
}

static void set_scene(struct desk *s, const char *name)
{
	for (size_t i = 0; i < n_scenes; i++)
		if (str_eq(scenes[i].name, name))
			scenes[i].set(s->f);
	desk_draw(s);
}

static void a_program_takes_the_whole_screen(void **state)
{
	struct desk *s = *state;

	set_scene(s, "whole-screen");
	desk_resize(s, NARROW);
	assert_true(desk_shows(s, "the dreamer is paused"));
	desk_press(s, 'c');
	assert_false(desk_shows(s, "the dreamer is paused"));
}

static void every_state_is_in_sight(void **state)
{
	static char *machines[] = { (char *)"dreamer", (char *)"red", (char *)"green", (char *)"router" };
	static const char *const words[] = { "dreamer", "running", "red", "paused", "green", "saved",
					     "router", "off", "you are here", "fresh" };
	struct desk *s = *state;
	struct lesson *lesson = &s->f->workshop->lessons[2];
	char **its;
	size_t n;

	set_scene(s, "many");
	its = lesson->machines;
	n = lesson->n_machines;
	lesson->machines = machines;
	lesson->n_machines = ARRAY_LEN(machines);
	desk_resize(s, NARROW);
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		assert_true(desk_shows(s, words[i]));
	lesson->machines = its;
	lesson->n_machines = n;
}

/* Commands are whole, where there is room for them, and buttons and checks in sight. */
static void nothing_is_shortened(void **state)
{
	struct desk *s = *state;

	s->f->buttons[0].command = "virsh snapshot-create-as dreamer before-the-mess --description "
				   "'All is well'";
	desk_resize(s, NARROW);
	assert_true(desk_shows(s, "'All is well'"));
	assert_true(desk_shows(s, "before-the-mess"));
	s->f->view.present = false;
	desk_draw(s);
	assert_false(desk_shows(s, "before-the-mess"));
	set_scene(s, "present-long");
	for (int i = 2; i < 5; i++)
		s->f->buttons[i] = (struct view_button){ i + 1, "Another one", "virsh do", NULL, false,
							 false, false, 1 };
	s->f->view.n_buttons = 5;
	desk_draw(s);
	assert_true(desk_shows(s, "[5] Another one"));
	assert_true(desk_shows(s, "the dreamer is running again"));
}

static void lines_do_not_break_anew(void **state)
{
	struct desk *s = *state;

	desk_resize(s, NARROW);
	assert_true(desk_shows(s, "had in memory. Nothing is  "));
	/* A longer page has no air around it, and keeps its lines when it becomes shorter. */
	for (int i = 2; i < 8; i++)
		s->f->checks[i] = s->f->checks[0];
	s->f->view.n_checks = 8;
	desk_draw(s);
	assert_true(desk_shows(s, "had in memory. Nothing is saved"));
	s->f->view.n_checks = 2;
	desk_draw(s);
	assert_true(desk_shows(s, "had in memory. Nothing is saved"));
	ui_place_changed(s->ui);
	desk_draw(s);
	assert_true(desk_shows(s, "had in memory. Nothing is  "));
}

static void dots_before_the_time_of_day(void **state)
{
	struct desk *s = *state;

	desk_resize(s, NARROW);
	assert_true(desk_shows(s, "18:20\n") && desk_shows(s, "2/4"));
	desk_resize(s, 24, 66);
	assert_false(desk_shows(s, "18:20\n"));
	assert_true(desk_shows(s, "● ◉ ○ ○"));
	desk_resize(s, 24, 60);
	assert_true(desk_shows(s, "18:20\n"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_have_names),
		TEST(a_key_is_shown_for_two_seconds),
		TEST(a_key_moves_no_other),
		TEST(nothing_typed_is_shown),
		TEST(the_pace_is_at_the_top),
		TEST(the_pace_takes_only_room_that_is_free),
		TEST(w_marks_one_after_the_other),
		TEST(a_pane_is_framed_by_the_mark),
		cmocka_unit_test(the_mark_is_seen_without_colours),
		TEST(the_mark_goes_with_what_it_is_on),
		TEST(no_mark_on_what_help_hides),
		TEST(a_mark_is_in_sight),
		TEST(timeline_and_console_stay_in_sight),
		TEST(an_empty_timeline_covers_nothing),
		TEST(a_timeline_without_room_is_alone),
		TEST(a_program_takes_the_whole_screen),
		TEST(every_state_is_in_sight),
		TEST(nothing_is_shortened),
		TEST(lines_do_not_break_anew),
		TEST(dots_before_the_time_of_day),
	};

	return cmocka_run_group_tests_name("present", tests, NULL, NULL);
}
