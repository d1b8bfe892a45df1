// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Foreign markdown through the whole way from file to cells: every page of
 * every step at three sizes, without a crash, a broken line or a control
 * character.  Reads the folders that it is given, and the project's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lesson/lint/lint.h"
#include "lesson/load/load.h"
#include "lesson/workshop.h"
#include "skip-why.h"
#include "ui/ui.h"

static const int sizes[][2] = { { 34, 120 }, { 24, 80 }, { 20, 60 } };
static size_t files, pages;

static void look_at(const struct canvas *canvas, const char *path)
{
	int row, col;

	pages++;
	for (row = 0; row < canvas->rows; row++) {
		int width = 0;

		for (col = 0; col < canvas->cols; col++) {
			const struct cell *cell = &canvas->cells[row * canvas->cols + col];
			size_t i = 0, n = strlen(cell->text);

			width += cell->width;
			while (i < n) {
				uint32_t cp;

				i += utf8_decode(cell->text + i, n - i, &cp);
				if (utf8_cp_width(cp) < 0)
					fail_msg("%s: U+%04X reached row %d column %d", path, cp, row, col);
			}
			if (n > 0 && utf8_width(cell->text) != cell->width)
				fail_msg("%s: row %d column %d holds \"%s\" as %d columns", path, row, col,
					 cell->text, cell->width);
		}
		if (width != canvas->cols)
			fail_msg("%s: row %d is %d columns wide", path, row, width);
	}
}

static char *dump(const struct canvas *canvas)
{
	return canvas_dump(canvas, false);
}

static void page_through(const struct view *view, struct canvas *canvas, const char *path)
{
	struct ui *ui = ui_new();
	char *before = NULL;
	int page;

	for (page = 0; page < 400; page++) {
		char *now;

		canvas_clear(canvas);
		ui_draw(ui, view, canvas);
		look_at(canvas, path);
		now = dump(canvas);
		if (str_eq(before, now)) {
			free(now);
			break;
		}
		free(before);
		before = now;
		ui_key(ui, view, (struct key){ .code = ' ' });
	}
	free(before);
	ui_free(ui);
}

static void show_all(const struct workshop *workshop, const char *path)
{
	struct canvas *canvas = canvas_new(24, 80);
	unsigned char **done = mem_array(workshop->n_lessons, sizeof *done);
	struct view view = { .workshop = workshop, .message = "", .remedy = "" };
	size_t i, k, s;

	for (i = 0; i < workshop->n_lessons; i++)
		done[i] = mem_alloc(workshop->lessons[i].n_steps);
	view.done = (const unsigned char *const *)done;
	for (s = 0; s < ARRAY_LEN(sizes); s++) {
		canvas_resize(canvas, sizes[s][0], sizes[s][1]);
		for (i = 0; i < workshop->n_lessons; i++)
			for (k = 0; k < workshop->lessons[i].n_steps; k++) {
				view.lesson = i;
				view.step = k;
				view.cover = false;
				page_through(&view, canvas, path);
			}
		view.lesson = view.step = 0;
		view.cover = true;
		page_through(&view, canvas, path);
	}
	for (i = 0; i < workshop->n_lessons; i++)
		free(done[i]);
	free(done);
	canvas_free(canvas);
}

static void open_one(const char *path)
{
	struct diags diags = { 0 };
	struct error err = { 0 };
	struct workshop *workshop = workshop_load(path, NULL, &diags, &err);

	if (!workshop)
		fail_msg("%s: %s", path, err.message);
	workshop_lint(workshop, &diags);
	diag_free(&diags);
	show_all(workshop, path);
	workshop_free(workshop);
	files++;
}

/* Each .md and .txt file of a folder, alone, and the folder as a workshop. */
static void open_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	if (!dir)
		return;
	while ((entry = readdir(dir)) != NULL) {
		char *path = file_join(folder, entry->d_name);

		if (str_ends(entry->d_name, ".md") || str_ends(entry->d_name, ".txt"))
			open_one(path);
		free(path);
	}
	closedir(dir);
	open_one(folder);
}

static const char *top(void)
{
	const char *set = getenv("top_srcdir");

	return set ? set : ".";
}

static void own_lessons(void **state)
{
	char *folder = file_join(top(), "lessons");

	(void)state;
	files = 0;
	open_folder(folder);
	assert_true(files > 14); /* each, and all of them as one workshop */
	free(folder);
}

static void foreign_markdown(void **state)
{
	static const char *const folders[] = { "../shared/corpus", "../shared/seeds",
					       "../shared/workshops/sample", "../shared/workshops/broken" };
	size_t i;

	(void)state;
	files = 0;
	for (i = 0; i < ARRAY_LEN(folders); i++) {
		char *folder = file_join(top(), folders[i]);

		if (file_is_dir(folder))
			open_folder(folder);
		free(folder);
	}
	if (files == 0)
		skip_why("there is no collection of markdown beside the source tree");
	assert_true(pages > files);
}

/* What a hostile author could put into one file. */
static void hostile_bytes(void **state)
{
	char path[] = "/tmp/test-corpus-XXXXXX.md";
	struct str text = { 0 };
	unsigned seed = 7;
	int round, i, fd = mkstemps(path, 3);

	(void)state;
	assert_true(fd >= 0);
	for (round = 0; round < 40; round++) {
		str_cut(&text, 0);
		str_add(&text, "---\ntitle: \"\x1b]0;x\x07 \xe2\x80\xae\"\n---\n\n## \x1b[2J \x9b 1m\n\n");
		for (i = 0; i < 3000; i++) {
			static const char pieces[] = "#>*-_`[]()!<&|\\ \n\n\t0123abc\x1b\x07\x9b\xff\xc3\xa9\xe6\xbc\xa2";

			seed = seed * 1103515245u + 12345u;
			str_addc(&text, pieces[(seed >> 16) % (sizeof pieces - 1)]);
		}
		assert_true(file_write_atomic(path, text.text, text.len, NULL));
		open_one(path);
	}
	str_free(&text);
	unlink(path);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(own_lessons),
		cmocka_unit_test(foreign_markdown),
		cmocka_unit_test(hostile_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
