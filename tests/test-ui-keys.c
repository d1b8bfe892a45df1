// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Keys and the mouse: what each gives back, and what it does to the screen. */
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
#include "ui/text/place-text.h"

static struct command press_all(struct desk *s, const char *keys)
{
	struct command command = { 0 };

	for (; *keys; keys++)
		command = desk_press(s, *keys);
	return command;
}

/* Where a text stands; fails where it doesn't. */
static struct key at_text(const struct desk *s, const char *text, enum mouse_kind mouse)
{
	struct canvas *canvas = s->canvas;

	for (int row = 0; row < canvas->rows; row++)
		for (int col = 0; col < canvas->cols; col++) {
			struct str rest = { 0 };
			bool here;

			for (int i = col; i < canvas->cols && rest.len < strlen(text); i++)
				str_add(&rest, canvas_at(canvas, row, i)->text);
			here = str_starts(str_text(&rest), text);
			str_free(&rest);
			if (here)
				return (struct key){ KEY_MOUSE_, row, col, mouse };
		}
	fail_msg("\"%s\" is not shown", text);
	return (struct key){ 0 };
}

static struct command click(struct desk *s, const char *text, enum mouse_kind mouse)
{
	struct command command = ui_key(s->ui, &s->f->view, at_text(s, text, mouse));

	desk_draw(s);
	return command;
}

static void the_table_is_sound(void **state)
{
	(void)state;
	for (const struct command_row *row = command_table; row->id != COMMAND_NONE; row++) {
		assert_non_null(row->help);
		for (size_t i = 0; i < 4 && row->codes[i]; i++)
			assert_ptr_equal(command_for_key(row->codes[i]), row);
		assert_ptr_equal(command_row(row->id), row);
	}
	assert_null(command_for_key('x'));
	assert_int_equal(command_for_key('7')->id, COMMAND_PRESS);
}

static void plain_commands(void **state)
{
	static const struct {
		int code;
		enum command_id id;
	} keys[] = {
		{ 'n', COMMAND_NEXT }, { KEY_RIGHT_, COMMAND_NEXT }, { 'p', COMMAND_PREVIOUS },
		{ KEY_LEFT_, COMMAND_PREVIOUS }, { 'q', COMMAND_QUIT }, { 0x0c, COMMAND_REPAINT },
		{ 0x1a, COMMAND_SUSPEND }, { KEY_RESIZE_, COMMAND_REDRAW }, { 'x', COMMAND_NONE },
		{ 'z', COMMAND_REDRAW }, { KEY_NONE_, COMMAND_NONE },
	};
	struct desk *s = *state;

	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		assert_int_equal(desk_press(s, keys[i].code).id, keys[i].id);
}

static void buttons(void **state)
{
	struct desk *s = *state;
	struct command command = desk_press(s, '1');

	assert_int_equal(command.id, COMMAND_PRESS);
	assert_int_equal(command.button, 1);
	assert_int_equal(desk_press(s, '5').id, COMMAND_REDRAW);
	assert_true(desk_shows(s, "There is no button 5 here."));
	desk_press(s, 'x');
	assert_false(desk_shows(s, "There is no button 5 here."));
	/* Tab and Enter do the same; the cursor rests on the number */
	desk_press(s, '\t');
	assert_string_equal(canvas_at(s->canvas, s->canvas->cursor_row,
				      s->canvas->cursor_col)->text, "1");
	command = desk_press(s, '\n');
	assert_int_equal(command.id, COMMAND_PRESS);
	assert_int_equal(command.button, 1);
	/* and a line down past the end of the text comes to it as well */
	desk_press(s, '\033');
	desk_press(s, 'j');
	assert_int_equal(desk_press(s, '\n').id, COMMAND_PRESS);
}

static void a_refused_button_says_why(void **state)
{
	struct desk *s = *state;

	s->f->buttons[0].refused = "It is paused already.";
	desk_draw(s);
	assert_true(desk_shows(s, "It is paused already."));
	assert_int_equal(desk_press(s, '1').id, COMMAND_PRESS); /* the application says it again */
}

static void tab_goes_round(void **state)
{
	struct desk *s = *state;
	int rows[8], n = 0;

	s->f->view.stage_needed = true;
	desk_draw(s);
	do {
		rows[n++] = s->canvas->cursor_row * 1000 + s->canvas->cursor_col;
		desk_press(s, '\t');
	} while (n < 8 && s->canvas->cursor_row * 1000 + s->canvas->cursor_col != rows[0]);
	assert_int_equal(n, 6); /* text, button, stage, machines, timeline, console */
	for (int i = n - 1; i >= 0; i--) {
		desk_press(s, KEY_BTAB_);
		assert_int_equal(s->canvas->cursor_row * 1000 + s->canvas->cursor_col, rows[i]);
	}
}

static void the_stage(void **state)
{
	struct desk *s = *state;

	/* in the middle of a lesson, too */
	assert_int_equal(desk_press(s, '0').id, COMMAND_STAGE);
	s->f->view.stage_needed = true;
	desk_draw(s);
	assert_true(desk_shows(s, "[0]"));
	assert_int_equal(desk_press(s, '0').id, COMMAND_STAGE);
}

