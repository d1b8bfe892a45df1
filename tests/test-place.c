// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The place in a workshop: going on and back, what was pressed and said, and finding the place
 * again after the author has changed the lessons. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "session/place.h"

#define S(text) ((char *)(uintptr_t)(text))

enum { MOST = 6 };

/* A workshop as a text: each lesson is its number, its title in one letter, and its steps,
 * which are a letter each: "1A:xyz 2B:x". */
struct shop {
	struct workshop workshop;
	struct lesson lessons[MOST];
	struct step steps[MOST][MOST];
	char titles[MOST * (MOST + 1)][2];
	size_t n_titles;
};

static char *title(struct shop *shop, char letter)
{
	char *text = shop->titles[shop->n_titles++];

	text[0] = letter;
	text[1] = '\0';
	return text;
}

static struct workshop *make(struct shop *shop, const char *text)
{
	size_t n = 0;

	*shop = (struct shop){ .workshop = { .lessons = shop->lessons } };
	while (*text) {
		struct lesson *lesson = &shop->lessons[n];

		lesson->number = text[0] - '0';
		lesson->title = title(shop, text[1]);
		lesson->steps = shop->steps[n];
		for (text += 3; *text && *text != ' '; text++)
			lesson->steps[lesson->n_steps++].title = title(shop, *text);
		text += *text == ' ';
		n++;
	}
	shop->workshop.n_lessons = n;
	return &shop->workshop;
}

/* ---- going on and back ------------------------------------------------------------ */

static void steps_follow_each_other(void **state)
{
	static const size_t order[][2] = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 2, 0 }, { 2, 1 } };
	struct shop shop;
	struct session_place place = { .workshop = make(&shop, "1A:xy 2B:x 3C:xy") };
	size_t lesson, step;

	(void)state;
	place_open_cover(&place);
	assert_true(place.cover && !place.finished);
	assert_true(place_after(&place, &lesson, &step));
	assert_true(lesson == 0 && step == 0);
	for (size_t i = 0; i < ARRAY_LEN(order); i++) {
		place.cover = place.finished = place.stage_asked = true;
		place_open(&place, order[i][0], order[i][1]);
		assert_false(place.cover || place.finished || place.stage_asked);
		assert_ptr_equal(place_lesson(&place), &shop.lessons[order[i][0]]);
		assert_ptr_equal(place_step(&place), &shop.steps[order[i][0]][order[i][1]]);
		assert_int_equal(place_after(&place, &lesson, &step), i + 1 < ARRAY_LEN(order));
		if (i + 1 < ARRAY_LEN(order))
			assert_true(lesson == order[i + 1][0] && step == order[i + 1][1]);
		assert_int_equal(place_before(&place, &lesson, &step), i > 0);
		if (i > 0)
			assert_true(lesson == order[i - 1][0] && step == order[i - 1][1]);
	}
	place_open(&place, 1, 7); /* a step that is not there */
	assert_true(place.lesson == 1 && place.step == 0);
	place_open_cover(&place);
	assert_true(place.lesson == 0 && place.step == 0);
	place.step = 5;
	assert_null(place_step(&place));
	place.lesson = 3;
	assert_null(place_lesson(&place));
	assert_null(place_step(&place));
	place_clear(&place);
	assert_null(place.pressed);
}

static void what_was_pressed_is_kept_while_it_fits(void **state)
{
	struct shop shop;
	struct session_place place = { .workshop = make(&shop, "1A:xy") };

	(void)state;
	shop.steps[0][0].n_actions = 2;
	place_open(&place, 0, 0);
	assert_false(place_any_pressed(&place));
	place.pressed[2] = true;
	assert_true(place_any_pressed(&place));
	place_keep_pressed(&place, 2);
	assert_true(place_any_pressed(&place));
	place_keep_pressed(&place, 3); /* the step had three buttons before */
	assert_false(place_any_pressed(&place));
	place.pressed[1] = true;
	assert_true(place_any_pressed(&place));
	place_open(&place, 0, 1);
	assert_false(place_any_pressed(&place));
	place_clear(&place);
}

static void what_consoles_had_said_does_not_count(void **state)
{
	struct machine_spec specs[] = { { .name = S("ann") }, { .name = S("bob") }, { .name = S("cy") } };
	struct vm_machine machines[] = { { .console_seq = 4, .console_tail = S("") },
					 { .console_seq = 9, .console_tail = S("login: ") } };
	struct vm_picture picture = { .machines = machines, .n_machines = 2 };
	struct shop shop;
	struct session_place place = { .workshop = make(&shop, "1A:x") };

	(void)state;
	shop.workshop.machines = specs;
	shop.workshop.n_machines = 3;
	assert_int_equal(place_seen(&place, "ann"), 0);
	place_mark_consoles(&place, &picture);
	assert_int_equal(place_seen(&place, "ann"), 4);
	assert_int_equal(place_seen(&place, "bob"), 10); /* with the line that is being written */
	assert_int_equal(place_seen(&place, "cy"), 0);
	assert_int_equal(place_seen(&place, "dan"), 0);
	machines[0].console_tail = NULL;
	machines[0].console_seq = 5;
	place_mark_consoles(&place, &picture);
	assert_int_equal(place_seen(&place, "ann"), 5);
	place_mark_consoles(&place, NULL);
	assert_int_equal(place_seen(&place, "ann"), 0);
	place_clear(&place);
}

/* ---- finding it again ------------------------------------------------------------- */

/* The place, as LESSON.STEP from 1 on, after each of these workshops came instead of the one
 * before: "0" is the cover. */
