// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Golden screens: each scene at three sizes, some at five, in several languages and in
 * ASCII, compared with the files in tests/golden.  IMITATION_REGENERATE=1
 * writes them anew; look at what changed before it is committed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "golden-support.h"
#include "ui-fixture.h"
#include "ui/notes-screen.h"

struct size {
	int cols, rows;
};
static const struct size sizes[] = { { 120, 34 }, { 80, 24 }, { 60, 20 }, { 0, 0 } };
static const struct size other_sizes[] = { { 100, 30 }, { 200, 50 }, { 0, 0 } };
static const struct size widest[] = { { 160, 30 }, { 200, 50 }, { 0, 0 } };

static void draw_all(const char *suffix, const char *const *only, bool ascii,
		     const struct size *size)
{
	for (size_t i = 0; i < n_scenes; i++) {
		bool wanted = !only;

		for (size_t j = 0; only && only[j]; j++)
			wanted = wanted || str_eq(only[j], scenes[i].name);
		for (size_t j = 0; wanted && size[j].cols > 0; j++) {
			struct canvas *canvas = scene_draw(&scenes[i], size[j].rows, size[j].cols, ascii);
			char *text = canvas_dump(canvas, false);
			char *name = mem_printf("%s-%dx%d%s", scenes[i].name, size[j].cols,
						size[j].rows, suffix);

			golden_compare(name, text);
			free(name);
			free(text);
			canvas_free(canvas);
		}
	}
}

/* What a translation or a plain terminal may break. */
static const char *const some[] = { "step", "first", "busy", "lost", "timeline", "contents",
				    "help", "question", "end", "cover", "screen-paused",
				    "screen-off", "disk-full", "translated", "untranslated",
				    "contents-translated", NULL };

static void english(void **state)
{
	static const char *const others[] =
		{ "step", "busy", "long", "many", "chain", "question", "present", "cover", NULL };

	static const char *const details[] = { "details", NULL };

	(void)state;
	draw_all("", NULL, false, sizes);
	draw_all("", others, false, other_sizes);
	draw_all("", details, false, widest);
}

static void plain_ascii(void **state)
{
	static const char *const ascii[] =
		{ "step", "passed", "disk-full", "long", "busy", "making", "many", "help", "hostile", "screen",
		  "screen-picture", NULL };

	static const char *const details[] = { "details", NULL };

	(void)state;
	draw_all(".ascii", details, true, widest);
	draw_all(".ascii", ascii, true, sizes);
}

static void styles(void **state)
{
	static const char *const names[] =
		{ "step", "passed", "lost", "button", "timeline", "search", "code", "screen",
		  "colors", "marking", "marking-wide" };

	(void)state;
	for (size_t i = 0; i < n_scenes; i++)
		for (size_t j = 0; j < ARRAY_LEN(names); j++)
			if (str_eq(scenes[i].name, names[j])) {
				struct canvas *canvas = scene_draw(&scenes[i], 24, 80, false);
				char *text = canvas_dump(canvas, true);
				char *name = mem_printf("%s-80x24.styles", names[j]);

				golden_compare(name, text);
				free(name);
				free(text);
				canvas_free(canvas);
			}
}

static void tiny(void **state)
{
	struct canvas *canvas = scene_draw(&scenes[0], 8, 30, false);
	char *text = canvas_dump(canvas, false);

	(void)state;
	golden_compare("tiny-30x8", text);
	free(text);
	canvas_free(canvas);
}

/* --- --notes: the terminal of who presents --- */

static char note[] =
	"1 minute. Ask the room what they expect the clock to do.\nWait for three answers.\n\n"
	"- Who says it is wrong? It is: nobody told the guest.\n"
	"- Who says it catches up? Some systems ask the host when they go on, and then\n"
	"their clock jumps; this one does not.\n\nThen let them press the button.";

static const struct size notes_sizes[] = { { 120, 34 }, { 80, 24 }, { 60, 20 }, { 40, 12 }, { 0, 0 } };

/* Step 3.2 after 31 minutes, of which 27 were planned. */
static struct view_notes notes_late(const struct fixture *f)
{
	return (struct view_notes){
		.workshop = f->workshop, .lesson = 2, .step = 1,
		.next = &f->workshop->lessons[2].steps[2],
		.question = "What does the dreamer know of the time in which it stood still?",
		.pace = { .spent = 31, .total = 90, .timed = true, .planned = 27, .late = 4, .next = 4,
			  .next_at = 30, .lesson_timed = true, .over = true, .left = 1 },
		.counted = true,
	};
}

static void draw_notes(const char *suffix, bool ascii)
{
	struct fixture *f = fixture_new();
	struct step *step = &f->workshop->lessons[2].steps[1];
	char *notes[] = { note };

	step->notes = notes;
	step->n_notes = 1;
	for (size_t i = 0; i < 2 * ARRAY_LEN(notes_sizes) - 2; i++) {
		struct size size = notes_sizes[i / 2];
		struct canvas *canvas = canvas_new(size.rows, size.cols);
		struct notes_desk desk = { .step = NULL };
		struct view_notes view = notes_late(f);
		char *text, *name;

		canvas->ascii = ascii;
		view.on_break = i % 2 == 1;
		view.break_left_ms = 299000;
		notes_screen_draw(&desk, &view, canvas);
		text = canvas_dump(canvas, false);
		name = mem_printf("notes%s-%dx%d%s", view.on_break ? "-break" : "", size.cols, size.rows,
				  suffix);
		golden_compare(name, text);
		free(name);
		free(text);
		canvas_free(canvas);
	}
	step->notes = NULL;
	step->n_notes = 0;
	fixture_free(f);
}

static void presenter(void **state)
{
	(void)state;
	draw_notes("", false);
	draw_notes(".ascii", true);
}

/* --- other languages --- */

static void in_language(const char *language)
{
	char *suffix;

	golden_language(language, "step-120x34");
	suffix = mem_printf(".%s", language);
	draw_all(suffix, some, false, sizes);
	draw_notes(suffix, false);
	free(suffix);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(english),
		cmocka_unit_test(plain_ascii),
		cmocka_unit_test(styles),
		cmocka_unit_test(tiny),
		cmocka_unit_test(presenter),
		cmocka_unit_test_teardown(pseudo, golden_english),
		cmocka_unit_test_teardown(spanish, golden_english),
	};

	return cmocka_run_group_tests_name("golden screens", tests, NULL, NULL);
}