static void over_and_skip(void **state)
{
	struct desk *s = *state;

	assert_int_equal(desk_press(s, 'o').id, COMMAND_OVER);
	assert_int_equal(desk_press(s, 's').id, COMMAND_SKIP);
	/* Not where there is no step. */
	s->f->view.finished = true;
	desk_draw(s);
	assert_int_equal(desk_press(s, 'o').id, COMMAND_NONE);
	assert_int_equal(desk_press(s, 's').id, COMMAND_NONE);
}

static void undo(void **state)
{
	struct desk *s = *state;
	struct command command;

	assert_int_equal(desk_press(s, 'u').id, COMMAND_REDRAW);
	assert_true(desk_shows(s, "There is no restore to undo."));
	s->f->picture->machines[0].can_undo = true;
	command = desk_press(s, 'u');
	assert_int_equal(command.id, COMMAND_UNDO);
	assert_string_equal(command.machine, "dreamer");
}

static void restore_asks_first(void **state)
{
	struct desk *s = *state;
	struct command command;

	press_all(s, "t");
	/* it begins at the snapshot that the machine came from */
	assert_int_equal(desk_press(s, '\n').id, COMMAND_REDRAW);
	assert_true(desk_shows(s, "Bring dreamer back to the snapshot \"before-mess\"?"));
	desk_press(s, 'n');
	/* "you are here" is passed over, either way */
	desk_press(s, KEY_DOWN_);
	desk_press(s, KEY_UP_);
	desk_press(s, '\n');
	assert_true(desk_shows(s, "the snapshot \"before-mess\"?"));
	desk_press(s, 'n');
	desk_press(s, KEY_HOME_);
	assert_int_equal(desk_press(s, '\n').id, COMMAND_REDRAW);
	assert_true(desk_shows(s, "Bring dreamer back to the snapshot \"fresh\"?"));
	assert_true(ui_takes_text(s->ui));
	/* nothing else is taken while it is open */
	assert_int_equal(desk_press(s, 'g').id, COMMAND_NONE);
	assert_int_equal(desk_press(s, '1').id, COMMAND_NONE);
	assert_int_equal(desk_press(s, 'n').id, COMMAND_REDRAW);
	assert_false(desk_shows(s, "Bring dreamer back"));
	desk_press(s, '\n');
	assert_int_equal(desk_press(s, '\033').id, COMMAND_REDRAW);
	desk_press(s, '\n');
	command = desk_press(s, 'y');
	assert_int_equal(command.id, COMMAND_RESTORE);
	assert_true(command.confirmed);
	assert_string_equal(command.machine, "dreamer");
	assert_string_equal(command.snapshot, "fresh");
	desk_press(s, '\n');
	assert_int_equal(desk_press(s, '\r').id, COMMAND_RESTORE);
}

/* What is pressed before the question is on the screen was meant for something else. */
static void a_question_is_seen_first(void **state)
{
	struct desk *s = *state;
	struct command command = { .id = COMMAND_PRESS, .button = 1 };
	struct key yes;

	ui_ask(s->ui, "Really?", &command);
	assert_int_equal(ui_key(s->ui, &s->f->view, (struct key){ .code = 'y' }).id, COMMAND_NONE);
	assert_int_equal(ui_key(s->ui, &s->f->view, (struct key){ .code = 'n' }).id, COMMAND_NONE);
	assert_true(ui_asks(s->ui));
	/* It is drawn, but a key waits that was pressed before. */
	ui_draw(s->ui, &s->f->view, s->canvas);
	assert_int_equal(ui_key(s->ui, &s->f->view, (struct key){ .code = '\n' }).id, COMMAND_NONE);
	desk_draw(s);
	yes = at_text(s, "y yes", MOUSE_CLICK);
	/* Another question takes its place: the old answer is not one to it. */
	command.button = 2;
	ui_ask(s->ui, "Really, too?", &command);
	assert_int_equal(ui_key(s->ui, &s->f->view, yes).id, COMMAND_NONE);
	assert_true(ui_asks(s->ui));
	desk_draw(s);
	command = desk_press(s, 'y');
	assert_int_equal(command.id, COMMAND_PRESS);
	assert_int_equal(command.button, 2);
	assert_true(command.confirmed);
}

static void is_pressed_by_none(struct desk *s, int begin, int end)
{
	desk_press(s, begin);
	for (const char *key = "1snq\n\x1a"; *key; key++)
		assert_int_equal(desk_press(s, *key).id, COMMAND_NONE);
	assert_int_equal(desk_press(s, 0x0c).id, COMMAND_REPAINT);
	desk_press(s, end);
	assert_true(desk_shows(s, "none was pressed"));
	assert_int_equal(desk_press(s, 0x1a).id, COMMAND_SUSPEND);
	assert_int_equal(desk_press(s, 'q').id, COMMAND_QUIT);
	/* The search line takes text, but its Enter would let the rest press buttons. */
	desk_press(s, '/');
	desk_press(s, begin);
	press_all(s, "clock\n1");
	desk_press(s, end);
	assert_true(desk_shows(s, "/clock1"));
	assert_false(desk_shows(s, "none was pressed"));
	desk_press(s, '\033');
}

static void a_paste_presses_nothing(void **state)
{
	is_pressed_by_none(*state, KEY_PASTE_, KEY_PASTE_END_);
}

static void many_at_once_press_nothing(void **state)
{
	is_pressed_by_none(*state, KEY_MANY_, KEY_MANY_END_);
}

