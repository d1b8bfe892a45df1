// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Marking text in a console: which part of it is copied, what is seen of that,
 * and what the mouse does. */
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
#include "vm/console/terminal.h"

static int setup(void **state)
{
	struct desk *s;

	desk_setup(state);
	s = *state;
	s->f->terminal = terminal_new(TERMINAL_ROWS, TERMINAL_COLS);
	return 0;
}

static void write_lines(struct desk *s, int from, int to)
{
	for (int i = from; i <= to; i++) {
		char *text = mem_printf("%sline %d", i > 1 ? "\r\n" : "", i);

		terminal_feed(s->f->terminal, text, strlen(text));
		free(text);
	}
	desk_draw(s);
}

static void write_text(struct desk *s, const char *text)
{
	terminal_feed(s->f->terminal, text, strlen(text));
	desk_draw(s);
}

static struct command press_all(struct desk *s, const int *codes)
{
	struct command command = { 0 };

	for (; *codes; codes++)
		command = desk_press(s, *codes);
	return command;
}
#define PRESS(s, ...) press_all(s, (const int[]){ __VA_ARGS__, 0 })

/* Where a line of the console stands that is this and nothing else. */
static struct rect place_of(const struct desk *s, const char *text)
{
	for (int row = 0; row < s->canvas->rows; row++)
		for (int col = 0; col < s->canvas->cols; col++) {
			struct str rest = { 0 };
			bool here;

			for (int i = col; i < s->canvas->cols; i++)
				str_add(&rest, canvas_at(s->canvas, row, i)->text);
			here = str_starts(str_text(&rest), text) &&
			       str_text(&rest)[strlen(text)] == ' ';
			str_free(&rest);
			if (here)
				return (struct rect){ row, col, 1, 1 };
		}
	fail_msg("\"%s\" is not shown", text);
	return (struct rect){ 0 };
}

static bool is_marked(const struct desk *s, const char *line, int col)
{
	struct rect at = place_of(s, line);

	return canvas_at(s->canvas, at.row, at.col + col)->style == STYLE_MARKED;
}

static struct command mouse(struct desk *s, enum mouse_kind kind, const char *line, int col)
{
	struct rect at = place_of(s, line);
	struct command command = ui_key(s->ui, &s->f->view,
					(struct key){ KEY_MOUSE_, at.row, at.col + col, kind });

	desk_draw(s);
	return command;
}

static void assert_copies(const struct desk *s, struct command command, const char *expected)
{
	char *text;

	assert_int_equal(command.id, COMMAND_COPY);
	assert_string_equal(command.machine, "dreamer");
	text = terminal_text(s->f->terminal, command.from, command.to);
	assert_string_equal(text, expected);
	free(text);
}

static void by_keys(void **state)
{
	struct desk *s = *state;

	write_lines(s, 1, 60);
	PRESS(s, 'm');
	assert_true(desk_shows(s, "m set the mark  Enter copy  Esc stop marking"));
	assert_int_equal(s->canvas->cursor_row, place_of(s, "line 60").row);
	/* without a mark it is the line */
	assert_copies(s, PRESS(s, KEY_UP_, KEY_ENTER_), "line 59");
	assert_true(desk_shows(s, "Enter type"));
	PRESS(s, 'm', KEY_UP_, 'm', KEY_DOWN_, KEY_END_);
	assert_true(is_marked(s, "line 59", 0));
	assert_true(is_marked(s, "line 60", 6));
	assert_false(is_marked(s, "line 60", 7));
	assert_false(is_marked(s, "line 58", 0));
	assert_copies(s, desk_press(s, KEY_ENTER_), "line 59\nline 60");
	assert_false(is_marked(s, "line 59", 0));
	/* from right to left, and a mark that is set anew */
	PRESS(s, 'm', 'k', ' ', 'k', KEY_END_, KEY_LEFT_, 'm', KEY_HOME_, KEY_RIGHT_);
	assert_copies(s, desk_press(s, KEY_ENTER_), "ine 5");
	/* Esc copies nothing and shows the newest line again */
	PRESS(s, 'm', KEY_PGUP_, KEY_PGUP_, ' ');
	assert_false(desk_shows(s, "line 60"));
	assert_int_equal(desk_press(s, KEY_ESCAPE_).id, COMMAND_REDRAW);
	assert_true(desk_shows(s, "line 60"));
	assert_int_equal(desk_press(s, KEY_ENTER_).id, COMMAND_REDRAW);
	assert_true(desk_shows(s, "Ctrl-] leave"));
}

