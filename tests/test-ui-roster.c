// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The instructor's roster: golden screens of a class that is heard as payloads, and what keys
 * do there.  IMITATION_REGENERATE=1 writes the screens anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "golden-support.h"
#include "json/json.h"
#include "room/roster.h"
#include "ui/canvas.h"
#include "ui/roster-keys.h"
#include "ui/roster-screen.h"

#define S(text) ((char *)(uintptr_t)(text))
#define MINUTE_MS (60 * 1000)
#define FILES "0123456789abcdef"
#define TIME 1606000000 /* every seat's clock at NOW_MS */
#define NOW_MS (100 * MINUTE_MS)

/* ---- a class ---------------------------------------------------------------------------------- */

static const struct roster_step steps[] = {
	{ S("two"), S("2.3"), S("Look at it"), 2 * MINUTE_MS },
	{ S("wake"), S("3.1"), S("Wake it"), 2 * MINUTE_MS },
	{ S("freeze"), S("3.2"), S("Freeze it"), 2 * MINUTE_MS },
	{ S("thaw"), S("3.3"), S("Thaw it"), 2 * MINUTE_MS },
};

/* Somebody in the class; times are seconds before now. */
struct person {
	const char *name, *shown, *step;
	int on_step, passed, checks;
	const char *machines[ROOM_MACHINES_MAX][2];
	int hints, hand;
	enum room_presence presence;
	int away; /* since when the presence is so */
	bool looks_around, full, other_files, silent;
	int unreadable;
};

#define RUNNING { { "dreamer", "running" } }
#define PAUSED { { "dreamer", "paused" } }

/* As the pictures of the design have it. */
static const struct person class[] = {
	{ .name = "ana", .shown = "Ana", .step = "freeze", .on_step = 70, .checks = 1, .machines = PAUSED },
	{ .name = "ben", .shown = "Ben", .step = "thaw", .on_step = 20, .passed = 1, .checks = 1,
	  .machines = RUNNING, .looks_around = true },
	{ .name = "bo", .shown = "Bo", .step = "freeze", .on_step = 130, .passed = 1, .checks = 1,
	  .machines = PAUSED },
	{ .name = "chen", .shown = "Chen", .step = "freeze", .on_step = 95, .passed = 1, .checks = 1,
	  .machines = PAUSED, .hints = 1 },
	{ .name = "dana", .shown = "Dana", .step = "freeze", .on_step = 75, .passed = 1, .checks = 1,
	  .machines = PAUSED },
	{ .name = "eve", .shown = "Eve", .step = "freeze", .on_step = 66, .passed = 1, .checks = 1,
	  .machines = { { "dreamer", "disk-full" } }, .full = true },
	{ .name = "ida", .shown = "Ida", .step = "wake", .on_step = 185, .passed = 1, .checks = 1,
	  .machines = RUNNING, .other_files = true, .looks_around = true },
	{ .name = "jo", .shown = "Jo", .step = "freeze", .on_step = 45, .checks = 1,
	  .machines = { { "dreamer", "running" }, { "surfer", "shutoff" } } },
	{ .name = "kofi", .shown = "Kofi", .step = "freeze", .on_step = 61, .checks = 1,
	  .machines = { { "dreamer", "running" }, { "surfer", "shutoff" }, { "diver", "saved" },
			{ "heron", "absent" } } },
	{ .name = "lin", .shown = "Lin", .step = "freeze", .on_step = 360, .checks = 1, .machines = RUNNING,
	  .hints = 2, .hand = 125 },
	{ .name = "mei", .shown = "Mei", .step = "wake", .on_step = 245, .passed = 1, .checks = 1,
	  .machines = RUNNING, .presence = ROOM_LOST, .away = 40 },
	{ .name = "noor", .shown = "Noor", .step = "thaw", .on_step = 15, .checks = 1, .machines = PAUSED },
	{ .name = "omar", .shown = "Omar", .step = "freeze", .on_step = 78, .checks = 1, .machines = RUNNING,
	  .presence = ROOM_STOPPED, .away = 12 },
	{ .name = "pia", .shown = "Pia", .step = "two", .on_step = 900, .passed = 2, .checks = 2,
	  .machines = RUNNING, .presence = ROOM_QUIT, .away = 360 },
	{ .name = "tomas", .shown = "Tomás", .step = "two", .on_step = 550, .passed = 1, .checks = 2,
	  .machines = { { "dreamer", "shutoff" } }, .unreadable = 3 },
};

