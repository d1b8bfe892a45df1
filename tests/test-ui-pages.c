// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The button bar, the text of pages, and words of times and sizes: as lines, without a screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "ui-fixture.h"
#include "ui/text/bar.h"
#include "ui/text/place-text.h"

/* ---- the button bar ----------------------------------------------------------------- */

static struct view_button buttons[] = {
	{ .number = 1, .label = "Pause it", .command = "virsh suspend it" },
	{ .number = 2, .label = "Go on", .command = "virsh resume it" },
};
static struct view_check checks[] = {
	{ .text = "it is paused", .found = "found running", .certain = true, .after = 1, .hint = "one" },
	{ .text = "it goes on", .found = "", .after = 2, .hint = "two" },
};

static void assert_bar(const struct view *view, struct bar_options options, const char *expected)
{
	struct lines lines = { 0 };
	char *drawn;

	if (!options.render.width)
		options.render.width = 60;
	options.render.ascii = true;
	bar_make(&lines, view, &options);
	drawn = fixture_joined(&lines);
	assert_string_equal(drawn, expected);
	free(drawn);
	lines_free(&lines);
}

static struct view bar_view(void)
{
	static struct workshop none;

	buttons[0].refused = buttons[1].refused = NULL;
	buttons[0].done = buttons[0].doing = false;
	checks[0].passed = checks[1].passed = false;
	return (struct view){ .workshop = &none, .buttons = buttons, .n_buttons = 2, .checks = checks,
			      .n_checks = 2 };
}

static void buttons_and_checks_in_their_order(void **state)
{
	struct view view = bar_view();

	(void)state;
	assert_bar(&view, (struct bar_options){ .focused = 0 },
		   "[1] Pause it                    virsh suspend it\n. it is paused                  found running\n"
		   "[2] Go on                       virsh resume it\n? it goes on\n");
	assert_bar(&view, (struct bar_options){ .roomy = true },
		   "[1] Pause it                    virsh suspend it\n\n. it is paused                  found running\n\n"
		   "[2] Go on                       virsh resume it\n\n? it goes on\n");
	view.stage_needed = true;
	view.n_buttons = 0; /* checks come all the same, though their buttons do not */
	assert_bar(&view, (struct bar_options){ .roomy = true },
		   "[0] Set the stage\n\n. it is paused                  found running\n? it goes on\n");
	view.n_checks = 0;
	view.stage_text = "";
	assert_bar(&view, (struct bar_options){ .roomy = true }, "[0] Set the stage\n");
	view.stage_text = "Set it so";
	assert_bar(&view, (struct bar_options){ .roomy = true }, "[0] Set it so\n");
	view.cover = true;
	assert_bar(&view, (struct bar_options){ .roomy = true }, "");
	view.cover = false;
	view.finished = true;
	assert_bar(&view, (struct bar_options){ .roomy = true }, "");
}

static void a_bar_shows_what_came_of_each(void **state)
{
	struct view view = bar_view();

	(void)state;
	view.n_checks = 1;
	buttons[0].doing = true;
	buttons[1].refused = "It runs already.";
	checks[0].passed = true;
	assert_bar(&view, (struct bar_options){ .focused = 0 },
		   "[1] Pause it *                  virsh suspend it\n+ it is paused\n"
		   "[2] Go on                       It runs already.\n");
	buttons[0].doing = false;
	buttons[0].done = true;
	buttons[0].refused = "It is paused already."; /* by this very button */
	assert_bar(&view, (struct bar_options){ .focused = 0 },
		   "[1] Pause it +                  virsh suspend it\n+ it is paused\n"
		   "[2] Go on                       It runs already.\n");
}

