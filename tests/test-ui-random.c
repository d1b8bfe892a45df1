// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Any size, any text, any keys: no frame is broken, no control character
 * reaches a cell, the cursor stays inside, nothing crashes.  The numbers are
 * the same on each run; IMITATION_SEED gives others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "between.h"
#include "ui-fixture.h"
#include "vm/console/terminal.h"
#include "vm/machine.h"

static uint64_t seed;

static int any(int below)
{
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((seed >> 33) % (uint64_t)below);
}

static int start(void **state)
{
	const char *set = getenv("IMITATION_SEED");

	(void)state;
	seed = set ? strtoull(set, NULL, 10) : 20200419;
	return 0;
}

static void broken(struct canvas *canvas, const char *what, int row, int col)
{
	char *text = canvas_dump(canvas, false);

	print_error("%s at %d,%d of %dx%d:\n%s", what, row, col, canvas->cols, canvas->rows, text);
	free(text);
	fail();
}

static void check_cells(struct canvas *canvas)
{
	for (int row = 0; row < canvas->rows; row++)
		for (int col = 0; col < canvas->cols; col++) {
			struct cell *cell = canvas_at(canvas, row, col), *next =
				canvas_at(canvas, row, col + 1);

			if (cell->width > 0 && utf8_width(cell->text) != cell->width)
				broken(canvas, "a cell is not as wide as its text", row, col);
			if (cell->width == 2 && (!next || next->width != 0))
				broken(canvas, "half of a wide character", row, col);
			if (cell->width == 0 &&
			    (col == 0 || canvas_at(canvas, row, col - 1)->width != 2))
				broken(canvas, "the other half of a wide character", row, col);
			for (const char *at = cell->text; *at;) {
				uint32_t cp;

				at += utf8_decode(at, strlen(at), &cp);
				if (utf8_cp_width(cp) < 0)
					broken(canvas, "a control character", row, col);
				if (canvas->ascii && cp >= 0x80)
					broken(canvas, "more than ASCII", row, col);
			}
			if (cell->style >= STYLE_COUNT || cell->link > canvas->n_links)
				broken(canvas, "a cell without sense", row, col);
		}
	if (canvas->rows > 0 && canvas->cols > 0 &&
	    (canvas->cursor_row < 0 || canvas->cursor_row >= canvas->rows ||
	     canvas->cursor_col < 0 ||
	     canvas->cursor_col >= canvas->cols))
		broken(canvas, "the cursor is not inside", canvas->cursor_row, canvas->cursor_col);
}

/* Whether a border that goes on in this direction does so: arm is that of the cell there. */
static bool goes_on(struct canvas *canvas, int row, int col, int arm)
{
	const struct cell *cell = canvas_at(canvas, row, col);

	return cell && cell->arms & (arm | ARM_TEXT);
}

/* Each border goes on until it meets another one. */
static void check_frames(struct canvas *canvas)
{
	int borders = 0;

	for (int row = 0; row < canvas->rows; row++)
		for (int col = 0; col < canvas->cols; col++) {
			unsigned arms = canvas_at(canvas, row, col)->arms;

			borders += arms != 0;
			if (arms & ARM_TEXT)
				continue;
			if ((arms & ARM_UP && !goes_on(canvas, row - 1, col, ARM_DOWN)) ||
			    (arms & ARM_DOWN && !goes_on(canvas, row + 1, col, ARM_UP)) ||
			    (arms & ARM_LEFT && !goes_on(canvas, row, col - 1, ARM_RIGHT)) ||
			    (arms & ARM_RIGHT && !goes_on(canvas, row, col + 1, ARM_LEFT)))
				broken(canvas, "a border that ends", row, col);
		}
	if (borders == 0)
		broken(canvas, "no frame", 0, 0);
}

/* A text screen of 80 columns takes those of the frame: only a line is above it. */
static bool is_edge_to_edge(struct canvas *canvas)
{
	for (int row = 1; row < canvas->rows; row++) {
		const struct cell *first = canvas_at(canvas, row, 0),
				  *second = canvas_at(canvas, row, 1),
				  *last = canvas_at(canvas, row, canvas->cols - 1);

		/* A title may be as long as the line. */
		if (str_eq(first->text, " ") && second->style == STYLE_FRAME_FOCUS &&
		    (last->style == STYLE_FRAME || last->style == STYLE_FRAME_FOCUS))
			return true;
	}
	return false;
}