/* A machine gets many characters that came at once as if they were typed. */
static void many_at_once_are_typed(void **state)
{
	struct desk *s = *state;

	desk_press(s, 'c');
	assert_int_equal(desk_press(s, KEY_MANY_).id, COMMAND_NONE);
	assert_int_equal(desk_press(s, 'l').id, COMMAND_TYPE);
	assert_int_equal(desk_press(s, '\n').key, VM_KEY_ENTER);
	desk_press(s, 0x1d);
	assert_int_equal(desk_press(s, '1').id, COMMAND_NONE); /* what follows presses nothing */
	assert_int_equal(desk_press(s, KEY_MANY_END_).id, COMMAND_NONE);
	assert_int_equal(desk_press(s, '1').id, COMMAND_PRESS);
}

static void contents_jump(void **state)
{
	struct desk *s = *state;
	struct command command;

	desk_press(s, 'g');
	assert_true(desk_shows(s, "Contents"));
	assert_int_equal(desk_press(s, '1').id, COMMAND_REDRAW); /* no machine acts behind it */
	desk_press(s, 'g');
	desk_press(s, 'g');
	assert_int_equal(desk_press(s, 'n').id, COMMAND_NONE);
	desk_press(s, 'j');
	command = desk_press(s, '\n');
	assert_int_equal(command.id, COMMAND_GOTO);
	assert_int_equal(command.lesson, 2);
	assert_int_equal(command.step, 2);
	assert_false(desk_shows(s, "Contents"));
	desk_press(s, 'g');
	desk_press(s, KEY_HOME_);
	assert_int_equal(desk_press(s, '\n').id, COMMAND_COVER);
	desk_press(s, 'g');
	desk_press(s, KEY_END_);
	command = desk_press(s, '\n');
	assert_int_equal(command.lesson, 5);
	assert_int_equal(command.step, 1);
	press_all(s, "gg");
	assert_false(desk_shows(s, "Contents"));
	press_all(s, "gq");
	assert_false(desk_shows(s, "Contents"));
}

static void digits_find_a_lesson(void **state)
{
	struct desk *s = *state;
	struct command command;

	/* A gap, and one of two digits. */
	s->f->workshop->lessons[3].number = 14;
	desk_press(s, 'g');
	desk_press(s, '2');
	command = desk_press(s, '\n');
	assert_int_equal(command.id, COMMAND_GOTO);
	assert_int_equal(command.lesson, 1);
	assert_int_equal(command.step, 0);
	press_all(s, "g14");
	assert_int_equal(desk_press(s, '\n').lesson, 3);
	desk_press(s, 'g');
	desk_press(s, '1');
	s->f->view.now_mono_ms += 2000;
	desk_press(s, '4');
	assert_true(desk_shows(s, "There is no lesson 4 here."));
	assert_int_equal(desk_press(s, '\n').lesson, 0);
	press_all(s, "g12");
	assert_int_equal(desk_press(s, '\n').lesson, 1);
	desk_press(s, 'g');
	assert_int_equal(desk_press(s, '0').id, COMMAND_REDRAW);
	assert_true(desk_shows(s, "There is no lesson 0 here."));
	s->f->workshop->lessons[3].number = 4;
}

static void help_shows_every_key(void **state)
{
	struct desk *s = *state;

	desk_resize(s, 60, 90);
	desk_press(s, '?');
	for (const struct command_row *row = command_table; row->id != COMMAND_NONE; row++) {
		/* the first words of its help, as it may be wrapped */
		char *start = mem_ndup(row->help, 8);

		assert_true(desk_shows(s, row->keys));
		assert_true(desk_shows(s, start));
		free(start);
	}
	assert_int_equal(desk_press(s, 'q').id, COMMAND_REDRAW);
	assert_false(desk_shows(s, "Help"));
}

static void hints_come_one_by_one(void **state)
{
	struct desk *s = *state;

	desk_press(s, 'h');
	assert_true(desk_shows(s, "Hint: The word beside the dreamer"));
	assert_false(desk_shows(s, "Hint: Look at the word"));
	desk_press(s, 'h');
	assert_true(desk_shows(s, "Hint: Look at the word"));
	desk_press(s, 'h');
	assert_false(desk_shows(s, "Hint:"));
	ui_place_changed(s->ui);
	s->f->view.step = 2;
	s->f->view.n_checks = 0;
	desk_draw(s);
	desk_press(s, 'h');
	assert_true(desk_shows(s, "There is no hint here."));
}

static void the_first_hint_can_be_followed(void **state)
{
	struct desk *s = *state;

	s->f->view.advice = "o starts this lesson over.";
	s->f->view.advice_first = true;
	desk_press(s, 'h');
	assert_true(desk_shows(s, "Hint: o starts this lesson over."));
	assert_false(desk_shows(s, "Hint: The word beside the dreamer"));
	desk_press(s, 'h');
	assert_true(desk_shows(s, "Hint: The word beside the dreamer"));
	desk_press(s, 'h');
	desk_press(s, 'h');
	assert_false(desk_shows(s, "Hint:"));
	/* It is not shown unasked. */
	s->f->view.advice_first = false;
	desk_press(s, 'h');
	s->f->view.advice_first = true;
	desk_draw(s);
	assert_false(desk_shows(s, "o starts this lesson over"));
}

static void enter_goes_on_from_the_cover(void **state)
{
	struct desk *s = *state;

	s->f->view.cover = true;
	ui_place_changed(s->ui);
	desk_draw(s);
	assert_int_equal(desk_press(s, KEY_ENTER_).id, COMMAND_NEXT);
}

