// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Text that was never meant to be a lesson: a small corpus of our own, larger ones
 * if they are there, and all of it again with bytes changed at random.  Nothing may
 * crash, and no control character may come out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson-support.h"
#include "lesson/lint/lint.h"
#include "lesson/load/load.h"
#include "lesson/workshop.h"
#include "skip-why.h"

static char *folder;
static uint32_t seed = 20260401;

static uint32_t any(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static int setup(void **state)
{
	(void)state;
	folder = support_folder();
	support_text(folder, "workshop.md", "---\ntitle: W\nmachines: {box: {}, clock: {}}\n---\n");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	support_remove(folder);
	free(folder);
	return 0;
}

static void look_at(const char *path)
{
	struct diags diags = { 0 };
	struct error err = { 0 };
	struct workshop *ws = workshop_load(path, NULL, &diags, &err);

	if (ws) {
		workshop_lint(ws, &diags);
		diag_sort(&diags);
		support_clean(ws, &diags);
	}
	workshop_free(ws);
	diag_free(&diags);
}

/* As a page of its own, as a lesson, as a cover. */
static void look_at_text(const char *text, size_t n)
{
	char *path = file_join(folder, "05-x.md");

	support_write(folder, "05-x.md", text, n);
	look_at(path);
	support_write(folder, "cover/workshop.md", text, n);
	free(path);
	path = file_join(folder, "cover");
	look_at(path);
	free(path);
}

static void mutate(struct str *text)
{
	static const char *const words[] = {
		"\n", "---\n", "```", "```vm:", "check\n", "> ", "- ", "<details>", "</details>",
		"<!--", "-->", "|", "|-|\n", "## ", "{{ page.title }}", "{% include ", "%}", "\\|",
		"[a](", "![", "`", "*", "&amp;", ":bulb:", "\x1b[", "\xe2\x80\xae", "\xff", "\"",
		": ", "&a ", "*a ", "<<: ", "    ", "<br>", "<pre>", "<summary>", "]: ",
	};
	int times = 1 + (int)any(6);

	while (times-- > 0 && text->len > 0) {
		size_t at = any((uint32_t)text->len), n = 1 + any(40);
		struct str out = { 0 };
		const char *word;

		str_addn(&out, text->text, at);
		switch (any(4)) {
		case 0: /* another byte */
			str_addc(&out, (char)any(256));
			at++;
			break;
		case 1: /* some bytes are missing */
			at += n;
			break;
		case 2: /* a piece is there twice */
			str_addn(&out, text->text + at, n < text->len - at ? n : text->len - at);
			break;
		default:
			word = words[any(ARRAY_LEN(words))];
			str_add(&out, word);
			break;
		}
		if (at < text->len)
			str_addn(&out, text->text + at, text->len - at);
		str_free(text);
		*text = out;
	}
}

static void look_at_mutants(const struct str *text, int times)
{
	while (times-- > 0) {
		struct str copy = { 0 };

		str_addn(&copy, str_text(text), text->len);
		mutate(&copy);
		look_at_text(str_text(&copy), copy.len);
		str_free(&copy);
	}
}

/* All files of a folder, each as it is and then changed. */
static size_t look_at_folder(const char *path, int mutants)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	size_t n = 0;

	while (dir && (entry = readdir(dir)) != NULL) {
		char *file = file_join(path, entry->d_name);
		struct str text = { 0 };

		if (file_read(file, 1 << 20, &text, NULL)) {
			look_at(file);
			look_at_text(str_text(&text), text.len);
			look_at_mutants(&text, text.len < 20000 ? mutants : mutants / 10);
			n++;
		}
		str_free(&text);
		free(file);
	}
	if (dir)
		closedir(dir);
	return n;
}

static void fixtures(void **state)
{
	static const char *const names[] = {"hostile", "small", "faulty", "small/es", "faulty/es"};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(names); i++) {
		char *path = support_fixture(names[i]);

		look_at(path);
		assert_true(look_at_folder(path, 60) > 0);
		free(path);
	}
}

static void not_ours(void **state)
{
	static const char *const names[] = {"corpus", "seeds", "workshops/sample",
					    "workshops/broken"};
	size_t i, found = 0;

	(void)state;
	for (i = 0; i < ARRAY_LEN(names); i++) {
		char *path = support_shared(names[i]);

		if (!path)
			continue;
		look_at(path);
		assert_true(look_at_folder(path, 10) > 0);
		found++;
		free(path);
	}
	if (found == 0)
		skip_why("there are no workshops beside the source tree");
}

static void noise(void **state)
{
	static const char marks[] = "\n\n  -->|`*[]()<!:#&{}%\"'\\a1\xc3\xa9\x1b";
	char bytes[4000];
	size_t i;
	int times;

	(void)state;
	for (times = 0; times < 40; times++) {
		for (i = 0; i < sizeof bytes; i++)
			bytes[i] = times % 2 ? (char)any(256) : marks[any(sizeof marks - 1)];
		look_at_text(bytes, sizeof bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fixtures),
		cmocka_unit_test(not_ours),
		cmocka_unit_test(noise),
	};

	return cmocka_run_group_tests_name("hostile", tests, setup, teardown);
}