/* Long names, wide ones, and what is not known. */
static const struct person strange[] = {
	{ .name = "a", .shown = "Maximiliane Hohenzollern-Sigmaringen", .step = "freeze", .on_step = 130,
	  .checks = 1, .machines = { { "a-machine-with-a-very-long-name", "running" }, { "dreamer", "paused" } },
	  .hand = 7500, .full = true, .other_files = true, .looks_around = true },
	{ .name = "b", .shown = "山田太郎と鈴木花子の大きな教室", .step = "thaw", .on_step = 400000, .checks = 12,
	  .machines = RUNNING },
	{ .name = "c", .shown = "Zoë", .step = "elsewhere", .on_step = 9000, .other_files = true,
	  .machines = { { "dreamer", "upside down" } } },
	{ .name = "d", .shown = "Private", .silent = true, .presence = ROOM_PRIVATE, .away = 60 },
	{ .name = "e", .shown = "Long lost", .step = "two", .checks = 1, .presence = ROOM_LOST, .away = 1200 },
	{ .name = "f", .shown = "Long stopped", .step = "two", .checks = 1, .presence = ROOM_STOPPED,
	  .away = 7300 },
};

static void tell_presence(struct roster *roster, const struct person *person, enum room_presence presence,
			  int ago)
{
	struct room_here here = { presence, TIME - ago, S("01234567"), S("hut") };
	char *payload = wire_here(&here);

	roster_heard_here(roster, person->name, payload, strlen(payload), false,
			  presence == ROOM_STOPPED ? NOW_MS - ago * INT64_C(1000) : NOW_MS);
	free(payload);
}

static void tell_state(struct roster *roster, const struct person *person)
{
	struct room_state state = {
		.step = S(person->step), .since = TIME - person->on_step, .passed = person->passed,
		.checks = person->checks, .hints = person->hints, .follow = !person->looks_around,
		.hand = person->hand ? TIME - person->hand : 0, .full = person->full,
		.files = S(person->other_files ? "fedcba9876543210" : FILES),
	};
	char *payload;

	for (; state.n_machines < ROOM_MACHINES_MAX && person->machines[state.n_machines][0]; state.n_machines++)
		state.machines[state.n_machines] = (struct room_machine){
			S(person->machines[state.n_machines][0]), S(person->machines[state.n_machines][1]) };
	payload = wire_state(&state);
	roster_heard_state(roster, person->name, payload, strlen(payload), NOW_MS);
	free(payload);
}

static void add_person(struct roster *roster, const struct person *person)
{
	roster_seat(roster, person->name, person->shown);
	tell_presence(roster, person, ROOM_HERE, 0);
	if (!person->silent)
		tell_state(roster, person);
	if (person->presence != ROOM_HERE)
		tell_presence(roster, person, person->presence, person->away);
	for (int i = 0; i < person->unreadable; i++)
		roster_heard_state(roster, person->name, "{", 1, NOW_MS);
}

struct scene {
	struct roster *roster;
	struct roster_view view;
	struct roster_desk desk;
	struct roster_look look;
	int at[ARRAY_LEN(steps)], not_done[ARRAY_LEN(steps)];
};

/* Looks at the roster anew. */
static void hear(struct scene *scene)
{
	scene->view.rows = roster_rows(scene->roster, NOW_MS, &scene->view.n_rows);
	scene->view.count = roster_count(scene->roster);
	roster_places(scene->roster, scene->at, scene->not_done);
}

static struct scene *scene_new(const struct person *people, size_t n)
{
	struct scene *scene = mem_alloc(sizeof *scene);

	scene->roster = roster_new(steps, ARRAY_LEN(steps));
	roster_files(scene->roster, FILES);
	for (size_t i = 0; i < n; i++)
		add_person(scene->roster, &people[i]);
	scene->view = (struct roster_view){
		.class = "tlc", .driver = "Rosa", .is_driver = true, .place = &steps[2], .line = ROSTER_LINE_UP,
		.pace = { .spent = 31, .total = 90, .timed = true, .planned = 27, .late = 4 },
		.steps = steps, .n_steps = ARRAY_LEN(steps), .at = scene->at, .not_done = scene->not_done,
	};
	hear(scene);
	return scene;
}