/* On the smallest screen, too. */
static void a_check_stays_in_sight(void **state)
{
	struct desk *s = *state;

	s->f->buttons[1] = (struct view_button){ .number = 2, .label = "Let it go on", .command = "virsh resume dreamer" };
	s->f->buttons[2] = (struct view_button){ .number = 3, .label = "Start it", .command = "virsh start dreamer" };
	s->f->view.n_buttons = 3;
	s->f->checks[0].after = s->f->checks[1].after = 3;
	desk_resize(s, 12, 40);
	assert_true(desk_shows(s, "[1] Pause the dreamer"));
	assert_true(desk_shows(s, "the dreamer is paused"));
	desk_press(s, KEY_TAB_);
	desk_press(s, KEY_TAB_);
	assert_true(desk_shows(s, "[2] Let it go on"));
	assert_true(desk_shows(s, "the dreamer is paused"));
}

static void no_hint_comes_unasked(void **state)
{
	struct desk *s = *state;

	desk_press(s, 'h');
	assert_true(desk_shows(s, "Hint: The word beside the dreamer"));
	s->f->checks[0].passed = true;
	desk_draw(s);
	assert_false(desk_shows(s, "Hint:"));
	desk_press(s, 'h');
	assert_true(desk_shows(s, "Hint: Look at the word"));
	assert_false(desk_shows(s, "Hint: The word"));
	desk_press(s, 'h');
	assert_false(desk_shows(s, "Hint:"));
	desk_press(s, 'h'); /* from the start: that of what passed is none any more */
	assert_true(desk_shows(s, "Hint: Look at the word"));
}

static void paging(void **state)
{
	struct desk *s = *state;
	int top;

	fixture_text(s->f,
		     "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve\n"
			   "thirteen\nfourteen\nfifteen\nlast");
	ui_place_changed(s->ui);
	desk_resize(s, 20, 60);
	assert_true(desk_shows(s, "more"));
	assert_true(desk_shows(s, " one "));
	desk_press(s, ' ');
	assert_false(desk_shows(s, " one "));
	desk_press(s, 'b');
	assert_true(desk_shows(s, " one "));
	press_all(s, "          ");
	assert_true(desk_shows(s, " last "));
	assert_false(desk_shows(s, "more"));
	assert_int_equal(desk_press(s, ' ').id, COMMAND_REDRAW); /* and no further */
	desk_press(s, KEY_HOME_);
	assert_true(desk_shows(s, " one "));
	desk_press(s, 'j');
	assert_false(desk_shows(s, " one "));
	desk_press(s, KEY_END_);
	assert_true(desk_shows(s, " last "));
	/* at another width the same text is at the top */
	desk_press(s, KEY_HOME_);
	desk_press(s, ' ');
	desk_press(s, 'j');
	top = at_text(s, "eight", MOUSE_CLICK).row;
	desk_resize(s, 20, 72);
	assert_true(at_text(s, "eight", MOUSE_CLICK).row <= top);
}

static void searching(void **state)
{
	struct desk *s = *state;
	int found;

	desk_press(s, '/');
	assert_true(ui_takes_text(s->ui));
	assert_int_equal(press_all(s, "q1SAVED to disk").id, COMMAND_REDRAW);
	assert_true(desk_shows(s, "/q1SAVED"));
	desk_press(s, '\n');
	assert_true(desk_shows(s, "That is nowhere in this workshop."));
	desk_press(s, '/');
	press_all(s, "saved TO disk"); /* goes over the end of a line */
	assert_true(desk_shows(s, "1 place"));
	desk_press(s, '\n');
	assert_false(ui_takes_text(s->ui));
	found = at_text(s, "saved", MOUSE_CLICK).row;
	assert_int_equal(canvas_at(s->canvas, found, at_text(s, "saved", MOUSE_CLICK).col)->style,
			 STYLE_FOUND);
	assert_int_equal(canvas_at(s->canvas, found + 1, 2)->style, STYLE_FOUND);
	assert_int_equal(s->canvas->cursor_row, found);
	desk_press(s, '/');
	press_all(s, "ab");
	desk_press(s, KEY_BACKSPACE_);
	assert_true(desk_shows(s, "/a "));
	desk_press(s, KEY_BACKSPACE_);
	desk_press(s, KEY_BACKSPACE_);
	assert_false(ui_takes_text(s->ui));
	press_all(s, "/the\n");
	found = s->canvas->cursor_row * 1000 + s->canvas->cursor_col;
	desk_press(s, 'N');
	assert_int_not_equal(s->canvas->cursor_row * 1000 + s->canvas->cursor_col, found);
	desk_press(s, '\033');
	assert_int_equal(desk_press(s, 'N').id, COMMAND_REDRAW);
	assert_true(desk_shows(s, "Nothing is searched for."));
}

/* A step of thousands of lines, each with a link. */
enum { LONG_STEP = 4000 };

static void put_long_step(struct desk *s)
{
	struct str text = { 0 };

	for (int i = 1; i <= LONG_STEP; i++)
		str_addf(&text, "Paragraph %d has *a word*, and [link %d](https://example.org/%d).\n", i, i, i);
	s->f->view.n_buttons = s->f->view.n_checks = 0;
	fixture_text(s->f, str_text(&text));
	ui_place_changed(s->ui);
	desk_draw(s);
	str_free(&text);
}

