// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Searching all pages of a workshop, and copying code and commands from one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui-desk.h"

/* ---- searching -------------------------------------------------------------------- */

/* Does what the application does with a command that leads to another page. */
static struct command follow(struct desk *s, struct command command)
{
	struct view *view = &s->f->view;

	if (command.id != COMMAND_LOOK)
		return command;
	view->looking = true;
	view->cover = command.lesson == SIZE_MAX;
	view->finished = false;
	view->lesson = view->cover ? 0 : command.lesson;
	view->step = command.step;
	if (view->lesson != 2 || view->step != 1)
		view->n_buttons = view->n_checks = 0;
	ui_looked(s->ui);
	desk_draw(s);
	return command;
}

static struct command press_all(struct desk *s, const char *keys)
{
	struct command command = { 0 };

	for (; *keys; keys++)
		command = follow(s, desk_press(s, *keys));
	return command;
}

static void assert_looks_at(struct desk *s, struct command command, size_t lesson, size_t step)
{
	assert_int_equal(command.id, COMMAND_LOOK);
	assert_int_equal(command.lesson, lesson);
	assert_int_equal(command.step, step);
	assert_int_equal(s->canvas->cells[s->canvas->cursor_row * s->canvas->cols +
					  s->canvas->cursor_col].style, STYLE_FOUND);
}

/* Puts a text into a step that is not open. */
static void put_text(struct desk *s, size_t lesson, size_t step, const char *text)
{
	struct fixture *f = s->f;
	size_t was_lesson = f->view.lesson, was_step = f->view.step;

	f->view.lesson = lesson;
	f->view.step = step;
	fixture_text(f, text);
	f->view.lesson = was_lesson;
	f->view.step = was_step;
}

static void the_search_goes_round(void **state)
{
	struct desk *s = *state;

	put_text(s, 3, 1, "An OWL sits here.\nAnd another owl.");
	put_text(s, 0, 0, "no owls but one");
	press_all(s, "/owl");
	assert_true(desk_shows(s, "0 places here, 3 elsewhere"));
	assert_looks_at(s, press_all(s, "\n"), 3, 1);
	assert_true(desk_shows(s, "4.2 Pull the plug"));
	assert_int_equal(desk_press(s, 'N').id, COMMAND_REDRAW); /* the second one here */
	assert_looks_at(s, press_all(s, "N"), 0, 0);
	assert_looks_at(s, press_all(s, "N"), 3, 1);
	/* Keys may be faster than the screen: both of a page are gone through. */
	ui_key(s->ui, &s->f->view, (struct key){ .code = 'N' });
	follow(s, ui_key(s->ui, &s->f->view, (struct key){ .code = 'N' }));
	assert_int_equal(s->f->view.lesson, 0);
	assert_int_equal(desk_press(s, '\033').id, COMMAND_LOOK_BACK);
}

/* First those of the open step, from where it is read, and then on and round. */
static void the_open_step_comes_first(void **state)
{
	struct desk *s = *state;

	put_text(s, 2, 2, "The clock is here, too.");
	press_all(s, "/clock");
	assert_true(desk_shows(s, "1 place here, 2 elsewhere")); /* and the title of 2.2 */
	assert_int_equal(press_all(s, "\n").id, COMMAND_REDRAW);
	assert_looks_at(s, press_all(s, "N"), 2, 2);
	assert_looks_at(s, press_all(s, "N"), 1, 1);
	assert_looks_at(s, press_all(s, "N"), 2, 1);
	/* Without places elsewhere it goes round in the step. */
	ui_place_changed(s->ui);
	s->f->view.looking = false;
	desk_draw(s);
	press_all(s, "/paused machine\n");
	assert_int_equal(press_all(s, "NN").id, COMMAND_REDRAW);
	assert_int_equal(desk_press(s, '\033').id, COMMAND_REDRAW);
	assert_int_equal(desk_press(s, 'N').id, COMMAND_REDRAW);
	assert_true(desk_shows(s, "Nothing is searched for."));
}

static void all_that_is_read_is_searched(void **state)
{
	static struct action actions[2] = {
		{ .verb = VERB_PAUSE, .button = 1 }, { .verb = VERB_START, .button = 2 },
	};
	static struct check check = { .state = STATE_PAUSED };
	struct desk *s = *state;
	struct step *step = &s->f->workshop->lessons[4].steps[1];

	actions[0].label = (char *)"Make it stand still";
	actions[0].machine = actions[1].machine = check.machine = (char *)"dreamer";
	check.label = (char *)"It was brought to a halt";
	step->actions = actions;
	step->n_actions = 2;
	step->checks = &check;
	step->n_checks = 1;
	press_all(s, "/ STAND still");
	assert_true(desk_shows(s, "0 places here, 1 elsewhere"));
	press_all(s, "\033/virsh start dreamer");
	assert_true(desk_shows(s, "0 places here, 1 elsewhere"));
	press_all(s, "\033/a halt");
	assert_true(desk_shows(s, "0 places here, 1 elsewhere"));
	/* the title of a step, that of a lesson, and the cover */
	press_all(s, "\033/5.2 make a mess");
	assert_true(desk_shows(s, "0 places here, 1 elsewhere"));
	assert_looks_at(s, press_all(s, "\n"), 4, 1);
	press_all(s, "/save point, then");
	assert_looks_at(s, press_all(s, "\n"), 4, 0);
	press_all(s, "/our social rules");
	assert_int_equal(press_all(s, "\n").lesson, SIZE_MAX);
	assert_true(s->f->view.cover);
	/* a hint is there for who asks for it */
	press_all(s, "/the word beside its name");
	assert_true(desk_shows(s, "0 places here, 0 elsewhere"));
	press_all(s, "\n");
	assert_true(desk_shows(s, "That is nowhere in this workshop."));
	step->n_actions = step->n_checks = 0;
}