static struct scene *class_new(void)
{
	return scene_new(class, ARRAY_LEN(class));
}

static void scene_free(struct scene *scene)
{
	roster_free(scene->roster);
	free(scene);
}

/* ---- golden screens --------------------------------------------------------------------------- */

enum look_of { UNICODE, ASCII, MONO };

static struct canvas *draw(struct scene *scene, int cols, int rows, enum look_of look)
{
	struct canvas *canvas = canvas_new(rows, cols);

	canvas->ascii = look == ASCII;
	canvas->mono = canvas->square = look == MONO;
	roster_screen_draw(&scene->desk, &scene->view, canvas);
	return canvas;
}

static void compare(struct scene *scene, const char *name, int cols, int rows, enum look_of look,
		    const char *suffix)
{
	struct canvas *canvas = draw(scene, cols, rows, look);
	char *text = canvas_dump(canvas, look == MONO);
	char *whole = mem_printf("%s-%dx%d%s", name, cols, rows, suffix);

	golden_compare(whole, text);
	free(whole);
	free(text);
	canvas_free(canvas);
}

static void compare_sizes(struct scene *scene, const char *name, enum look_of look, const char *suffix)
{
	compare(scene, name, 120, 34, look, suffix);
	compare(scene, name, 80, 24, look, suffix);
	compare(scene, name, 40, 12, look, suffix);
}

static void a_class(void **state)
{
	struct scene *scene = class_new();

	(void)state;
	compare_sizes(scene, "roster", UNICODE, "");
	compare(scene, "roster", 100, 30, UNICODE, "");
	compare(scene, "roster", 200, 50, UNICODE, "");
	compare(scene, "roster", 60, 20, UNICODE, "");
	compare_sizes(scene, "roster", ASCII, ".ascii");
	compare(scene, "roster", 80, 24, MONO, ".mono");
	compare(scene, "roster", 120, 34, MONO, ".mono");
	scene_free(scene);
}

static void too_small(void **state)
{
	struct scene *scene = class_new();

	(void)state;
	compare(scene, "roster", 30, 8, UNICODE, "");
	scene_free(scene);
}

static void nobody(void **state)
{
	struct scene *scene = scene_new(NULL, 0);

	(void)state;
	scene->view.driver = NULL;
	scene->view.place = NULL;
	scene->view.pace = (struct view_pace){ .spent = 2 };
	compare_sizes(scene, "roster-empty", UNICODE, "");
	assert_string_equal(scene->desk.seat, "");
	scene_free(scene);
}

static void nobody_yet_of_the_list(void **state)
{
	struct scene *scene = scene_new(NULL, 0);

	(void)state;
	roster_seat(scene->roster, "lin", "Lin");
	roster_seat(scene->roster, "mei", NULL);
	scene->view.is_driver = false;
	scene->view.line = ROSTER_LINE_CONNECTING;
	hear(scene);
	compare(scene, "roster-awaited", 80, 24, UNICODE, "");
	scene_free(scene);
}

static void strangers(void **state)
{
	struct scene *scene = scene_new(strange, ARRAY_LEN(strange));

	(void)state;
	scene->view.is_driver = false;
	scene->view.driver = "Rosa María de la Concepción y Todos los Santos";
	compare_sizes(scene, "roster-strange", UNICODE, "");
	compare(scene, "roster-strange", 80, 24, ASCII, ".ascii");
	scene_free(scene);
}

static void the_line(void **state)
{
	struct scene *scene = class_new();

	(void)state;
	scene->view.line = ROSTER_LINE_LOST;
	scene->view.line_ms = 4000;
	compare(scene, "roster-lost", 120, 34, MONO, ".mono");
	compare(scene, "roster-lost", 80, 24, UNICODE, "");
	scene->view.line = ROSTER_LINE_REFUSED;
	compare(scene, "roster-refused", 80, 24, UNICODE, "");
	scene->view.line = ROSTER_LINE_CLOSED;
	scene->view.message = "Ana's hand is down.";
	scene->view.tone = TONE_GOOD;
	compare_sizes(scene, "roster-closed", UNICODE, "");
	scene_free(scene);
}