/* To its end and back, line by line and by pages: what stands there is what was written. */
static void a_long_step_scrolls(void **state)
{
	struct desk *s = *state;
	int row;

	put_long_step(s);
	assert_true(desk_shows(s, "Paragraph 1 has a word, and link 1[1]."));
	desk_press(s, KEY_END_);
	assert_true(desk_shows(s, "[3999] https://example.org/3999"));
	assert_true(desk_shows(s, "[4000] https://example.org/4000"));
	row = at_text(s, "[4000]", MOUSE_CLICK).row;
	desk_press(s, 'j'); /* it is the end */
	assert_int_equal(at_text(s, "[4000]", MOUSE_CLICK).row, row);
	desk_press(s, 'k');
	assert_int_equal(at_text(s, "[3999]", MOUSE_CLICK).row, row);
	desk_press(s, 'b');
	assert_false(desk_shows(s, "[4000]"));
	desk_press(s, ' ');
	assert_int_equal(at_text(s, "[3999]", MOUSE_CLICK).row, row);
	desk_press(s, KEY_HOME_);
	assert_true(desk_shows(s, "Paragraph 1 has a word"));
}

/* What is found far below stays in sight when the terminal gets another size. */
static void a_long_step_is_searched(void **state)
{
	struct desk *s = *state;

	put_long_step(s);
	press_all(s, "/PARAGRAPH 3721 has\n");
	assert_true(desk_shows(s, "Paragraph 3721 has a word, and link 3721[3721]."));
	assert_int_equal(s->canvas->cursor_row, at_text(s, "Paragraph 3721", MOUSE_CLICK).row);
	desk_resize(s, 24, 40); /* each takes two lines */
	press_all(s, "/Paragraph 3721 has\n");
	assert_int_equal(s->canvas->cursor_row, at_text(s, "Paragraph 3721", MOUSE_CLICK).row);
	press_all(s, "/link 3999[3999]\n");
	assert_true(desk_shows(s, "Paragraph 3999"));
	desk_press(s, 'N'); /* there is no other */
	assert_true(desk_shows(s, "Paragraph 3999"));
}

static void a_long_step_stays_where_it_is_read(void **state)
{
	struct desk *s = *state;
	int top;

	put_long_step(s);
	press_all(s, "/Paragraph 2000 has\n\033");
	for (int n = 0; n < 100 && at_text(s, "Paragraph 2000", MOUSE_CLICK).row > 2; n++)
		desk_press(s, 'j');
	top = at_text(s, "Paragraph 2000", MOUSE_CLICK).row;
	assert_true(top <= 2);
	desk_resize(s, 24, 40);
	assert_true(desk_shows(s, "Paragraph 2000"));
	desk_resize(s, 50, 160);
	desk_resize(s, 34, 120);
	assert_int_equal(at_text(s, "Paragraph 2000", MOUSE_CLICK).row, top);
	desk_press(s, KEY_END_);
	desk_resize(s, 60, 160); /* larger than before: the end is still the end */
	assert_true(desk_shows(s, "[4000] https://example.org/4000"));
}

static void panes_open_and_close(void **state)
{
	struct desk *s = *state;

	desk_resize(s, 24, 80);
	assert_true(desk_shows(s, "Timeline of dreamer"));
	desk_press(s, 't');
	assert_true(desk_shows(s, "Timeline of dreamer"));
	assert_false(desk_shows(s, "Freeze the machine"));
	assert_int_equal(desk_press(s, '1').id, COMMAND_NONE); /* the lesson is not seen */
	desk_press(s, 't');
	assert_true(desk_shows(s, "Freeze the machine"));
	desk_press(s, 'c');
	assert_true(desk_shows(s, "Console of dreamer"));
	assert_true(desk_shows(s, "Ctrl-] leave"));
	desk_press(s, 0x1d);
	assert_false(desk_shows(s, "Console of dreamer"));
	desk_resize(s, 34, 120);
	desk_press(s, 't');
	assert_int_equal(desk_press(s, '1').id, COMMAND_PRESS); /* here it is */
	desk_press(s, 'z');
	assert_false(desk_shows(s, "Freeze the machine"));
	desk_press(s, '\033');
	assert_true(desk_shows(s, "Freeze the machine"));
	s->f->workshop->n_machines = 0;
	desk_draw(s);
	assert_false(desk_shows(s, "Machines"));
	desk_press(s, 't');
	assert_true(desk_shows(s, "This workshop has no machines."));
	s->f->workshop->n_machines = 1;
}

/* A chain does not move to the right, and none of it is left out. */
static void a_long_chain_of_snapshots(void **state)
{
	struct desk *s = *state;
	int col;

	fixture_chain(s->f, 250);
	desk_resize(s, 30, 100);
	assert_true(desk_shows(s, "you are here"));
	desk_press(s, 't');
	desk_press(s, KEY_END_);
	assert_true(desk_shows(s, "before-step-250"));
	col = at_text(s, "before-step-250", MOUSE_CLICK).col;
	for (int i = 0; i < 125; i++)
		desk_press(s, KEY_UP_);
	assert_true(desk_shows(s, "before-step-125"));
	assert_int_equal(at_text(s, "before-step-125", MOUSE_CLICK).col, col);
}