static void a_command_stands_where_it_fits(void **state)
{
	struct view view = bar_view();

	(void)state;
	view.n_checks = 0;
	/* In column 32 if all fit there, else behind the longest label, else below: always
	 * in one row. */
	assert_bar(&view, (struct bar_options){ .render.width = 48 },
		   "[1] Pause it                    virsh suspend it\n[2] Go on                       virsh resume it\n");
	assert_bar(&view, (struct bar_options){ .render.width = 47 },
		   "[1] Pause it   virsh suspend it\n[2] Go on      virsh resume it\n");
	assert_bar(&view, (struct bar_options){ .render.width = 31 },
		   "[1] Pause it   virsh suspend it\n[2] Go on      virsh resume it\n");
	assert_bar(&view, (struct bar_options){ .render.width = 30 },
		   "[1] Pause it\n    virsh suspend it\n[2] Go on   virsh resume it\n");
	assert_bar(&view, (struct bar_options){ .render.width = 20 },
		   "[1] Pause it\n    virsh suspend it\n[2] Go on\n    virsh resume it\n");
	buttons[0].done = true; /* its sign takes two columns more */
	assert_bar(&view, (struct bar_options){ .render.width = 33 },
		   "[1] Pause it +   virsh suspend it\n[2] Go on        virsh resume it\n");
	assert_bar(&view, (struct bar_options){ .render.width = 32 },
		   "[1] Pause it +\n    virsh suspend it\n[2] Go on   virsh resume it\n");
	buttons[0].done = false;
	/* One that is too long is cut in the middle. */
	view.n_buttons = 1;
	buttons[0].command = "virsh undefine --snapshots-metadata it";
	assert_bar(&view, (struct bar_options){ .render.width = 41 },
		   "[1] Pause it   virsh undefi...metadata it\n");
	assert_bar(&view, (struct bar_options){ .render.width = 24 },
		   "[1] Pause it\n    virsh und...adata it\n");
	/* In plain text it is whole. */
	assert_bar(&view, (struct bar_options){ .render.width = 32, .whole = true },
		   "[1] Pause it\n    virsh undefine\n    --snapshots-metadata it\n");
	buttons[0].refused = "It is a machine with-hyphens-in it.";
	assert_bar(&view, (struct bar_options){ .render.width = 32 },
		   "[1] Pause it\n    It is a machine with-\n    hyphens-in it.\n");
	buttons[0].command = "virsh suspend it";
}

static void hints_keep_their_numbers(void **state)
{
	struct view view = bar_view();

	(void)state;
	view.n_buttons = 0;
	assert_int_equal(bar_next_hint(&view, 0), 1);
	assert_int_equal(bar_next_hint(&view, 1), 2);
	assert_int_equal(bar_next_hint(&view, 2), 0);
	checks[0].passed = true;
	assert_int_equal(bar_next_hint(&view, 0), 2);
	assert_bar(&view, (struct bar_options){ .hints = 1 }, "+ it is paused\n? it goes on\n");
	assert_bar(&view, (struct bar_options){ .hints = 2 }, "+ it is paused\n? it goes on\nHint: two\n");
	assert_bar(&view, (struct bar_options){ .hints = 9, .roomy = true },
		   "+ it is paused\n? it goes on\n\nHint: two\n");
	checks[0].passed = false;
	checks[0].hint = NULL;
	assert_int_equal(bar_next_hint(&view, 0), 1);
	assert_int_equal(bar_next_hint(&view, 1), 0);
	assert_bar(&view, (struct bar_options){ .hints = 1 },
		   ". it is paused                  found running\n? it goes on\nHint: two\n");
	checks[0].hint = "one";
	view.present = true;
	assert_int_equal(bar_next_hint(&view, 0), 0);
}

static void lines_of_the_bar_have_tags(void **state)
{
	struct view view = bar_view();
	struct bar_options options = { .render.width = 60, .focused = 2, .hints = 1 };
	struct lines lines = { 0 };

	(void)state;
	view.stage_needed = true;
	checks[0].passed = true;
	buttons[0].refused = "no";
	options.hints = 2;
	bar_make(&lines, &view, &options);
	assert_int_equal(lines.n, 6);
	assert_int_equal(lines.list[0].tag, BAR_STAGE);
	assert_int_equal(lines.list[1].tag, 1);
	assert_int_equal(lines.list[2].tag, BAR_NONE);
	assert_int_equal(lines.list[3].tag, 2);
	assert_int_equal(lines.list[4].tag, BAR_WAITING);
	assert_int_equal(lines.list[5].tag, BAR_HINT);
	fixture_run(&lines.list[0], 0, "[0] ", STYLE_BUTTON, 0);
	fixture_run(&lines.list[0], 1, "Set the stage", STYLE_PLAIN, 0);
	fixture_run(&lines.list[1], 0, "[1] ", STYLE_BUTTON_OFF, 0);
	fixture_run(&lines.list[1], 1, "Pause it", STYLE_BUTTON_OFF, 0);
	assert_int_equal(lines.list[2].runs[0].style, STYLE_GOOD);
	fixture_run(&lines.list[3], 0, "[2] ", STYLE_BUTTON_FOCUS, 0);
	fixture_run(&lines.list[3], 1, "Go on", STYLE_BUTTON_FOCUS, 0);
	assert_int_equal(lines.list[4].runs[0].style, STYLE_WARN);
	lines_free(&lines);
	options.focused = BAR_STAGE;
	bar_make(&lines, &view, &options);
	fixture_run(&lines.list[0], 0, "[0] ", STYLE_BUTTON_FOCUS, 0);
	fixture_run(&lines.list[3], 1, "Go on", STYLE_PLAIN, 0);
	lines_free(&lines);
}