/* In the bar of the open step: labels, whole commands, checks, and the hints that are shown. */
static void the_bar_is_searched(void **state)
{
	struct desk *s = *state;

	s->f->buttons[0].command = "virsh --connect qemu:///session snapshot-create-as dreamer a-name "
				   "--description 'a text that is cut' --memspec file=/tmp/a-long-name";
	desk_draw(s);
	assert_false(desk_shows(s, "snapshot-create-as dreamer a-name"));
	press_all(s, "/cut' --memspec\n");
	assert_true(desk_shows(s, "cut'"));
	assert_int_equal(canvas_at(s->canvas, s->canvas->cursor_row, s->canvas->cursor_col)->style,
			 STYLE_FOUND);
	press_all(s, "\033/look at the word");
	assert_true(desk_shows(s, "0 places here"));
	press_all(s, "\033hh/look at the word");
	assert_true(desk_shows(s, "1 place here"));
	press_all(s, "\033/3.2 FREEZE\n");
	assert_int_equal(s->canvas->cursor_row, 1); /* in the frame */
	/* what changes by itself is looked for again */
	press_all(s, "\033/the dreamer\n");
	s->f->buttons[0].label = "Something else";
	s->f->view.n_checks = 0;
	desk_draw(s);
	assert_looks_at(s, press_all(s, "N"), 0, 1); /* nothing is left of it here */
}

/* Another language is another text, and what was counted in the old files is counted anew. */
static void other_files_are_searched_anew(void **state)
{
	struct desk *s = *state;

	press_all(s, "/owl");
	assert_true(desk_shows(s, "0 places here, 0 elsewhere"));
	put_text(s, 5, 0, "Ein Owl.");
	ui_reloaded(s->ui, 2, 1);
	desk_draw(s);
	press_all(s, "\n");
	press_all(s, "/owl");
	assert_looks_at(s, press_all(s, "\n"), 5, 0);
}

/* ---- copying ---------------------------------------------------------------------- */

static void assert_copies(struct command command, const char *text, int button)
{
	assert_int_equal(command.id, COMMAND_COPY_TEXT);
	assert_string_equal(command.text, text);
	assert_int_equal(command.button, button);
}

static void put_code(struct desk *s)
{
	fixture_text(s->f, "one\n    first\tx\n    code\ntwo\n    second\nthree\nfour\nfive\nsix\nseven\n"
			   "eight\nnine\nten\n    third");
	ui_place_changed(s->ui);
	desk_draw(s);
}

static int style_of(const struct desk *s, const char *text)
{
	for (int row = 0; row < s->canvas->rows; row++)
		if (canvas_at(s->canvas, row, 4)->text[0] == text[0] &&
		    canvas_at(s->canvas, row, 5)->text[0] == text[1])
			return canvas_at(s->canvas, row, 4)->style;
	return -1;
}

static void code_comes_first(void **state)
{
	struct desk *s = *state;
	const char *command = s->f->buttons[0].command;

	put_code(s);
	assert_copies(desk_press(s, 'y'), "first\tx\ncode\n", 0);
	assert_int_equal(style_of(s, "first"), STYLE_MARKED);
	assert_int_equal(style_of(s, "second"), STYLE_CODE);
	assert_true(desk_press(s, 'y').more);
	assert_int_equal(style_of(s, "second"), STYLE_MARKED);
	/* what is out of sight comes into sight */
	desk_resize(s, 16, 80);
	assert_copies(desk_press(s, 'y'), "third\n", 0);
	assert_int_equal(style_of(s, "third"), STYLE_MARKED);
	assert_copies(desk_press(s, 'y'), command, 1);
	assert_copies(desk_press(s, 'y'), "first\tx\ncode\n", 0);
	/* after any other key it is the one in sight again */
	desk_press(s, KEY_END_);
	assert_int_equal(style_of(s, "third"), STYLE_CODE);
	assert_copies(desk_press(s, 'y'), "third\n", 0);
	desk_press(s, KEY_HOME_);
	assert_copies(desk_press(s, 'y'), "first\tx\ncode\n", 0);
}

static void a_button_with_the_focus_comes_first(void **state)
{
	struct desk *s = *state;
	const char *command = s->f->buttons[0].command;

	put_code(s);
	desk_press(s, '\t');
	assert_copies(desk_press(s, 'y'), command, 1);
	assert_copies(desk_press(s, 'y'), "first\tx\ncode\n", 0);
}

static void without_code_it_is_the_button(void **state)
{
	struct desk *s = *state;
	struct command command = desk_press(s, 'y');

	assert_copies(command, s->f->buttons[0].command, 1);
	assert_false(command.more);
	s->f->view.n_buttons = 0;
	assert_int_equal(desk_press(s, 'y').id, COMMAND_REDRAW);
	assert_true(desk_shows(s, "There is no code here"));
	/* A block may be empty. */
	fixture_text(s->f, "    ");
	ui_place_changed(s->ui);
	desk_draw(s);
	desk_press(s, 'y');
	/* a page that covers the lesson has none */
	desk_press(s, '?');
	assert_int_equal(desk_press(s, 'y').id, COMMAND_NONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_search_goes_round),
		TEST(the_open_step_comes_first),
		TEST(all_that_is_read_is_searched),
		TEST(the_bar_is_searched),
		TEST(other_files_are_searched_anew),
		TEST(code_comes_first),
		TEST(a_button_with_the_focus_comes_first),
		TEST(without_code_it_is_the_button),
	};

	return cmocka_run_group_tests_name("finding", tests, NULL, NULL);
}