static void the_mouse(void **state)
{
	struct desk *s = *state;
	struct command command = click(s, "Pause the dreamer", MOUSE_CLICK);

	assert_int_equal(command.id, COMMAND_PRESS);
	assert_int_equal(command.button, 1);
	assert_int_equal(click(s, "next", MOUSE_CLICK).id, COMMAND_NEXT);
	click(s, "help", MOUSE_CLICK);
	assert_true(desk_shows(s, "the next step"));
	click(s, "Esc close", MOUSE_CLICK);
	assert_false(desk_shows(s, "the next step"));
	click(s, "branch", MOUSE_CLICK);
	desk_press(s, '\n');
	assert_true(desk_shows(s, "\"branch\"?"));
	assert_int_equal(click(s, "Pause", MOUSE_CLICK).id, COMMAND_NONE);
	assert_int_equal(click(s, "n no", MOUSE_CLICK).id, COMMAND_REDRAW);
	click(s, "fresh", MOUSE_DOUBLE);
	assert_true(desk_shows(s, "\"fresh\"?"));
	command = click(s, "y yes", MOUSE_CLICK);
	assert_int_equal(command.id, COMMAND_RESTORE);
	assert_string_equal(command.snapshot, "fresh");
	desk_press(s, 'g');
	command = click(s, "1.2", MOUSE_CLICK);
	assert_int_equal(command.id, COMMAND_GOTO);
	assert_int_equal(command.lesson, 0);
	assert_int_equal(command.step, 1);
	assert_true(desk_shows(s, "tick 42"));
	click(s, "tick 30", MOUSE_WHEEL_UP);
	assert_false(desk_shows(s, "tick 42"));
	click(s, "tick 30", MOUSE_WHEEL_DOWN);
	assert_true(desk_shows(s, "tick 42"));
	assert_int_equal(ui_key(s->ui, &s->f->view,
				(struct key){ KEY_MOUSE_, 500, 500, MOUSE_CLICK }).id,
			 COMMAND_NONE);
}

static void too_small_to_act(void **state)
{
	struct desk *s = *state;
	struct command command = { .id = COMMAND_PRESS, .button = 1 };

	desk_resize(s, 11, 39);
	assert_true(desk_shows(s, "too small"));
	assert_int_equal(desk_press(s, '1').id, COMMAND_NONE);
	assert_int_equal(desk_press(s, 'q').id, COMMAND_QUIT);
	ui_ask(s->ui, "Really?", &command);
	desk_draw(s);
	assert_int_equal(desk_press(s, 'y').id, COMMAND_NONE); /* it cannot be read */
	desk_resize(s, 12, 40);
	assert_true(desk_shows(s, "Really?"));
	command = desk_press(s, 'y');
	assert_int_equal(command.id, COMMAND_PRESS);
	assert_true(command.confirmed);
}

/* Where it covers the panes, a click on what is said presses no button under it. */
static void a_message_takes_no_click(void **state)
{
	struct desk *s = *state;
	int top;

	desk_resize(s, 12, 48);
	s->f->view.message = "A message that is so long that it takes some rows of the screen, and covers "
			     "what stands above, which goes on being what it was; and that is so until the "
			     "next key is pressed, or something else is said, whatever that may be then.";
	desk_draw(s);
	top = at_text(s, "A message", MOUSE_CLICK).row;
	assert_true(top < 6);
	for (int row = top; row < 10; row++)
		for (int col = 0; col < 48; col += 5) {
			struct key key = { KEY_MOUSE_, row, col, MOUSE_CLICK };

			assert_int_equal(ui_key(s->ui, &s->f->view, key).id, COMMAND_NONE);
		}
}

/* Nor does it cover what is typed into a machine, on any screen that has room for both. */
static void a_message_covers_no_typing(void **state)
{
	struct desk *s = *state;

	s->f->view.message = "A message that is so long that it takes more than one row, even on a screen "
			     "that is one hundred and twenty columns wide, as this one is at this time. It "
			     "goes on, and on, so that it takes a third row, too, where there are so few.";
	desk_press(s, 'c');
	for (int rows = 14; rows <= 34; rows++)
		for (int cols = 80; cols <= 120; cols += 20) {
			desk_resize(s, rows, cols);
			if (!desk_shows(s, "tick 42"))
				fail_msg("what is typed is out of sight at %dx%d", cols, rows);
		}
}

static void messages_stay(void **state)
{
	struct desk *s = *state;

	s->f->view.message = "It did not work.";
	s->f->view.remedy = "Try it again.";
	s->f->view.tone = TONE_BAD;
	desk_draw(s);
	assert_true(desk_shows(s, "✗ It did not work. Try it again."));
	s->f->view.message = "";
	s->f->view.unsaved = "The disk is full.";
	desk_draw(s);
	assert_true(desk_shows(s, "Your place is not being saved. The disk is full."));
	s->f->view.message = "dreamer is back at monday."; /* does not hide it */
	desk_draw(s);
	assert_true(desk_shows(s, "Your place is not being saved. "));
	assert_true(desk_shows(s, "dreamer is back at monday."));
}

static void what_has_the_focus_may_go(void **state)
{
	struct desk *s = *state;

	desk_press(s, '\t');
	s->f->view.n_buttons = 0;
	desk_draw(s);
	assert_int_equal(desk_press(s, '\n').id, COMMAND_REDRAW);
	desk_press(s, 't');
	s->f->view.picture = NULL;
	desk_draw(s);
	assert_int_equal(desk_press(s, '\n').id, COMMAND_REDRAW);
	press_all(s, "jkgG?cz");
}