static void check_screen(struct canvas *canvas)
{
	check_cells(canvas);
	if (canvas->cols >= 40 && canvas->cols < 84 && is_edge_to_edge(canvas))
		return;
	if (canvas->cols >= 40 && canvas->rows >= 12)
		check_frames(canvas);
}

static void any_size(void **state)
{
	(void)state;
	for (int i = 0; i < 500; i++) {
		const struct scene *scene = &scenes[any((int)n_scenes)];
		struct canvas *canvas = scene_draw(scene, 1 + any(60), 1 + any(200), any(4) == 0);

		check_screen(canvas);
		canvas_free(canvas);
	}
}

static void the_edges(void **state)
{
	static const int sizes[][2] =
		{ { 1, 1 }, { 100, 400 }, { 12, 40 }, { 11, 40 }, { 12, 39 }, { 12, 99 },
					{ 12, 100 }, { 12, 101 }, { 60, 40 }, { 1, 200 },
						{ 60, 1 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
		for (size_t j = 0; j < n_scenes; j++) {
			struct canvas *canvas =
				scene_draw(&scenes[j], sizes[i][0], sizes[i][1], false);

			check_screen(canvas);
			canvas_free(canvas);
		}
}

/* A text of pieces that each try to break something. */
static char *hostile_text(void)
{
	static const char *const starts[] =
		{ "", "- ", "  - ", "> ", ">! ", "1. ", "# ", "    ", "| ", "---\n" };
	struct str text = { 0 };

	for (int n = 1 + any(30); n > 0; n--) {
		str_add(&text, starts[any(ARRAY_LEN(starts))]);
		for (int m = any(4); m >= 0; m--)
			str_addf(&text, "%s ", hostile[any((int)n_hostile)]);
		str_add(&text, any(3) ? "\n" : " | x |\n");
	}
	return str_take(&text);
}

static void hostile_words(struct fixture *f)
{
	f->view.message = any(2) ? hostile[any((int)n_hostile)] : "";
	f->view.remedy = any(2) ? hostile[any((int)n_hostile)] : "";
	f->view.tone = (enum view_tone)any(4);
	f->buttons[0].label = hostile[any((int)n_hostile)];
	f->buttons[0].command = hostile[any((int)n_hostile)];
	f->checks[0].found = hostile[any((int)n_hostile)];
	f->checks[1].text = hostile[any((int)n_hostile)];
	f->checks[1].hint = hostile[any((int)n_hostile)];
	f->view.stage_needed = any(2);
	f->view.stage_text = hostile[any((int)n_hostile)];
}

static void any_text(void **state)
{
	(void)state;
	for (int i = 0; i < 250; i++) {
		struct fixture *f = fixture_new();
		struct canvas *canvas = canvas_new(12 + any(48), 40 + any(160));
		struct ui *ui = ui_new();
		char *text = hostile_text();

		canvas->ascii = any(4) == 0;
		fixture_text(f, text);
		hostile_words(f);
		for (int page = 0; page < 3; page++) {
			ui_draw(ui, &f->view, canvas);
			check_screen(canvas);
			ui_key(ui, &f->view, (struct key){ .code = any(2) ? ' ' : 'h' });
		}
		free(text);
		ui_free(ui);
		canvas_free(canvas);
		fixture_free(f);
	}
}

static struct key any_key(const struct canvas *canvas)
{
	static const int codes[] =
		{ KEY_UP_, KEY_DOWN_, KEY_LEFT_, KEY_RIGHT_, KEY_PGUP_, KEY_PGDN_,
				     KEY_HOME_, KEY_END_, KEY_BTAB_, KEY_F1_, KEY_RESIZE_, KEY_SHIFT_PGUP_, KEY_PASTE_, KEY_MANY_, KEY_MANY_END_, 0x1d, KEY_PASTE_END_, '\t',
					     '\n', '\r',
				     KEY_ESCAPE_, KEY_BACKSPACE_, 0x6f22, 0x301, 0x202e, 0 };

	if (any(6) == 0)
		return (struct key){ KEY_MOUSE_, any(canvas->rows + 2) - 1,
				    any(canvas->cols + 2) - 1,
				     (enum mouse_kind)any(MOUSE_RELEASE + 1) };
	if (any(3) == 0)
		return (struct key){ .code = codes[any(ARRAY_LEN(codes))] };
	return (struct key){ .code = 1 + any(126) };
}

/* The truth changes under the person's hands. */
static void any_change(struct fixture *f)
{
	static struct vm_picture *kept;

	switch (any(8)) {
	case 0:
		f->view.n_buttons = (size_t)any(3);
		break;
	case 1:
		f->view.n_checks = (size_t)any(3);
		break;
	case 2:
		f->view.stage_needed = !f->view.stage_needed;
		break;
	case 3:
		kept = f->picture;
		f->view.picture = f->view.picture ? NULL : kept;
		break;
	case 4:
		f->picture->machines[0].state = (enum machine_state)any(STATE_COUNT);
		break;
	case 5:
		f->picture->machines[0].n_snapshots = (size_t)any(4);
		break;
	case 6:
		f->view.cover = any(4) == 0;
		f->view.finished = any(4) == 0;
		break;
	default:
		f->view.message = any(2) ? "Something came of it." : "";
	}
}

/* A machine writes what it likes. */
static void any_output(struct terminal *terminal)
{
	static const char *const starts[] = { "\033[", "\033]", "\033P", "\n", "\xe6\xbc", "\033[?" };
	const char *start_of;
	char bytes[64];

	if (!terminal)
		return;
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)any(256);
	start_of = starts[any(6)];
	terminal_feed(terminal, start_of, strlen(start_of));
	terminal_feed(terminal, bytes, (size_t)any(64));
}

static void any_keys(void **state)
{
	(void)state;
	for (int i = 0; i < 70; i++) {
		struct fixture *f = fixture_new();
		struct canvas *canvas = canvas_new(24, 80);
		struct ui *ui = ui_new();
		size_t snapshots = f->picture->machines[0].n_snapshots;

		if (scenes[i % (int)n_scenes].set &&
		    !str_eq(scenes[i % (int)n_scenes].name, "connecting"))
			scenes[i % (int)n_scenes].set(f);
		snapshots = f->picture->machines[0].n_snapshots;
		if (!f->terminal && any(2))
			f->terminal = terminal_new(TERMINAL_ROWS, TERMINAL_COLS);
		f->buttons[1] = f->buttons[0];
		f->buttons[1].number = 2;
		for (int j = 0; j < 150; j++) {
			struct command command;

			command = ui_key(ui, &f->view, any_key(canvas));
			assert_between(command.id, 0, COMMAND_COUNT - 1);
			if (command.id == COMMAND_GOTO) {
				assert_between(command.lesson, 0, f->workshop->n_lessons - 1);
				assert_between(command.step, 0,
						f->workshop->lessons[command.lesson].n_steps - 1);
				f->view.lesson = command.lesson;
				f->view.step = command.step;
				ui_place_changed(ui);
			}
			if (any(5) == 0 && snapshots >= 3)
				any_change(f);
			if (any(4) == 0)
				any_output(f->terminal);
			if (command.id == COMMAND_FIND)
				ui_found(ui, (uint64_t)any(3) * (uint64_t)any(100));
			if (any(20) == 0)
				canvas_resize(canvas, 1 + any(60), 1 + any(200));
			if (any(40) == 0)
				ui_ask(ui, "Really?", &(struct command){ .id = COMMAND_PRESS });
			if (any(3) != 0)
				fixture_draw(f, ui, canvas);
			if (any(10) == 0) {
				fixture_draw(f, ui, canvas);
				check_screen(canvas);
			}
		}
		f->picture->machines[0].n_snapshots = snapshots;
		ui_free(ui);
		canvas_free(canvas);
		fixture_free(f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(any_size, start),
		cmocka_unit_test_setup(the_edges, start),
		cmocka_unit_test_setup(any_text, start),
		cmocka_unit_test_setup(any_keys, start),
	};

	return cmocka_run_group_tests_name("any size, any text, any keys", tests, NULL, NULL);
}