/* ---- pages -------------------------------------------------------------------------- */

static char *objective = (char *)"see it";
static struct step page_steps[] = {
	{ .id = (char *)"1.1", .title = (char *)"First" }, { .id = (char *)"1.2", .title = (char *)"Second" },
};
static struct lesson page_lessons[] = {
	{ .number = 1, .title = (char *)"One", .duration = 4, .steps = page_steps, .n_steps = 2 },
	{ .number = 2, .title = (char *)"Two", .duration = 5, .steps = page_steps, .n_steps = 1 },
};
static struct workshop page_workshop;

static struct view page_view(void)
{
	page_workshop = (struct workshop){ .title = (char *)"Shop: a tale", .lessons = page_lessons,
					   .n_lessons = 2 };
	page_lessons[0].n_steps = 2;
	page_lessons[0].n_objectives = 0;
	page_lessons[0].language = NULL;
	page_steps[0].title = (char *)"First";
	return (struct view){ .workshop = &page_workshop };
}

/* As plain text, with documents for the introduction and the step (or NULL). */
static void assert_page(const struct view *view, const char *intro, const char *text, const char *expected)
{
	struct doc *first = fixture_doc(intro ? intro : ""), *second = fixture_doc(text ? text : "");
	char *plain;

	page_lessons[0].intro = *first;
	page_steps[0].doc = *second;
	plain = ui_plain_step(view, 40);
	assert_string_equal(plain, expected);
	free(plain);
	page_lessons[0].intro = page_steps[0].doc = (struct doc){ 0 };
	fixture_doc_free(first);
	fixture_doc_free(second);
}

static void a_cover_has_its_facts(void **state)
{
	struct view view = page_view();
	struct doc *doc = fixture_doc("Welcome.");

	(void)state;
	view.cover = true;
	assert_page(&view, NULL, NULL, "Shop: a tale\n9 minutes\n"); /* of its lessons */
	page_workshop.duration = 1;
	page_workshop.location = (char *)"";
	assert_page(&view, NULL, NULL, "Shop: a tale\n1 minute\n");
	page_workshop.date = (char *)"today";
	page_workshop.location = (char *)"here";
	page_workshop.cover = *doc;
	assert_page(&view, NULL, NULL, "Shop: a tale\ntoday   here   1 minute\n\nWelcome.\n");
	page_workshop.n_lessons = 0;
	page_workshop.duration = 0;
	view.cover = false; /* there is nothing else */
	assert_page(&view, NULL, NULL, "Shop: a tale\ntoday   here\n\nWelcome.\n");
	page_workshop.date = page_workshop.location = NULL;
	page_workshop.cover = (struct doc){ 0 };
	assert_page(&view, NULL, NULL, "Shop: a tale\n");
	fixture_doc_free(doc);
}

static void a_step_stands_below_its_lesson(void **state)
{
	struct view view = page_view();

	(void)state;
	assert_page(&view, NULL, "text", "1 One\n\n1.1 First\n\ntext\n");
	assert_page(&view, "intro", "text", "1 One\n\nintro\n\n1.1 First\n\ntext\n");
	assert_page(&view, "[a](a.md)", "[b](b.md) [a](a.md)",
		    "1 One\n\na[1]\n\n1.1 First\n\nb[2] a[1]\n\n[1] a.md\n[2] b.md\n");
	page_lessons[0].objectives = &objective;
	page_lessons[0].n_objectives = 1;
	assert_page(&view, NULL, "text",
		    "1 One\n\nIn this lesson you will:\n• see it\n\n1.1 First\n\ntext\n");
	/* A lesson of one step, which has its title. */
	page_lessons[0].n_steps = 1;
	page_steps[0].title = (char *)"One";
	assert_page(&view, "intro", "text",
		    "1 One\n\nintro\n\nIn this lesson you will:\n• see it\n\ntext\n");
	page_workshop.language = (char *)"es";
	page_lessons[0].n_objectives = 0;
	page_lessons[0].n_steps = 2;
	page_steps[0].title = (char *)"First";
	assert_page(&view, NULL, "text", "1 One (not translated)\n\n1.1 First\n\ntext\n");
	page_lessons[0].language = (char *)"es";
	assert_page(&view, NULL, "text", "1 One\n\n1.1 First\n\ntext\n");
	page_workshop.language = NULL;
	page_lessons[0].language = NULL;
	view.step = 1;
	assert_page(&view, "intro", NULL, "1.2 Second\n\n");
	page_steps[1].title = (char *)"Second";
}