static void plain_text_of_a_step(void **state)
{
	struct desk *s = *state;
	char *text = ui_plain_step(&s->f->view, 60);

	assert_string_equal(text,
		"3.2 Freeze the machine\n\n"
		"A paused machine keeps all that it had in memory. Nothing is\n"
		"saved to disk, nothing shuts down: its clock simply stops.\n\n"
		"Watch the console on the right while you press the button.\n\n"
		"[1] Pause the dreamer           virsh suspend dreamer\n\n"
		"· the dreamer is paused   expected paused, found running\n"
		"· the console has gone quiet\n");
	free(text);
	s->f->view.step = 0;
	text = ui_plain_step(&s->f->view, 60);
	assert_true(str_starts(text, "3 Pause without shutting down\n\nWhat happens to a dream"));
	assert_non_null(strstr(text, "\n3.1 Look before you leap\n"));
	free(text);
	text = ui_plain_doc(&s->f->workshop->lessons[2].steps[1].hints[0], 40);
	assert_string_equal(text,
			    "Look at the word beside its name. The\nbutton is pressed with `1`.\n");
	free(text);
	s->f->view.cover = true;
	text = ui_plain_step(&s->f->view, 60);
	assert_true(str_starts(text, "The Imitation Game: Introduction"));
	free(text);
}

/* The same step in another language, and what was looked at stays so. */
static void another_language(void **state)
{
	struct desk *s = *state;
	struct fixture *other = fixture_new();
	const struct workshop *first = s->f->view.workshop;

	fixture_text(other, "Una máquina en pausa lo conserva todo.");
	assert_int_equal(desk_press(s, 'L').id, COMMAND_LANGUAGE);
	assert_true(desk_shows(s, "A paused machine"));
	s->f->view.workshop = other->workshop;
	desk_draw(s);
	assert_true(desk_shows(s, "Una máquina en pausa"));
	assert_false(desk_shows(s, "A paused machine"));
	s->f->view.workshop = first;
	desk_draw(s);
	assert_true(desk_shows(s, "A paused machine"));
	fixture_free(other);
}

/* A file of its own says its title once, be it in front matter or a heading. */
static void one_title(void **state)
{
	struct desk *s = *state;
	struct workshop *workshop = s->f->workshop;
	struct lesson *lesson = &workshop->lessons[0];
	size_t n = workshop->n_lessons, kids = workshop->cover.root.n_kids, steps = lesson->n_steps;
	const char *at;
	char *text;

	s->f->view.lesson = s->f->view.step = 0;
	s->f->view.n_buttons = s->f->view.n_checks = 0;
	fixture_text(s->f, "# A title\nAnd text.");
	workshop->n_lessons = lesson->n_steps = 1;
	workshop->cover.root.n_kids = 0;
	free(workshop->title);
	free(lesson->title);
	free(lesson->steps[0].title);
	workshop->title = mem_dup("A title");
	lesson->title = mem_dup("A title");
	lesson->steps[0].title = mem_dup("A title");
	text = ui_plain_step(&s->f->view, 76);
	at = strstr(text, "A title");
	assert_non_null(at);
	assert_null(strstr(at + 1, "A title"));
	assert_non_null(strstr(text, "And text."));
	free(text);
	/* Another heading is no title. */
	fixture_text(s->f, "# A titled heading\nAnd text.");
	text = ui_plain_step(&s->f->view, 76);
	assert_non_null(strstr(text, "A titled heading"));
	free(text);
	workshop->n_lessons = n;
	workshop->cover.root.n_kids = kids;
	lesson->n_steps = steps;
}

