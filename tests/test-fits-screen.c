// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Steps that do not fit 80 by 24 are found, and no others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson-support.h"
#include "lesson/load/load.h"
#include "lesson/workshop.h"
#include "ui/fits-screen.h"
#include "ui/ui.h"

#define MACHINES "---\ntitle: T\nmachines:\n  m: {disk: 8 MiB}\n"

static char *folder;

static int setup(void **state)
{
	(void)state;
	folder = support_folder();
	support_text(folder, "workshop.md", MACHINES "---\n");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	support_remove(folder);
	free(folder);
	return 0;
}

/* A lesson whose second step has so many paragraphs of a line, and this below. */
static void write_lesson(const char *name, size_t lines, const char *below)
{
	struct str text = { 0 };

	str_add(&text, "---\ntitle: A\nneeds: {m: running}\n---\n## First\n\nx\n\n## Second\n");
	for (; lines > 0; lines--)
		str_add(&text, "\nOne line.\n");
	str_add(&text, "\n");
	str_add(&text, below);
	support_text(folder, name, str_text(&text));
	str_free(&text);
}

/* The line of the only warning, and its words; 0 where all fits. */
static int misfit(const char *language, char **words)
{
	struct diags aside = { 0 }, diags = { 0 };
	struct workshop *ws = workshop_load(folder, language, &aside, NULL);
	int line;

	assert_non_null(ws);
	fits_screen_lint(ws, &diags);
	assert_true(diags.n <= 1);
	line = diags.n ? diags.list[0].line : 0;
	if (words)
		*words = mem_dup(diags.n ? diags.list[0].message : "");
	if (diags.n)
		assert_int_equal(diags.list[0].severity, DIAG_WARNING);
	diag_free(&diags);
	diag_free(&aside);
	workshop_free(ws);
	return line;
}

/* 24 rows less title, frame, machine, messages and status line are 16: eight paragraphs of
 * a line with seven blank ones between them. */
static void text_alone(void **state)
{
	char *words;

	(void)state;
	write_lesson("1-a.md", 8, "");
	assert_int_equal(misfit(NULL, NULL), 0);
	write_lesson("1-a.md", 9, "");
	assert_int_equal(misfit(NULL, &words), 9);
	assert_non_null(strstr(words, "80 columns by 24 lines"));
	assert_non_null(strstr(words, " 2 lines"));
	free(words);
}

/* They take a line each, one more where label and command do not stand side by
 * side, and one between them and the text. */
static void with_buttons(void **state)
{
	/* After two lines of text. */
	static const char bar[] = "One.\\\nTwo.\n\n```vm:pause\nlabel: P\n```\n\n```vm:resume\nlabel: R\n```\n\n"
				  "```check\nstate: paused\n```\n";
	static const char wide[] =
		"One.\\\nTwo.\n\n```vm:pause\nlabel: A label that is so long that the command cannot stand "
		"beside it any more\n```\n\n```vm:resume\nlabel: R\n```\n\n```check\nstate: paused\n```\n";

	(void)state;
	write_lesson("1-a.md", 5, bar);
	assert_int_equal(misfit(NULL, NULL), 0);
	write_lesson("1-a.md", 6, bar);
	assert_int_equal(misfit(NULL, NULL), 9);
	write_lesson("1-a.md", 5, wide);
	assert_int_equal(misfit(NULL, NULL), 9);
}

/* The lines of machines are those of the console, not of the text. */
static void with_machines(void **state)
{
	(void)state;
	write_lesson("1-a.md", 8, "");
	support_text(folder, "workshop.md",
		     MACHINES "  n: {disk: 8 MiB}\n  o: {disk: 8 MiB}\n---\n");
	assert_int_equal(misfit(NULL, NULL), 0);
	write_lesson("2-b.md", 1, "```vm:clone\nas: q\n```\n\n```vm:clone\nas: r\n```\n");
	support_text(folder, "workshop.md", MACHINES "---\n");
	assert_int_equal(misfit(NULL, NULL), 0);
}

/* Of a translation only what is translated, and other files not at all. */
static void what_is_looked_at(void **state)
{
	(void)state;
	write_lesson("1-a.md", 11, "");
	write_lesson("2-b.md", 3, "");
	write_lesson("es/2-b.md", 3, "");
	assert_int_equal(misfit(NULL, NULL), 9);
	assert_int_equal(misfit("es", NULL), 0);
	write_lesson("es/2-b.md", 12, "");
	assert_int_equal(misfit("es", NULL), 9);
	support_remove(folder);
	write_lesson("notes.md", 40, "");
	assert_int_equal(misfit(NULL, NULL), 0);
}

/* The first thing that a person sees must not have to be scrolled. */
static void the_cover_of_our_own_workshop(void **state)
{
	static const char *const languages[] = { NULL, "es" };
	const char *top = getenv("top_srcdir");
	char *lessons = mem_printf("%s/lessons", top ? top : ".");

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct diags aside = { 0 };
		struct workshop *ws = workshop_load(lessons, languages[i], &aside, NULL);
		struct vm_machine machine = { .name = (char *)"dreamer", .state = STATE_ABSENT,
					      .cpu_percent = -1, .console_tail = (char *)"" };
		struct vm_picture picture = { .link = VM_ALIVE, .uri = (char *)"", .machines = &machine,
					      .n_machines = 1 };
		struct view view = { .workshop = ws, .cover = true, .picture = &picture,
				     .message = "", .remedy = "" };
		struct canvas *canvas = canvas_new(24, 80);
		struct ui *ui = ui_new();

		assert_non_null(ws);
		ui_draw(ui, &view, canvas);
		assert_int_equal(ui_hidden_lines(ui), 0);
		ui_free(ui);
		canvas_free(canvas);
		diag_free(&aside);
		workshop_free(ws);
	}
	free(lessons);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(text_alone), TEST(with_buttons), TEST(with_machines), TEST(what_is_looked_at),
		TEST(the_cover_of_our_own_workshop),
	};

	return cmocka_run_group_tests_name("fit", tests, NULL, NULL);
}