static void said_and_asked(void **state)
{
	struct scene *scene = class_new();

	(void)state;
	scene->view.message = "The class is at 3.3 Thaw it.";
	scene->view.tone = TONE_GOOD;
	compare(scene, "roster-message", 120, 34, UNICODE, "");
	compare(scene, "roster-message", 80, 24, UNICODE, "");
	scene->view.question = "Offer all to set the stage of lesson 3?";
	compare_sizes(scene, "roster-question", UNICODE, "");
	scene->view.question = "Say to all:";
	scene->view.typed = "We go on in five minutes. Until then, look at what the timeline has kept of Monday";
	compare_sizes(scene, "roster-say", UNICODE, "");
	scene_free(scene);
}

static void a_break(void **state)
{
	struct scene *scene = class_new();

	(void)state;
	scene->view.on_break = true;
	scene->view.break_left_ms = 299400;
	compare(scene, "roster-break", 80, 24, UNICODE, "");
	/* The next second of the break, or of an age. */
	assert_in_range(scene->desk.due_in_ms, 1, 1000);
	scene_free(scene);
}

static void the_help(void **state)
{
	struct scene *scene = class_new();

	(void)state;
	scene->view.help = true;
	compare_sizes(scene, "roster-help", UNICODE, "");
	compare(scene, "roster-help", 80, 24, ASCII, ".ascii");
	scene_free(scene);
}

static struct room_screen *a_screen(void)
{
	struct room_screen *screen = mem_alloc(sizeof *screen);

	screen->message = mem_dup("dreamer is running. u brings back what you left.");
	for (; screen->n_lines < ROOM_LINES_MAX; screen->n_lines++)
		screen->lines[screen->n_lines] = mem_printf("tick %zu  memory: hello monday", screen->n_lines + 1);
	return screen;
}

static void a_look(void **state)
{
	struct scene *scene = class_new();
	struct room_screen *screen = a_screen(), hidden = { .message = screen->message };

	(void)state;
	scene->look = (struct roster_look){ "tomas", screen };
	scene->view.look = &scene->look;
	compare_sizes(scene, "look", UNICODE, "");
	compare(scene, "look", 80, 24, ASCII, ".ascii");
	compare(scene, "look", 120, 34, MONO, ".mono");
	scene->look = (struct roster_look){ "kofi", &hidden };
	compare_sizes(scene, "look-hidden", UNICODE, "");
	scene->look = (struct roster_look){ "mei", NULL };
	compare(scene, "look-nothing", 80, 24, UNICODE, "");
	scene->view.question = "Offer all to set the stage of lesson 3?";
	compare(scene, "look-question", 80, 24, UNICODE, "");
	room_screen_free(screen);
	free(screen);
	scene_free(scene);
}

static void a_look_at_a_stranger(void **state)
{
	struct scene *scene = scene_new(strange, ARRAY_LEN(strange));

	(void)state;
	scene->view.look = &scene->look;
	scene->look = (struct roster_look){ "c", NULL };
	compare(scene, "look-strange", 80, 24, UNICODE, "");
	scene->look = (struct roster_look){ "d", NULL };
	compare(scene, "look-private", 80, 24, UNICODE, "");
	scene->look = (struct roster_look){ "nobody", NULL };
	compare(scene, "look-gone", 80, 24, UNICODE, "");
	scene_free(scene);
}

static struct scene *hundred_new(void)
{
	struct scene *scene = scene_new(NULL, 0);

	for (int i = 0; i < 100; i++) {
		char *name = mem_printf("seat%03d", i);
		struct person person = { .name = name, .shown = name, .step = steps[i % 7 % 4].id, .on_step = i + 5,
					 .passed = i % 3 > 0, .checks = 1, .machines = RUNNING,
					 .hand = i % 40 == 7 ? i : 0 };

		add_person(scene->roster, &person);
		free(name);
	}
	hear(scene);
	return scene;
}