/* All in one go, as they come over a slow line: nothing is drawn in between. */
static void keys_in_a_hurry(void **state)
{
	static const int codes[] = { 'm', KEY_UP_, ' ', KEY_DOWN_, KEY_END_, KEY_ENTER_ };
	struct desk *s = *state;
	struct command command = { 0 };

	write_lines(s, 1, 60);
	for (size_t i = 0; i < ARRAY_LEN(codes); i++)
		command = ui_key(s->ui, &s->f->view, (struct key){ .code = codes[i] });
	assert_copies(s, command, "line 59\nline 60");
}

static void while_more_is_written(void **state)
{
	struct desk *s = *state;
	struct vm_page *oldest;
	struct rect at;
	char *expected;

	write_lines(s, 1, 60);
	PRESS(s, 'm', KEY_UP_, KEY_UP_, ' ', KEY_DOWN_, KEY_END_);
	at = place_of(s, "line 58");
	write_lines(s, 61, 90);
	assert_int_equal(place_of(s, "line 58").row, at.row);
	assert_true(is_marked(s, "line 58", 0));
	assert_false(desk_shows(s, "line 90"));
	assert_copies(s, desk_press(s, KEY_ENTER_), "line 58\nline 59");
	assert_true(desk_shows(s, "line 90"));
	/* what falls off the end of what is kept is marked no more */
	PRESS(s, 'm', ' ');
	write_lines(s, 91, TERMINAL_HISTORY + 200);
	PRESS(s, KEY_END_);
	oldest = terminal_page(s->f->terminal, 1, 1);
	expected = mem_printf("line %d", (int)oldest->first);
	assert_copies(s, desk_press(s, KEY_ENTER_), expected);
	vm_page_free(oldest);
	free(expected);
}

static void far_back(void **state)
{
	struct desk *s = *state;

	write_lines(s, 1, 300);
	PRESS(s, 'm', ' ');
	for (int i = 0; i < 250; i++)
		desk_press(s, KEY_UP_);
	assert_int_equal(s->canvas->cursor_row, place_of(s, "line 50").row);
	for (int i = 0; i < 400; i++)
		desk_press(s, KEY_UP_);
	assert_int_equal(s->canvas->cursor_row, place_of(s, "line 1").row);
	for (int i = 0; i < 400; i++)
		desk_press(s, KEY_DOWN_);
	assert_int_equal(s->canvas->cursor_row, place_of(s, "line 300").row);
	assert_copies(s, desk_press(s, KEY_ENTER_), "l");
}

static void with_a_search(void **state)
{
	struct desk *s = *state;
	struct command command;

	write_lines(s, 1, 300);
	PRESS(s, 'm', '/', '1', '7');
	command = desk_press(s, '7');
	assert_int_equal(command.id, COMMAND_FIND);
	ui_found(s->ui, terminal_find(s->f->terminal, ui_query(s->ui), command.before));
	PRESS(s, KEY_ENTER_);
	assert_int_equal(s->canvas->cursor_row, place_of(s, "line 177").row);
	assert_copies(s, PRESS(s, ' ', KEY_DOWN_, KEY_END_, KEY_ENTER_), "line 177\nline 178");
}

static void wide_and_combining(void **state)
{
	struct desk *s = *state;

	write_text(s, "\xe6\xbc\xa2\xe5\xad\x97 e\xcc\x81 x\r\n");
	PRESS(s, 'm', KEY_UP_, KEY_RIGHT_, KEY_LEFT_, KEY_RIGHT_);
	/* never on half a character */
	assert_int_equal(s->canvas->cursor_col % 2,
			 place_of(s, "\xe6\xbc\xa2\xe5\xad\x97 e\xcc\x81 x").col % 2);
	PRESS(s, ' ', KEY_RIGHT_);
	PRESS(s, KEY_RIGHT_);
	assert_true(is_marked(s, "\xe6\xbc\xa2\xe5\xad\x97 e\xcc\x81 x", 2));
	assert_true(is_marked(s, "\xe6\xbc\xa2\xe5\xad\x97 e\xcc\x81 x", 3));
	assert_false(is_marked(s, "\xe6\xbc\xa2\xe5\xad\x97 e\xcc\x81 x", 0));
	assert_copies(s, PRESS(s, KEY_RIGHT_, KEY_ENTER_), "\xe5\xad\x97 e\xcc\x81");
}