/* A long text to type takes one row, as every command does. */
static void a_long_command(void **state)
{
	struct desk *s = *state;
	struct str command = { 0 };

	for (int i = 0; i < 200; i++)
		str_addf(&command, "%svirsh send-key dreamer KEY_%d", i ? " && " : "", i);
	s->f->buttons[0].command = str_text(&command);
	desk_draw(s);
	assert_true(desk_shows(s, "virsh send-key dreamer"));
	assert_true(desk_shows(s, "\u2026"));
	assert_false(desk_shows(s, "KEY_4 "));
	assert_true(desk_shows(s, "KEY_199"));
	assert_true(desk_shows(s, "the dreamer is paused"));
	str_free(&command);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

static const struct answer choices[] = { { 's', "save" }, { 'q', "let run" }, { 0, NULL } };

static void ask_choice(struct desk *s)
{
	ui_ask_choice(s->ui, "It runs.", choices, &(struct command){ .id = COMMAND_QUIT });
	desk_draw(s);
	ui_seen(s->ui);
}

static void a_question_names_the_keys_that_answer_it(void **state)
{
	struct desk *s = *state;
	struct command command;

	ask_choice(s);
	assert_true(desk_shows(s, "s save   q let run   Esc stay"));
	/* Neither yes nor Enter says which. */
	assert_int_equal(desk_press(s, 'y').id, COMMAND_NONE);
	assert_int_equal(desk_press(s, KEY_ENTER_).id, COMMAND_NONE);
	assert_true(ui_asks(s->ui));
	command = desk_press(s, 's');
	assert_int_equal(command.id, COMMAND_QUIT);
	assert_true(command.confirmed);
	assert_int_equal(command.choice, 's');
	assert_false(ui_asks(s->ui));
	ask_choice(s);
	assert_int_equal(desk_press(s, KEY_ESCAPE_).id, COMMAND_REDRAW);
	assert_false(ui_asks(s->ui));
}

/* q always works: it closes a question, and the person leaves. */
static void q_leaves_from_a_question(void **state)
{
	struct desk *s = *state;
	struct command command = { .id = COMMAND_OVER };

	ui_ask(s->ui, "Start over?", &command);
	assert_int_equal(ui_key(s->ui, &s->f->view, (struct key){ .code = 'q' }).id, COMMAND_NONE);
	assert_true(ui_asks(s->ui));
	desk_draw(s);
	command = desk_press(s, 'q');
	assert_int_equal(command.id, COMMAND_QUIT);
	assert_false(command.confirmed);
	assert_false(ui_asks(s->ui));
	/* Who is asked whether to quit has said so. */
	ui_ask(s->ui, "Guests are being made. Stop that, and quit?", &command);
	desk_draw(s);
	command = desk_press(s, 'q');
	assert_int_equal(command.id, COMMAND_QUIT);
	assert_true(command.confirmed);
	ask_choice(s);
	command = desk_press(s, 'q');
	assert_int_equal(command.id, COMMAND_QUIT);
	assert_int_equal(command.choice, 'q');
}

/* What was left has no name: rows of one minute, or of one day, are told apart by their times. */
static void what_was_left_is_told_apart(void **state)
{
	struct desk *s = *state;
	struct vm_machine *machine = &s->f->picture->machines[0];

	assert_true(machine->n_snapshots >= 3);
	for (size_t i = 0; i < 2; i++) {
		machine->snapshots[i].safety = true;
		machine->snapshots[i].created_ms = s->f->view.now_wall_ms - 60000 - 7000 * (int64_t)i;
	}
	desk_press(s, 't');
	assert_true(desk_shows(s, "what you left"));
	assert_true(desk_shows(s, "18:19:00"));
	assert_true(desk_shows(s, "18:18:53"));
	/* A long name leaves no room for the times beside it. */
	free(machine->snapshots[2].name);
	machine->snapshots[2].safety = false;
	machine->snapshots[2].name = mem_dup("a-name-that-is-as-long-as-the-whole-row-of-the-timeline-and-more");
	desk_draw(s);
	assert_true(desk_shows(s, "left 18:19:00"));
	assert_true(desk_shows(s, "left 18:18:53"));
	s->f->view.now_wall_ms += 86400000;
	desk_draw(s);
	assert_true(desk_shows(s, "left 04-19 18:18:53"));
	desk_press(s, KEY_HOME_);
	desk_press(s, '\n');
	assert_true(desk_shows(s, "back to what you left at 04-19 18:19:00?"));
	desk_press(s, 'n');
}

static void a_click_answers_it(void **state)
{
	struct desk *s = *state;

	ask_choice(s);
	assert_int_equal(click(s, "let run", MOUSE_CLICK).choice, 'q');
	ask_choice(s);
	assert_int_equal(click(s, "stay", MOUSE_CLICK).id, COMMAND_REDRAW);
	assert_false(ui_asks(s->ui));
}

static void who_leaves_can_only_leave_at_once(void **state)
{
	struct desk *s = *state;

	s->f->view.leaving = true;
	assert_int_equal(desk_press(s, '1').id, COMMAND_NONE);
	assert_int_equal(desk_press(s, 'n').id, COMMAND_NONE);
	assert_int_equal(desk_press(s, 'q').id, COMMAND_QUIT);
	assert_int_equal(desk_press(s, KEY_ESCAPE_).id, COMMAND_QUIT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_is_sound),
		TEST(plain_commands),
		TEST(buttons),
		TEST(a_refused_button_says_why),
		TEST(tab_goes_round),
		TEST(the_stage),
		TEST(over_and_skip),
		TEST(undo),
		TEST(restore_asks_first),
		TEST(a_question_is_seen_first),
		TEST(a_question_names_the_keys_that_answer_it),
		TEST(q_leaves_from_a_question),
		TEST(what_was_left_is_told_apart),
		TEST(a_click_answers_it),
		TEST(who_leaves_can_only_leave_at_once),
		TEST(a_paste_presses_nothing),
		TEST(many_at_once_press_nothing),
		TEST(many_at_once_are_typed),
		TEST(contents_jump),
		TEST(digits_find_a_lesson),
		TEST(help_shows_every_key),
		TEST(hints_come_one_by_one),
		TEST(no_hint_comes_unasked),
		TEST(the_first_hint_can_be_followed),
		TEST(enter_goes_on_from_the_cover),
		TEST(a_check_stays_in_sight),
		TEST(paging),
		TEST(searching),
		TEST(a_long_step_scrolls),
		TEST(a_long_step_is_searched),
		TEST(a_long_step_stays_where_it_is_read),
		TEST(panes_open_and_close),
		TEST(a_long_chain_of_snapshots),
		TEST(the_mouse),
		TEST(a_message_takes_no_click),
		TEST(a_message_covers_no_typing),
		TEST(too_small_to_act),
		TEST(messages_stay),
		TEST(what_has_the_focus_may_go),
		TEST(plain_text_of_a_step),
		TEST(another_language),
		TEST(a_long_command),
		TEST(one_title),
	};

	return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