static void a_hundred(void **state)
{
	struct scene *scene = hundred_new();

	(void)state;
	compare_sizes(scene, "hundred", UNICODE, "");
	scene->desk.chosen = true;
	strcpy(scene->desk.seat, scene->view.rows[50].name);
	compare_sizes(scene, "hundred-middle", UNICODE, "");
	strcpy(scene->desk.seat, scene->view.rows[99].name);
	scene->view.message = "Wait.";
	compare_sizes(scene, "hundred-end", UNICODE, "");
	scene_free(scene);
}

/* --- other languages --- */

static void in_language(const char *language)
{
	struct scene *scene;
	struct room_screen *screen;
	char *suffix;

	golden_language(language, "roster-120x34");
	suffix = mem_printf(".%s", language);
	scene = class_new();
	screen = a_screen();
	compare_sizes(scene, "roster", UNICODE, suffix);
	compare(scene, "roster", 200, 50, UNICODE, suffix);
	scene->view.line = ROSTER_LINE_LOST;
	scene->view.line_ms = 4000;
	scene->view.question = "Offer?";
	compare_sizes(scene, "roster-question", UNICODE, suffix);
	scene->view.question = NULL;
	scene->look = (struct roster_look){ "tomas", screen };
	scene->view.look = &scene->look;
	compare_sizes(scene, "look", UNICODE, suffix);
	scene->view.help = true;
	compare_sizes(scene, "roster-help", UNICODE, suffix);
	room_screen_free(screen);
	free(screen);
	free(suffix);
	scene_free(scene);
}

static void pseudo(void **state)
{
	(void)state;
	in_language("qps");
}

static void spanish(void **state)
{
	(void)state;
	in_language("es");
}

/* ---- any size ----------------------------------------------------------------------------------- */

/* The row with the cursor is the selected one; it must be on the screen, not under anything. */
static void assert_selected_in_sight(struct scene *scene, struct canvas *canvas)
{
	const struct cell *cell = canvas_at(canvas, canvas->cursor_row, canvas->cursor_col);

	assert_non_null(cell);
	if (!scene->view.question && cell->style != STYLE_BUTTON_FOCUS)
		fail_msg("%dx%d: the selected row is out of sight", canvas->cols, canvas->rows);
}

static void every_size(void **state)
{
	struct scene *scene = hundred_new();
	size_t at[] = { 0, 50, 99 };

	(void)state;
	scene->desk.chosen = true;
	scene->view.message = "A message that takes more than one line on a screen that is as narrow as this.";
	for (int rows = 12; rows <= 40; rows++)
		for (int cols = 40; cols <= 130; cols += 3)
			for (size_t i = 0; i < ARRAY_LEN(at); i++) {
				struct canvas *canvas;

				strcpy(scene->desk.seat, scene->view.rows[at[i]].name);
				canvas = draw(scene, cols, rows, UNICODE);
				assert_selected_in_sight(scene, canvas);
				canvas_free(canvas);
			}
	for (int rows = 1; rows <= 12; rows++)
		for (int cols = 1; cols <= 41; cols++)
			canvas_free(draw(scene, cols, rows, ASCII));
	scene_free(scene);
}

/* ---- keys ---------------------------------------------------------------------------------------- */

static struct roster_command press(struct scene *scene, int code)
{
	return roster_key(&scene->desk, &scene->view, (struct key){ .code = code });
}

static void drawn(struct scene *scene)
{
	hear(scene);
	canvas_free(draw(scene, 80, 24, UNICODE));
}

static void keys_are_commands(void **state)
{
	static const struct {
		int code;
		enum roster_wish wish;
	} keys[] = {
		{ '\n', ROSTER_LOOK }, { '\r', ROSTER_LOOK }, { 'a', ROSTER_ANSWER }, { 'm', ROSTER_SAY },
		{ 'n', ROSTER_NEXT }, { KEY_RIGHT_, ROSTER_NEXT }, { 'p', ROSTER_BACK }, { 'g', ROSTER_GOTO },
		{ 'D', ROSTER_WHEEL }, { '0', ROSTER_OFFER }, { 'b', ROSTER_BREAK }, { '?', ROSTER_HELP },
		{ 'q', ROSTER_QUIT }, { 'L' & 0x1f, ROSTER_REPAINT }, { 'Z' & 0x1f, ROSTER_SUSPEND },
		{ 'x', ROSTER_NOTHING }, { 0, ROSTER_NOTHING }, { KEY_ESCAPE_, ROSTER_NOTHING },
		{ 'c', ROSTER_NOTHING }, { 'd', ROSTER_NOTHING },
	};
	struct scene *scene = class_new();

	(void)state;
	drawn(scene);
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		struct roster_command command = press(scene, keys[i].code);

		assert_int_equal(command.wish, keys[i].wish);
		assert_string_equal(command.seat, "lin");
	}
	scene_free(scene);
}