/* A line that is wider than the pane goes on in the next row. */
static void wrapped_lines(void **state)
{
	struct desk *s = *state;

	desk_resize(s, 34, 100); /* its console has fewer columns than the line */
	write_text(s, "0123456789012345678901234567890123456789012345678901234567890123456789end\r\n");
	PRESS(s, 'm', KEY_UP_, KEY_END_);
	assert_copies(s, PRESS(s, ' ', KEY_LEFT_, KEY_LEFT_, KEY_ENTER_), "end");
	mouse(s, MOUSE_CLICK, "456789end", 6);
	mouse(s, MOUSE_DRAG, "456789end", 8);
	assert_copies(s, mouse(s, MOUSE_RELEASE, "456789end", 8), "end");
}

static void by_mouse(void **state)
{
	struct desk *s = *state;
	struct key outside = { KEY_MOUSE_, 0, 0, MOUSE_DRAG };
	struct command command;

	write_lines(s, 1, 60);
	/* A drag copies, and leaves the keys to the lesson; a click types. */
	mouse(s, MOUSE_CLICK, "line 57", 5);
	assert_false(ui_takes_text(s->ui));
	mouse(s, MOUSE_DRAG, "line 58", 3);
	assert_copies(s, mouse(s, MOUSE_RELEASE, "line 58", 3), "57\nline");
	assert_false(ui_takes_text(s->ui));
	assert_true(desk_shows(s, "Freeze the machine"));
	mouse(s, MOUSE_CLICK, "line 57", 5);
	assert_int_equal(mouse(s, MOUSE_RELEASE, "line 57", 5).id, COMMAND_REDRAW);
	assert_true(ui_takes_text(s->ui));
	assert_true(desk_shows(s, "Ctrl-] or Esc Esc leaves"));
	mouse(s, MOUSE_CLICK, "line 57", 5);
	mouse(s, MOUSE_DRAG, "line 58", 1);
	write_lines(s, 61, 61);
	mouse(s, MOUSE_DRAG, "line 58", 3);
	assert_true(is_marked(s, "line 57", 5));
	assert_false(is_marked(s, "line 57", 4));
	assert_copies(s, mouse(s, MOUSE_RELEASE, "line 58", 3), "57\nline");
	assert_true(ui_takes_text(s->ui)); /* and goes on with it */
	/* out over the edge, from below */
	mouse(s, MOUSE_CLICK, "line 60", 0);
	for (int i = 0; i < 30; i++) {
		ui_key(s->ui, &s->f->view, outside);
		desk_draw(s);
	}
	assert_true(desk_shows(s, "line 15"));
	outside.mouse = MOUSE_RELEASE;
	command = ui_key(s->ui, &s->f->view, outside);
	assert_int_equal(command.id, COMMAND_COPY);
	assert_true(command.from.line > command.to.line && command.to.line < 20);
	/* what is looked back at does not jump away under the pointer */
	desk_draw(s);
	PRESS(s, KEY_SHIFT_PGUP_, 'b', 'b');
	assert_false(desk_shows(s, "line 60"));
	mouse(s, MOUSE_CLICK, "line 10", 0);
	assert_false(desk_shows(s, "line 60"));
	mouse(s, MOUSE_DRAG, "line 10", 3);
	assert_copies(s, mouse(s, MOUSE_RELEASE, "line 10", 3), "line");
	/* a release that nobody pressed for, and one on a question */
	assert_int_not_equal(mouse(s, MOUSE_RELEASE, "line 10", 3).id, COMMAND_COPY);
	ui_ask(s->ui, "Really?", &(struct command){ .id = COMMAND_PRESS });
	assert_int_equal(ui_key(s->ui, &s->f->view, outside).id, COMMAND_NONE);
}

/* Below the lesson, too, nothing moves while text is marked. */
static void by_mouse_below_the_lesson(void **state)
{
	struct desk *s = *state;

	desk_resize(s, 24, 80);
	write_lines(s, 1, 60);
	mouse(s, MOUSE_CLICK, "line 59", 5);
	mouse(s, MOUSE_DRAG, "line 60", 3);
	assert_true(desk_shows(s, "Freeze the machine"));
	assert_true(is_marked(s, "line 59", 5));
	assert_copies(s, mouse(s, MOUSE_RELEASE, "line 60", 3), "59\nline");
	assert_false(ui_takes_text(s->ui));
	mouse(s, MOUSE_CLICK, "line 59", 5);
	mouse(s, MOUSE_RELEASE, "line 59", 5);
	assert_true(ui_takes_text(s->ui));
}