/* A workshop that is a single file has no cover: its first page begins with its title. */
static void a_single_file_is_its_own_cover(void **state)
{
	struct view view = page_view();

	(void)state;
	page_workshop.n_lessons = 1;
	page_workshop.title = (char *)"One";
	assert_page(&view, "# One\nintro", "text", "One\n4 minutes\n\nintro\n\n1.1 First\n\ntext\n");
	assert_page(&view, "# Other\nintro", "text",
		    "One\n4 minutes\n\nOther\n\nintro\n\n1.1 First\n\ntext\n");
	assert_page(&view, "## One\nintro", "text",
		    "One\n4 minutes\n\nOne\n\nintro\n\n1.1 First\n\ntext\n");
	assert_page(&view, "One\nintro", "text",
		    "One\n4 minutes\n\nOne\n\nintro\n\n1.1 First\n\ntext\n");
	page_steps[0].title = (char *)"One";
	assert_page(&view, NULL, "# One\ntext", "One\n4 minutes\n\ntext\n");
	assert_page(&view, NULL, "# One", "One\n4 minutes\n\n");
	view.step = 1;
	assert_page(&view, "intro", NULL, "1.2 Second\n\n");
}

static void the_end_counts_what_was_done(void **state)
{
	static const unsigned char one[] = { STEP_DONE, STEP_SKIPPED }, two[] = { STEP_SEEN };
	static const unsigned char *const done[] = { one, two };
	static char monday[] = "monday", undo[] = "undo-1", tuesday[] = "tues\tday";
	struct vm_snapshot snapshots[] = { { .name = monday }, { .name = undo, .safety = true },
					   { .name = tuesday } };
	struct vm_machine machine = { .snapshots = snapshots, .n_snapshots = 3 };
	struct vm_picture picture = { .machines = &machine, .n_machines = 1 };
	struct view view = page_view();
	char *text;

	(void)state;
	view.finished = true;
	view.spent_ms = 119999;
	text = ui_plain_step(&view, 80);
	assert_string_equal(text, "This is the end of the workshop. Well done.\n\nWhat you did:\n"
			    "• 0 of 3 steps\n• 1 minute in all\n\nWhat now:\np  back to the last step\n"
			    "g  the contents: go to any step again\nq  quit; your place is kept\n");
	free(text);
	view.done = done;
	view.picture = &picture;
	page_workshop.n_machines = 1;
	text = ui_plain_step(&view, 80);
	assert_non_null(strstr(text, "• 2 snapshots kept: monday, tues day\n"));
	assert_null(strstr(text, "quit and run")); /* as in a seat, where there is no shell */
	free(text);
	view.give_back = "imitation clean";
	text = ui_plain_step(&view, 80);
	assert_non_null(strstr(text, "• 1 of 3 steps\n• 1 step skipped: 1.2 Second\n• 2 snapshots kept: monday, tues day\n"));
	assert_true(str_ends(text, "\n\n  imitation clean\n"));
	free(text);
	page_view();
}