static void without_rows_no_one_is_meant(void **state)
{
	struct scene *scene = scene_new(NULL, 0);

	(void)state;
	drawn(scene);
	assert_int_equal(press(scene, '\n').wish, ROSTER_NOTHING);
	assert_int_equal(press(scene, 'a').wish, ROSTER_NOTHING);
	assert_int_equal(press(scene, 'j').wish, ROSTER_NOTHING);
	assert_null(press(scene, 'n').seat);
	assert_int_equal(press(scene, 'n').wish, ROSTER_NEXT);
	scene_free(scene);
}

static void rows_are_selected(void **state)
{
	struct scene *scene = hundred_new();
	const struct roster_row *rows = scene->view.rows;
	size_t page;

	(void)state;
	canvas_free(draw(scene, 80, 24, UNICODE));
	page = scene->desk.list.rows;
	assert_int_equal(page, 20);
	assert_string_equal(press(scene, 'j').seat, rows[1].name);
	assert_string_equal(press(scene, KEY_DOWN_).seat, rows[2].name);
	assert_string_equal(press(scene, 'k').seat, rows[1].name);
	assert_string_equal(press(scene, KEY_UP_).seat, rows[0].name);
	assert_string_equal(press(scene, 'k').seat, rows[0].name);
	assert_string_equal(press(scene, KEY_PGDN_).seat, rows[page - 1].name);
	assert_string_equal(press(scene, KEY_PGUP_).seat, rows[0].name);
	assert_string_equal(press(scene, KEY_END_).seat, rows[99].name);
	assert_string_equal(press(scene, ' ').seat, rows[99].name);
	assert_int_equal(press(scene, 'j').wish, ROSTER_NOTHING);
	assert_string_equal(press(scene, KEY_HOME_).seat, rows[0].name);
	scene_free(scene);
}

/* Who was chosen stays so wherever the row goes; else the first row is meant. */
static void the_selected_one_is_kept(void **state)
{
	struct scene *scene = class_new();
	struct person hand = class[0];

	(void)state;
	drawn(scene);
	assert_string_equal(press(scene, 'j').seat, "tomas");
	hand.hand = 500;
	add_person(scene->roster, &hand);
	drawn(scene);
	assert_string_equal(scene->view.rows[0].name, "ana");
	assert_string_equal(press(scene, 'x').seat, "tomas");
	press(scene, KEY_HOME_);
	hand = class[9];
	hand.hand = 600;
	add_person(scene->roster, &hand);
	drawn(scene);
	assert_string_equal(press(scene, 'a').seat, "lin");
	scene_free(scene);
}

static void questions_take_the_keys(void **state)
{
	struct scene *scene = class_new();

	(void)state;
	drawn(scene);
	scene->view.question = "Sure?";
	assert_int_equal(press(scene, 'q').wish, ROSTER_NOTHING);
	assert_int_equal(press(scene, 'y').wish, ROSTER_YES);
	assert_int_equal(press(scene, 'n').wish, ROSTER_NO);
	assert_int_equal(press(scene, KEY_ESCAPE_).wish, ROSTER_NO);
	assert_int_equal(press(scene, '\n').wish, ROSTER_NOTHING);
	assert_string_equal(press(scene, 'j').seat, "lin");
	scene->view.typed = "";
	assert_int_equal(press(scene, 'q').wish, ROSTER_TYPE);
	assert_int_equal(press(scene, 'q').key, 'q');
	assert_int_equal(press(scene, KEY_BACKSPACE_).wish, ROSTER_TYPE);
	assert_int_equal(press(scene, '\n').wish, ROSTER_TYPE);
	assert_int_equal(press(scene, 0x5c71).wish, ROSTER_TYPE);
	assert_int_equal(press(scene, KEY_UP_).wish, ROSTER_NOTHING);
	assert_int_equal(press(scene, KEY_ESCAPE_).wish, ROSTER_NO);
	assert_int_equal(press(scene, 'L' & 0x1f).wish, ROSTER_REPAINT);
	scene_free(scene);
}