/* The first Esc goes to the machine, the second one leaves. */
static void esc_esc_leaves(void **state)
{
	struct desk *s = *state;

	PRESS(s, 'c');
	assert_int_equal(desk_press(s, KEY_ESCAPE_).id, COMMAND_TYPE);
	assert_int_equal(desk_press(s, ':').id, COMMAND_TYPE);
	assert_int_equal(desk_press(s, KEY_ESCAPE_).id, COMMAND_TYPE);
	assert_true(ui_takes_text(s->ui));
	assert_int_equal(desk_press(s, KEY_ESCAPE_).id, COMMAND_REDRAW);
	assert_false(ui_takes_text(s->ui));
	PRESS(s, 'c'); /* the one before has been forgotten */
	assert_int_equal(desk_press(s, KEY_ESCAPE_).id, COMMAND_TYPE);
	assert_true(ui_takes_text(s->ui));
	PRESS(s, KEY_PASTE_, KEY_ESCAPE_, KEY_ESCAPE_, KEY_PASTE_END_); /* pasted text is text */
	assert_true(ui_takes_text(s->ui));
}

static void pasting(void **state)
{
	struct desk *s = *state;
	struct command command;

	write_lines(s, 1, 5);
	assert_int_equal(desk_press(s, 'P').id, COMMAND_REDRAW);
	assert_true(desk_shows(s, "c opens the console that P types into."));
	PRESS(s, 'c', KEY_SHIFT_PGUP_);
	command = desk_press(s, 'P');
	assert_int_equal(command.id, COMMAND_PASTE);
	assert_string_equal(command.machine, "dreamer");
	assert_true(ui_takes_text(s->ui));
	assert_int_equal(desk_press(s, 'P').id, COMMAND_TYPE); /* here it is a letter */
}

/* What takes the whole screen is not wrapped, and c gives it all the room. */
static void whole_screens(void **state)
{
	struct desk *s = *state;

	write_lines(s, 1, 60);
	write_text(s, "\033[2J\033[?25l\033[1;1HTHE TITLE\033[1;70HRIGHT\033[25;1HTHE FOOT");
	assert_true(desk_shows(s, "THE TITLE"));
	assert_false(desk_shows(s, "RIGHT"));
	desk_press(s, 'c');
	assert_true(desk_shows(s, "RIGHT"));
	assert_true(desk_shows(s, "THE FOOT"));
	assert_false(desk_shows(s, "line 1"));
	desk_press(s, 0x1d);
	assert_false(desk_shows(s, "RIGHT"));
	/* beside the lesson the marks of a person lead to what is cut off */
	PRESS(s, 'm', KEY_UP_);
	for (int i = 0; i < 23; i++)
		desk_press(s, KEY_UP_);
	desk_press(s, KEY_END_);
	assert_true(desk_shows(s, "RIGHT"));
	assert_copies(s, desk_press(s, KEY_ENTER_), "THE TITLE                                              "
		      "              RIGHT");
}

static void other_places(void **state)
{
	struct desk *s = *state;

	write_lines(s, 1, 60);
	PRESS(s, 'm', ' ', KEY_UP_);
	ui_place_changed(s->ui);
	desk_draw(s);
	assert_false(is_marked(s, "line 60", 0));
	assert_int_equal(desk_press(s, KEY_ENTER_).id, COMMAND_REDRAW);
	s->f->workshop->n_machines = 0;
	desk_draw(s);
	desk_press(s, 'm');
	assert_true(desk_shows(s, "This workshop has no machines."));
	s->f->workshop->n_machines = 1;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(by_keys),
		TEST(keys_in_a_hurry),
		TEST(while_more_is_written),
		TEST(far_back),
		TEST(with_a_search),
		TEST(wide_and_combining),
		TEST(wrapped_lines),
		TEST(by_mouse),
		TEST(by_mouse_below_the_lesson),
		TEST(esc_esc_leaves),
		TEST(pasting),
		TEST(whole_screens),
		TEST(other_places),
	};

	return cmocka_run_group_tests_name("marking", tests, NULL, NULL);
}