/* A step with checks that did not hold is left open; one without has nothing to hold. */
static void the_end_names_what_is_left_open(void **state)
{
	static const unsigned char one[] = { STEP_DONE, STEP_DONE }, two[] = { STEP_SEEN };
	static const unsigned char *const done[] = { one, two };
	struct view view = page_view();
	char *text;

	(void)state;
	view.finished = true;
	view.done = done;
	text = ui_plain_step(&view, 80);
	assert_null(strstr(text, "left open"));
	assert_null(strstr(text, "friend")); /* no lesson says what it is for */
	free(text);
	page_steps[0].n_checks = 1;
	page_lessons[0].objectives = page_lessons[1].objectives = &objective;
	page_lessons[0].n_objectives = page_lessons[1].n_objectives = 1;
	text = ui_plain_step(&view, 80);
	assert_non_null(strstr(text, "• 1 step left open: 1.1 First\n"));
	/* Of the two lessons one is done: its line stands once. */
	assert_non_null(strstr(text, "\n\nWhat you can do now, to tell a friend:\n• see it\n\nWhat now:\n"));
	free(text);
	page_steps[0].n_checks = 0;
	page_lessons[1].n_objectives = 0;
	page_view();
}

static void the_end_names_the_first_of_many(void **state)
{
	static char names[7][2] = { "a", "b", "c", "d", "e", "f", "g" };
	struct vm_snapshot snapshots[7] = { { 0 } };
	struct vm_machine machine = { .snapshots = snapshots, .n_snapshots = 7 };
	struct vm_picture picture = { .machines = &machine, .n_machines = 1 };
	struct view view = page_view();
	char *text;

	(void)state;
	for (size_t i = 0; i < 7; i++)
		snapshots[i].name = names[i];
	view.finished = true;
	view.picture = &picture;
	text = ui_plain_step(&view, 80);
	assert_non_null(strstr(text, "• 7 snapshots kept: a, b, c, d, e, and 2 more\n"));
	free(text);
	machine.n_snapshots = 5;
	text = ui_plain_step(&view, 80);
	assert_non_null(strstr(text, "• 5 snapshots kept: a, b, c, d, e\n"));
	free(text);
	page_view();
}

/* After the hints of checks come those of the step, then what to press. */
static void hints_of_a_step_are_documents(void **state)
{
	struct view view = page_view();
	struct doc *doc = fixture_doc("look\nthere");

	(void)state;
	bar_view();
	view.checks = checks;
	view.n_checks = 1;
	page_steps[0].hints = doc;
	page_steps[0].n_hints = 1;
	assert_int_equal(bar_next_hint(&view, 1), 2);
	assert_int_equal(bar_next_hint(&view, 2), 0);
	view.advice = "Press 1.";
	assert_int_equal(bar_next_hint(&view, 2), 3);
	assert_int_equal(bar_next_hint(&view, 3), 0);
	checks[0].passed = true;
	assert_bar(&view, (struct bar_options){ .hints = 2 }, "+ it is paused\nHint: look\n\nthere\n");
	assert_bar(&view, (struct bar_options){ .hints = 3 },
		   "+ it is paused\nHint: look\n\nthere\nHint: Press 1.\n");
	assert_bar(&view, (struct bar_options){ .hints = 3, .roomy = true },
		   "+ it is paused\n\nHint: look\n\nthere\n\nHint: Press 1.\n");
	view.lesson = 2; /* no such lesson: it has no hints */
	assert_int_equal(bar_next_hint(&view, 1), 0);
	page_steps[0].hints = NULL;
	page_steps[0].n_hints = 0;
	fixture_doc_free(doc);
}

static void plain_text_has_a_width(void **state)
{
	struct doc *doc = fixture_doc("twenty columns wide and some more words that go on up to eighty columns and "
				      "beyond [x](a.md)");
	char *narrow = ui_plain_doc(doc, 3), *twenty = ui_plain_doc(doc, 20), *wide = ui_plain_doc(doc, 200),
	     *eighty = ui_plain_doc(doc, 80);

	(void)state;
	assert_string_equal(narrow, twenty);
	assert_true(str_starts(narrow, "twenty columns wide\nand some more words\n"));
	assert_string_equal(wide, eighty);
	assert_true(str_ends(wide, "beyond x[1]\n\n[1] a.md\n"));
	fixture_doc_free(doc);
	free(narrow);
	/* Code keeps its marks, and no line ends in a blank. */
	doc = fixture_doc("press `1`\n| a | long |\n| b | c |");
	narrow = ui_plain_doc(doc, 40);
	assert_string_equal(narrow, "press `1`\n\na  long\n───────\nb  c\n");
	free(narrow);
	free(twenty);
	free(wide);
	free(eighty);
	fixture_doc_free(doc);
}