static void who_is_looked_at_is_meant(void **state)
{
	struct scene *scene = class_new();
	struct room_screen *screen = a_screen();

	(void)state;
	scene->look = (struct roster_look){ "tomas", screen };
	scene->view.look = &scene->look;
	drawn(scene);
	assert_string_equal(press(scene, 'a').seat, "tomas");
	assert_int_equal(press(scene, 'c').wish, ROSTER_CONSOLE);
	assert_int_equal(press(scene, KEY_ESCAPE_).wish, ROSTER_UNLOOK);
	assert_int_equal(press(scene, '\n').wish, ROSTER_UNLOOK);
	press(scene, 'k');
	drawn(scene);
	assert_int_equal(scene->desk.back, 1);
	press(scene, KEY_HOME_);
	drawn(scene);
	assert_int_equal(scene->desk.console.top, 0);
	press(scene, KEY_END_);
	assert_int_equal(scene->desk.back, 0);
	room_screen_free(screen);
	free(screen);
	scene_free(scene);
}

static void the_help_scrolls_and_closes(void **state)
{
	struct scene *scene = class_new();

	(void)state;
	scene->view.help = true;
	canvas_free(draw(scene, 40, 12, UNICODE));
	assert_int_equal(press(scene, 'n').wish, ROSTER_NOTHING);
	assert_int_equal(press(scene, KEY_ESCAPE_).wish, ROSTER_HELP);
	press(scene, ' ');
	canvas_free(draw(scene, 40, 12, UNICODE));
	assert_int_equal(scene->desk.help.top, scene->desk.help.rows - 1);
	press(scene, KEY_END_);
	press(scene, 'j');
	assert_int_equal(scene->desk.help.top, scene->desk.help.n - scene->desk.help.rows);
	scene_free(scene);
}

/* What was drawn is drawn again when an age changes. */
static void ages_make_it_due(void **state)
{
	struct scene *scene = scene_new(NULL, 0);
	struct person person = { .name = "lin", .shown = "Lin", .step = "freeze", .on_step = 130, .passed = 1,
				 .checks = 1 };

	(void)state;
	drawn(scene);
	assert_true(scene->desk.due_in_ms == CLOCK_NEVER);
	add_person(scene->roster, &person);
	drawn(scene);
	assert_int_equal(scene->desk.due_in_ms, 50 * 1000);
	person.on_step = 12;
	add_person(scene->roster, &person);
	drawn(scene);
	assert_int_equal(scene->desk.due_in_ms, 1000);
	scene_free(scene);
}

static int setup(void **state)
{
	struct error err = { 0 };

	(void)state;
	if (!json_open(&err))
		fail_msg("%s", err.message);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_class),
		cmocka_unit_test(too_small),
		cmocka_unit_test(nobody),
		cmocka_unit_test(nobody_yet_of_the_list),
		cmocka_unit_test(strangers),
		cmocka_unit_test(the_line),
		cmocka_unit_test(said_and_asked),
		cmocka_unit_test(a_break),
		cmocka_unit_test(the_help),
		cmocka_unit_test(a_look),
		cmocka_unit_test(a_look_at_a_stranger),
		cmocka_unit_test(a_hundred),
		cmocka_unit_test_teardown(pseudo, golden_english),
		cmocka_unit_test_teardown(spanish, golden_english),
		cmocka_unit_test(every_size),
		cmocka_unit_test(keys_are_commands),
		cmocka_unit_test(without_rows_no_one_is_meant),
		cmocka_unit_test(rows_are_selected),
		cmocka_unit_test(the_selected_one_is_kept),
		cmocka_unit_test(questions_take_the_keys),
		cmocka_unit_test(who_is_looked_at_is_meant),
		cmocka_unit_test(the_help_scrolls_and_closes),
		cmocka_unit_test(ages_make_it_due),
	};

	return cmocka_run_group_tests_name("the instructor's roster", tests, setup, NULL);
}