static void assert_found(const char *first, size_t lesson, size_t step, const char *const *then,
			 const char *expected)
{
	struct shop shop;
	struct session_place place = { .workshop = make(&shop, first) };
	struct anchor anchor = { 0 };
	struct str out = { 0 };

	place_open(&place, lesson, step);
	anchor_drop(&anchor, &place);
	for (; *then; then++) {
		make(&shop, *then);
		anchor_find(&anchor, &place);
		if (place.cover)
			str_add(&out, "0 ");
		else
			str_addf(&out, "%zu.%zu ", place.lesson + 1, place.step + 1);
		anchor_drop(&anchor, &place); /* as with each turn: it has not moved by itself */
	}
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
	anchor_clear(&anchor);
	assert_false(anchor.dropped);
	place_clear(&place);
}

#define FOUND(first, lesson, step, expected, ...) \
	assert_found(first, lesson, step, (const char *const[]){ __VA_ARGS__, NULL }, expected)

static void a_lesson_is_found_by_title_and_number(void **state)
{
	(void)state;
	FOUND("1A:x 2B:x 3C:x", 1, 0, "2.1 ", "1A:x 2B:x 3C:x");
	FOUND("1A:x 2B:x 3C:x", 1, 0, "3.1 ", "1A:x 2D:x 3B:x 4C:x"); /* one was put before it */
	FOUND("1A:x 2B:x 3C:x", 1, 0, "1.1 ", "2B:x 3C:x");           /* one is gone */
	FOUND("1A:x 2B:x 3C:x", 1, 0, "2.1 ", "1A:x 2D:x 3C:x");      /* another title */
	FOUND("1A:x 2B:x 3C:x", 1, 0, "3.1 ", "1A:x 2D:x 3B:x");      /* its title is elsewhere */
	FOUND("1A:x 2B:x 3C:x", 1, 0, "2.1 ", "1A:x 3C:x");           /* it is gone: the last */
	FOUND("1A:x 2B:x", 0, 0, "0 1.1 ", "", "1A:x 2B:x");          /* all are, and come back */
}

static void a_step_is_found_by_title_and_number(void **state)
{
	(void)state;
	FOUND("1A:xyz", 0, 1, "1.2 ", "1A:xyz");
	FOUND("1A:xyz", 0, 1, "1.3 ", "1A:xwyz");
	FOUND("1A:xyz", 0, 1, "1.1 ", "1A:yz");
	FOUND("1A:xyz", 0, 1, "1.2 ", "1A:xwz");
	FOUND("1A:xyz", 0, 2, "1.2 ", "1A:xy"); /* it is gone: the last */
	/* Of several of its title the nearest; of two as near, the first. */
	FOUND("1A:ywvuy", 0, 4, "1.5 ", "1A:ywvuy");
	FOUND("1A:ywvuy", 0, 4, "1.4 ", "1A:ywvy");
	FOUND("1A:vvyvv", 0, 2, "1.2 ", "1A:vyvyv");
	FOUND("1A:vvyvv", 0, 2, "1.4 ", "1A:yvvy");
}

static void an_author_changes_one_thing_at_a_time(void **state)
{
	(void)state;
	/* Another title, then another number: it is the lesson of that title by now. */
	FOUND("1A:x 2B:x", 1, 0, "2.1 3.1 ", "1A:x 2D:x", "1A:x 2E:x 3D:x");
	FOUND("1A:xyz", 0, 1, "1.2 1.3 ", "1A:xwz", "1A:xvwz");
	FOUND("1A:x 2B:x", 1, 0, "1.1 ", "1B:x 2A:x");
	FOUND("1A:x 2B:x 3C:x", 1, 0, "1.1 1.1 ", "1B:x 2A:x 3C:x", "1D:x 2A:x 3C:x");
	/* A file that is half saved lacks what comes back. */
	FOUND("1A:xyz", 0, 2, "1.1 1.3 ", "1A:x", "1A:xyz");
	FOUND("1A:x 2B:x 3C:x", 2, 0, "1.1 3.1 ", "1A:x", "1A:x 2B:x 3C:x");
	FOUND("1A:yxy", 0, 2, "1.1 1.3 ", "1A:yx", "1A:yxy");
}

static void the_cover_stays_the_cover(void **state)
{
	struct shop shop;
	struct session_place place = { .workshop = make(&shop, "1A:xy") };
	struct anchor anchor = { 0 };

	(void)state;
	place_open_cover(&place);
	anchor_drop(&anchor, &place);
	assert_false(anchor.dropped);
	anchor_find(&anchor, &place);
	assert_true(place.cover);
	place_open(&place, 0, 1);
	anchor_drop(&anchor, &place);
	place_open_cover(&place); /* the person went there */
	anchor_find(&anchor, &place);
	assert_true(place.cover);
	make(&shop, "");
	anchor_find(&anchor, &place);
	assert_true(place.cover);
	make(&shop, "1A:xy");
	anchor_find(&anchor, &place);
	assert_true(place.cover); /* it was not left for want of lessons */
	assert_true(place.lesson == 0 && place.step == 0);
	anchor_clear(&anchor);
	place_clear(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_follow_each_other),
		cmocka_unit_test(what_was_pressed_is_kept_while_it_fits),
		cmocka_unit_test(what_consoles_had_said_does_not_count),
		cmocka_unit_test(a_lesson_is_found_by_title_and_number),
		cmocka_unit_test(a_step_is_found_by_title_and_number),
		cmocka_unit_test(an_author_changes_one_thing_at_a_time),
		cmocka_unit_test(the_cover_stays_the_cover),
	};

	return cmocka_run_group_tests_name("the place in a workshop", tests, NULL, NULL);
}