static bool update(struct page *page, const struct view *view, int width, bool ascii, size_t *top)
{
	struct render_options options = { .width = width, .ascii = ascii };

	return page_update(page, view, &options, top);
}

static void a_page_is_made_anew_when_it_must_be(void **state)
{
	struct doc *doc = fixture_doc("one two three four five six seven eight nine ten eleven twelve");
	struct view view = page_view();
	struct page page = { 0 };
	size_t top = 5;

	(void)state;
	page_steps[0].doc = page_steps[1].doc = *doc;
	assert_true(update(&page, &view, 20, false, &top));
	assert_int_equal(top, 0);
	top = 2;
	assert_false(update(&page, &view, 20, false, &top));
	assert_int_equal(top, 2);
	top = 1; /* and from the second line on, too */
	assert_true(update(&page, &view, 19, false, &top));
	assert_int_equal(top, 1);
	top = 0;
	assert_true(update(&page, &view, 20, false, &top));
	assert_int_equal(top, 0);
	top = 2;
	/* The same words are at the top when it is narrower, wider, or in ASCII. */
	assert_true(update(&page, &view, 10, false, &top));
	assert_true(top > 2 && top < page.lines.n);
	assert_true(update(&page, &view, 20, false, &top));
	assert_true(top == 1 || top == 2);
	top = 2;
	assert_true(update(&page, &view, 20, true, &top));
	assert_int_equal(top, 2);
	/* In another language, the same line; at another place, the first. */
	view.workshop = &(struct workshop){ .title = (char *)"T", .lessons = page_lessons, .n_lessons = 2 };
	assert_true(update(&page, &view, 20, true, &top));
	assert_int_equal(top, 2);
	view.step = 1;
	assert_true(update(&page, &view, 20, true, &top));
	assert_int_equal(top, 0);
	top = 1;
	view.step = 0;
	view.lesson = 1;
	assert_true(update(&page, &view, 20, true, &top));
	assert_int_equal(top, 0);
	view.cover = true;
	assert_true(update(&page, &view, 20, true, &top));
	assert_false(update(&page, &view, 20, true, &top));
	view.cover = false;
	view.finished = true; /* what it counts may change */
	assert_true(update(&page, &view, 20, true, &top));
	assert_true(update(&page, &view, 20, true, &top));
	lines_free(&page.lines);
	page_steps[0].doc = page_steps[1].doc = (struct doc){ 0 };
	fixture_doc_free(doc);
}

static void check_word(char *made, const char *expected)
{
	assert_string_equal(made, expected);
	free(made);
}

static void words_are_short(void **state)
{
	const int64_t noon = 1587297600000LL;

	(void)state;
	check_word(words_span(3000), "3 s");
	check_word(words_span(-5), "0 s");
	check_word(words_span(240000), "4 min");
	check_word(words_span(3 * 3600000LL), "3 h");
	check_word(words_span(80 * 3600000LL), "3 days");
	check_word(words_seconds(460), "0.5 s");
	check_word(words_seconds(12000), "12 s");
	check_word(words_memory(4 << 20), "4 MiB");
	check_word(words_memory(1536ULL << 20), "1536 MiB");
	check_word(words_memory(2ULL << 30), "2 GiB");
	check_word(words_clock(noon, noon + 60000, 0), "12:00");
	check_word(words_clock(noon, noon + 60000, 7200), "14:00");
	check_word(words_clock_exact(noon + 5000, noon + 60000, 7200), "14:00:05");
	check_word(words_clock_exact(noon, noon + 86400000, 0), "04-19 12:00:00");
	check_word(words_clock(noon, noon + 86400000, 0), "2020-04-19");
	/* the same day of another year, and midnight in between there but not here */
	check_word(words_clock(noon, noon + 366 * 86400000LL, 0), "2020-04-19");
	check_word(words_clock(noon, noon + 11 * 3600000, 0), "12:00");
	check_word(words_clock(noon, noon + 11 * 3600000, 3600), "2020-04-19");
	check_word(words_clock(noon, noon + 11 * 3600000, -7200), "10:00");
	check_word(words_short_title("The Game: a tale"), "The Game");
	check_word(words_short_title("No colon"), "No colon");
	check_word(words_short_title(": x"), ": x");
}

static void words_change_at_their_borders(void **state)
{
	const int64_t minute = 60000, hour = 60 * minute, day = 24 * hour;

	(void)state;
	check_word(words_span(minute - 1), "59 s");
	check_word(words_span(minute), "1 min");
	check_word(words_span(2 * hour - 1), "119 min");
	check_word(words_span(2 * hour), "2 h");
	check_word(words_span(2 * day - 1), "47 h");
	check_word(words_span(2 * day), "2 days");
	check_word(words_span(INT64_MAX), "9999 days");
	check_word(words_seconds(-1), "0.1 s");
	check_word(words_seconds(0), "0.1 s");
	check_word(words_seconds(1049), "1.0 s");
	check_word(words_seconds(9949), "9.9 s");
	check_word(words_seconds(9950), "10 s");
	check_word(words_seconds(59499), "59 s");
	check_word(words_seconds(59500), "1 min");
	check_word(words_memory(0), "0 B");
	check_word(words_memory(1023), "1023 B");
	check_word(words_memory(1024), "1 KiB");
	check_word(words_memory(1025), "1025 B");
	check_word(words_memory(10239), "10239 B");
	check_word(words_memory(10240), "10 KiB");
	check_word(words_memory(1 << 20), "1 MiB");
	check_word(words_memory(UINT64_MAX), "16777215 TiB");
	check_word(words_minutes(-1), "0 minutes");
	check_word(words_minutes(1), "1 minute");
	check_word(words_minutes(99999), "99999 minutes");
	check_word(words_minutes(100000), "99999 minutes");
}

/* How long a word stays as it is. */
static void a_word_lasts_until_it_changes(void **state)
{
	const int64_t minute = 60000, hour = 60 * minute, day = 24 * hour;

	(void)state;
	assert_int_equal(words_span_ms(-1), 1001);
	assert_int_equal(words_span_ms(0), 1000);
	assert_int_equal(words_span_ms(1999), 1);
	assert_int_equal(words_span_ms(minute - 1), 1);
	assert_int_equal(words_span_ms(minute), minute);
	assert_int_equal(words_span_ms(minute + minute / 2), minute / 2);
	assert_int_equal(words_span_ms(2 * hour - 1), 1);
	assert_int_equal(words_span_ms(2 * hour), hour);
	assert_int_equal(words_span_ms(2 * day - 1), 1);
	assert_int_equal(words_span_ms(2 * day), day);
}

static void bars_are_as_long_as_asked(void **state)
{
	(void)state;
	check_word(words_bar(-1, 4, true), "....");
	check_word(words_bar(0, 4, true), "....");
	check_word(words_bar(24, 4, true), "....");
	check_word(words_bar(25, 4, true), "#...");
	check_word(words_bar(99, 4, true), "###.");
	check_word(words_bar(100, 4, true), "####");
	check_word(words_bar(101, 4, false), "████");
	check_word(words_bar(50, 2, false), "█░");
	check_word(words_bar(50, 0, true), "");
	assert_string_equal(words_callout("bulb"), "Tip:");
	assert_string_equal(words_callout("warning"), "Careful:");
	assert_string_equal(words_callout("beginner"), "First steps:");
	assert_string_equal(words_callout("other"), "Note:");
	assert_string_equal(words_callout(NULL), "Note:");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(buttons_and_checks_in_their_order),
		cmocka_unit_test(a_bar_shows_what_came_of_each),
		cmocka_unit_test(a_command_stands_where_it_fits),
		cmocka_unit_test(hints_keep_their_numbers),
		cmocka_unit_test(lines_of_the_bar_have_tags),
		cmocka_unit_test(a_cover_has_its_facts),
		cmocka_unit_test(a_step_stands_below_its_lesson),
		cmocka_unit_test(a_single_file_is_its_own_cover),
		cmocka_unit_test(the_end_counts_what_was_done),
		cmocka_unit_test(the_end_names_what_is_left_open),
		cmocka_unit_test(the_end_names_the_first_of_many),
		cmocka_unit_test(hints_of_a_step_are_documents),
		cmocka_unit_test(plain_text_has_a_width),
		cmocka_unit_test(a_page_is_made_anew_when_it_must_be),
		cmocka_unit_test(words_are_short),
		cmocka_unit_test(words_change_at_their_borders),
		cmocka_unit_test(a_word_lasts_until_it_changes),
		cmocka_unit_test(bars_are_as_long_as_asked),
	};

	return cmocka_run_group_tests_name("bar and pages", tests, NULL, NULL);
}
