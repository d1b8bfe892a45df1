// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Lint: each fault of a folder full of them is reported once, at its line, and a
 * good workshop gets no warnings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson-support.h"
#include "lesson/lint/lint.h"
#include "lesson/lint/translation.h"
#include "lesson/load/load.h"
#include "lesson/load/page.h"
#include "lesson/workshop.h"
#include "skip-why.h"

static struct diags diags;

static int teardown(void **state)
{
	(void)state;
	diag_free(&diags);
	return 0;
}

static void lint(const char *path)
{
	struct error err = { 0 };
	struct workshop *ws;

	diag_free(&diags);
	ws = workshop_load(path, NULL, &diags, &err);
	if (!ws)
		fail_msg("%s: %s", path, err.message);
	workshop_lint(ws, &diags);
	diag_sort(&diags);
	support_clean(ws, &diags);
	workshop_free(ws);
}

/* How many faults are reported at a line of a file. */
static size_t said(const char *file, int line, const char *severity)
{
	size_t i, n = 0;

	for (i = 0; i < diags.n; i++)
		n += diags.list[i].line == line && strcmp(diags.list[i].file, file) == 0 &&
		     (!severity || (diags.list[i].severity == DIAG_ERROR) ==
					   (strcmp(severity, "error") == 0));
	return n;
}

/* The lines of "expected": FILE:LINE error|warning|none, each as often as it is
 * said.  Not ALL: the errors at least once, and other things may be said. */
static void expect(const char *folder, bool all)
{
	char *path = file_join(folder, "expected"), *line, *save = NULL;
	struct str text = { 0 }, seen = { 0 };
	size_t wanted = 0;

	assert_true(file_read(path, 100000, &text, NULL));
	for (line = strtok_r(text.text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		char name[100], word[20], *file, *entry;
		const char *at;
		int number;
		size_t times = 1, found;

		if (line[0] == '#')
			continue;
		assert_int_equal(sscanf(line, "%99[^:]:%d %19s", name, &number, word), 3);
		file = file_join(folder, name);
		entry = mem_printf("\n%s:%d %s\n", name, number, word);
		for (at = str_text(&seen); (at = strstr(at, entry)) != NULL; at++)
			times++;
		str_add(&seen, entry);
		wanted += strcmp(word, "none") != 0;
		found = said(file, number, strcmp(word, "none") == 0 ? NULL : all ? word : "error");
		if (strcmp(word, "none") == 0 ? found > 0 : found < times)
			fail_msg("%zu things are said at %s:%d", found, file, number);
		free(entry);
		free(file);
	}
	if (all && wanted != diags.n) {
		char *got = support_diags(&diags);

		fail_msg("%zu things are said, not %zu:\n%s", diags.n, wanted, got);
	}
	str_free(&seen);
	str_free(&text);
	free(path);
}

static void faulty(void **state)
{
	char *path = support_fixture("faulty");

	(void)state;
	lint(path);
	expect(path, true);
	free(path);
}

/* Nothing is wrong with it but the two lessons that are not translated. */
static void small(void **state)
{
	char *path = support_fixture("small"), *es = file_join(path, "es"), *file;

	(void)state;
	lint(path);
	assert_int_equal(diags.n, 2);
	file = file_join(es, "1-first.md");
	assert_int_equal(said(file, 1, "warning"), 1);
	free(file);
	file = file_join(es, "10-last.md");
	assert_int_equal(said(file, 1, "warning"), 1);
	free(file);
	/* The same by the path of its cover. */
	file = file_join(path, "workshop.md");
	lint(file);
	assert_int_equal(diags.n, 2);
	free(file);
	free(es);
	free(path);
}

static void minutes(void **state)
{
	char *folder = support_folder(), *path = file_join(folder, "1-a.md");

	(void)state;
	support_text(folder, "workshop.md", "---\ntitle: T\nduration: 10\n---\n");
	support_text(folder, "1-a.md", "---\ntitle: A\nduration: 4\nobjectives: [o]\n---\n## S\n");
	support_text(folder, "2-b.md", "---\ntitle: B\nduration: 5\nobjectives: [o]\n---\n## S\n");
	lint(folder);
	assert_int_equal(diags.n, 1);
	assert_true(support_has(&diags, DIAG_WARNING, "workshop.md", 3));
	support_text(folder, "2-b.md", "---\ntitle: B\nduration: 6\nobjectives: [o]\n---\n## S\n");
	lint(folder);
	assert_int_equal(diags.n, 0);
	lint(path);
	assert_int_equal(diags.n, 0);
	support_remove(folder);
	free(folder);
	/* A single lesson counts, too. */
	folder = support_folder();
	support_text(folder, "workshop.md", "---\ntitle: T\nduration: 1\n---\n");
	support_text(folder, "1-a.md", "---\ntitle: A\nduration: 2\nobjectives: [o]\n---\n## S\n");
	lint(folder);
	assert_int_equal(diags.n, 1);
	assert_true(support_has(&diags, DIAG_WARNING, "workshop.md", 3));
	support_remove(folder);
	free(path);
	free(folder);
}

/* --- something to do, and checks that already hold --- */

#define COVER "---\ntitle: T\nduration: 1\nmachines: {m: {disk: 8 MiB}, n: {disk: 8 MiB}}\n---\n"
#define FRONT "---\ntitle: A\nduration: 1\nobjectives: [o]\nneeds: {m: running}\n---\n" /* 6 lines */

static char *dir;

static int make_dir(void **state)
{
	(void)state;
	dir = support_folder();
	support_text(dir, "workshop.md", COVER);
	return 0;
}

static int remove_dir(void **state)
{
	(void)state;
	support_remove(dir);
	free(dir);
	return 0;
}

/* Lints the lesson and returns what is said, a line each: LINE:COLUMN SEVERITY. */
static const char *linted(const char *text)
{
	static char out[2000];
	size_t i, n = 0;

	support_text(dir, "1-a.md", text);
	lint(dir);
	out[0] = '\0';
	for (i = 0; i < diags.n && n < sizeof out; i++)
		n += (size_t)snprintf(out + n, sizeof out - n, "%d:%d %s\n", diags.list[i].line,
				      diags.list[i].column,
				      diags.list[i].severity == DIAG_ERROR ? "error" : "warning");
	return out;
}

#define CHECK(keys) "```check\n" keys "hint: h\n```\n"

static void nothing_to_do(void **state)
{
	static const char *const fine[] = {
		"## S\n\n```vm:pause\n```\n", "## S\n\n" CHECK("console: x\n"),
		"## S\n\nPress `n`.\n",       "## S\n\n- see [there](https://example.org/)\n",
		"## S\n\n    virsh list\n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(fine); i++) {
		char *text = mem_printf("%s%s", FRONT, fine[i]);

		assert_string_equal(linted(text), "");
		free(text);
	}
	assert_string_equal(linted(FRONT "## S\n\nJust *words*.\n"), "7:1 warning\n");
	/* A workshop without machines is only for reading. */
	support_text(dir, "workshop.md", "---\ntitle: T\nduration: 1\n---\n");
	assert_string_equal(linted("---\ntitle: A\nduration: 1\nobjectives: [o]\n---\n## S\n"),
			    "");
}

static void help(void **state)
{
	(void)state;
	assert_string_equal(linted(FRONT "## S\n\n```check\nconsole: x\n```\n"),
			    "7:1 warning\n");
	assert_string_equal(linted(FRONT "## S\n\n```check\nconsole: x\n```\n\n"
					      "<details><summary>Hint</summary>\n\nh\n\n"
					      "</details>\n"), "");
	assert_string_equal(linted("---\ntitle: A\nduration: 1\n---\n## S\n\n`x`\n"),
			    "1:1 warning\n");
	/* 0 is the number of a lesson, too. */
	linted(FRONT "## S\n\n`x`\n");
	support_text(dir, "0-z.md", "---\ntitle: Z\nduration: 0\n---\n## S\n\nwords\n");
	lint(dir);
	assert_true(support_has(&diags, DIAG_WARNING, "0-z.md", 1));
	assert_true(support_has(&diags, DIAG_WARNING, "0-z.md", 5));
}

static void already(void **state)
{
	/* The text after the front matter; the line of its fault, or 0. */
	static const struct {
		const char *text;
		int line;
	} cases[] = {
		{ "## S\n\n" CHECK("state: running\n"), 9 },
		{ "## S\n\n" CHECK("state: paused\n"), 0 },
		{ "## S\n\n" CHECK("state: running\nalready: true\n"), 0 },
		{ "## S\n\n" CHECK("state: running\nalready: false\n"), 9 },
		{ "## S\n\n" CHECK("state: running\nconsole: x\n"), 0 },
		/* Of the other machine nothing is known. */
		{ "## S\n\n" CHECK("machine: n\nstate: running\n"), 0 },
		/* A shutdown may be ignored: then it held before. */
		{ "## S\n\n```vm:shutdown\n```\n" CHECK("state: running\n"), 11 },
		{ "## S\n\n```vm:reset\n```\n" CHECK("state: running\n"), 11 },
		/* There and back again: the check passes before either is pressed. */
		{ "## S\n\n```vm:pause\n```\n```vm:resume\n```\n" CHECK("state: running\n"), 13 },
		{ "## S\n\n" CHECK("state: running\n") "```vm:pause\n```\n```vm:resume\n```\n", 9 },
		{ "## S\n\n```vm:pause\n```\n```vm:resume\n```\n"
		  CHECK("state: running\nalready: true\n"), 0 },
		/* The steps before count, and what their checks say. */
		{ "## S\n\n```vm:pause\n```\n## T\n\n" CHECK("state: paused\n"), 13 },
		{ "## S\n\n```vm:pause\n```\n## T\n\n" CHECK("state: running\n"), 0 },
		{ "## S\n\n```vm:shutdown\n```\n## T\n\n" CHECK("state: shutoff\n"), 0 },
		{ "## S\n\n```vm:shutdown\n```\n" CHECK("state: shutoff\n") "## T\n\n"
		  CHECK("state: shutoff\n"), 17 },
		/* A check in the middle of a step says nothing of its end. */
		{ "## S\n\n```vm:pause\n```\n" CHECK("state: paused\n") "```vm:resume\n```\n## T\n\n"
		  CHECK("state: running\n"), 19 },
		{ "## S\n\n```vm:snapshot\nname: a\n```\n```vm:snapshot\nname: b\n```\n## T\n\n"
		  CHECK("current: a\n") "## U\n\n" CHECK("current: a\n"), 23 },
		/* Snapshots. */
		{ "## S\n\n```vm:snapshot\nname: a\n```\n" CHECK("snapshot: a\ncurrent: a\n"), 0 },
		{ "## S\n\n```vm:snapshot\nname: a\n```\n## T\n\n" CHECK("snapshot: a\n"), 14 },
		{ "## S\n\n```vm:snapshot\nname: a\n```\n```vm:snapshot\nname: b\n```\n## T\n\n"
		  "```vm:restore\nname: a\n```\n" CHECK("current: a\n"), 0 },
		{ "## S\n\n```vm:snapshot\nname: a\n```\n```vm:snapshot\nname: b\n```\n## T\n\n"
		  CHECK("snapshot: b\nparent: a\n"), 17 },
		{ "## S\n\n```vm:snapshot\nname: a\n```\n```vm:delete\nname: a\n```\n## T\n\n"
		  CHECK("no-snapshot: a\n"), 17 },
		{ "## S\n\n```vm:snapshot\nname: a\n```\n## T\n\n```vm:delete\nname: a\n```\n"
		  CHECK("no-snapshot: a\n"), 0 },
		/* Its snapshots are gone with the machine. */
		{ "## S\n\n```vm:remove\n```\n## T\n\n" CHECK("state: absent\n"), 13 },
		{ "## S\n\n```vm:snapshot\nname: a\n```\n```vm:remove\n```\n## T\n\n"
		  CHECK("no-snapshot: a\n"), 0 },
		{ "## S\n\n" CHECK("no-snapshot: a\n"), 9 },
		{ "## S\n\n" CHECK("machine: n\nno-snapshot: a\n"), 0 },
		/* What the cover says, as long as no button changed it. */
		{ "## S\n\n" CHECK("cpus: 1\n"), 9 },
		{ "## S\n\n" CHECK("cpus: 2\n"), 0 },
		{ "## S\n\n" CHECK("machine: n\ncpus: 1\n"), 0 },
		{ "## S\n\n```vm:set\ncpus: 2\n```\n" CHECK("cpus: 2\n"), 0 },
		{ "## S\n\n```vm:set\ncpus: 2\n```\n## T\n\n```vm:set\ncpus: 1\n```\n"
		  CHECK("cpus: 1\n"), 0 },
		{ "## S\n\n```vm:set\ncpus: 2\n```\n## T\n\n" CHECK("memory: 4 MiB\n"), 14 },
		{ "## S\n\n```vm:set\nmemory: 2 MiB\n```\n## T\n\n" CHECK("memory: 4 MiB\n"), 0 },
		{ "## S\n\n" CHECK("screens: 1\n"), 9 },
		{ "## S\n\n" CHECK("no-disk: d\n"), 9 },
		{ "## S\n\n```vm:attach\ndisk: d\n```\n```vm:attach\ndisk: e\n```\n## T\n\n"
		  "```vm:detach\ndisk: d\n```\n" CHECK("no-disk: d\n"), 0 },
		{ "## S\n\n```vm:attach\ndisk: d\n```\n## T\n\n" CHECK("no-disk: e\n"), 14 },
		{ "## S\n\n```vm:remove\n```\n## T\n\n" CHECK("no-disk: d\ncpus: 1\n"), 0 },
		{ "## S\n\n" CHECK("cpus: 1\ncable: in\n"), 0 },
		{ "## S\n\n```vm:set\nscreens: 2\n```\n## T\n\n" CHECK("screens: 1\n"), 0 },
		{ "## S\n\n" CHECK("screens: 2\n"), 0 },
		{ "## S\n\n" CHECK("memory: 4 MiB\n"), 9 },
		{ "## S\n\n" CHECK("memory: 8 MiB\n"), 0 },
		{ "## S\n\n" CHECK("memory: 4 MiB\ncpus: 2\n"), 0 },
		/* Where each verb leaves the machine. */
		{ "## S\n\n```vm:poweroff\n```\n## T\n\n" CHECK("state: shutoff\n"), 13 },
		{ "## S\n\n```vm:poweroff\n```\n```vm:start\n```\n## T\n\n"
		  CHECK("state: running\n"), 15 },
		{ "## S\n\n```vm:save\n```\n## T\n\n" CHECK("state: saved\n"), 13 },
		{ "## S\n\n```vm:save\n```\n```vm:forget\n```\n## T\n\n"
		  CHECK("state: shutoff\n"), 15 },
		{ "## S\n\n```vm:remove\n```\n```vm:define\n```\n## T\n\n"
		  CHECK("state: shutoff\n"), 15 },
		{ "## S\n\n```vm:define\n```\n## T\n\n" CHECK("state: running\n"), 13 },
		{ "## S\n\n```vm:poweroff\n```\n```vm:clone\nas: twin\n```\n## T\n\n" CHECK("machine: twin\nstate: shutoff\n"), 16 },
		{ "## S\n\n```vm:clone\nas: twin\n```\n## T\n\n" CHECK("state: running\n"), 14 },
		{ "## S\n\n```vm:poweroff\n```\n```vm:clone\nas: twin\n```\n## T\n\n"
		  CHECK("machine: twin\nstate: shutoff\ncpus: 1\n"), 0 }, /* another's hardware */
		/* A restore: to the state that was taken, or to the one that it names. */
		{ "## S\n\n```vm:snapshot\nname: a\n```\n```vm:pause\n```\n```vm:restore\nname: a\n```\n"
		  "## T\n\n" CHECK("state: running\n"), 19 },
		{ "## S\n\n```vm:snapshot\nname: a\n```\n```vm:restore\nname: a\nto: paused\n```\n"
		  "## T\n\n" CHECK("state: paused\n"), 18 },
		{ "## S\n\n```vm:snapshot\nname: a\n```\n```vm:restore\nname: a\nto: paused\n```\n"
		  "## T\n\n" CHECK("state: running\n"), 0 },
		{ "## S\n\n```vm:snapshot\nname: a\n```\n```vm:delete\nname: a\n```\n"
		  "```vm:restore\nname: a\n```\n## T\n\n" CHECK("state: running\n"), 0 },
		/* The snapshot where the machine stands, and the one below it. */
		{ "## S\n\n```vm:snapshot\nname: a\n```\n## T\n\n" CHECK("current: a\n"), 14 },
		{ "## S\n\n```vm:snapshot\nname: a\n```\n```vm:delete\nname: a\n```\n## T\n\n"
		  CHECK("current: a\n"), 0 },
		{ "## S\n\n```vm:snapshot\nname: a\n```\n```vm:snapshot\nname: b\n```\n"
		  "```vm:delete\nname: a\n```\n## T\n\n" CHECK("current: b\n"), 20 },
		{ "## S\n\n```vm:snapshot\nname: a\n```\n```vm:snapshot\nname: b\n```\n## T\n\n"
		  CHECK("snapshot: a\nparent: b\n"), 0 },
		{ "## S\n\n```vm:snapshot\nname: a\n```\n```vm:snapshot\nname: b\n```\n"
		  "```vm:restore\nname: a\n```\n" CHECK("current: a\n") "## T\n\n"
		  CHECK("current: a\n"), 24 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		char *text = mem_printf("%s%s", FRONT, cases[i].text);
		char *wanted = cases[i].line ? mem_printf("%d:1 warning\n", cases[i].line)
					     : mem_dup("");

		if (strcmp(linted(text), wanted) != 0)
			fail_msg("case %zu:\n%s\n%s instead of %s", i, text, linted(text), wanted);
		free(wanted);
		free(text);
	}
	assert_string_equal(linted(FRONT "## S\n\n" CHECK("state: paused\nalready: maybe\n")),
			    "7:1 warning\n11:10 error\n");
}

static void snapshots_belong_to_a_machine(void **state)
{
	(void)state;
	assert_string_equal(linted(FRONT "## S\n\n```vm:snapshot\nname: a\n```\n"
				   "```vm:restore\nname: a\n```\n```vm:delete\nname: a\n```\n"), "");
	assert_string_equal(linted(FRONT "## S\n\n```vm:snapshot\nname: a\n```\n"
				   "```vm:restore\nmachine: n\nname: a\n```\n"
				   "```vm:delete\nmachine: n\nname: a\n```\n"
				   "```vm:restore\nname: b\n```\n```vm:delete\nname: b\n```\n"),
			    "14:7 warning\n18:7 warning\n21:7 warning\n24:7 warning\n");
	/* A check may stand above the button, but not in an earlier step. */
	assert_string_equal(linted(FRONT "## S\n\n" CHECK("snapshot: a\n") "```vm:snapshot\nname: a\n```\n"),
			    "");
	assert_string_equal(linted(FRONT "## S\n\n" CHECK("snapshot: a\n")
				   "## T\n\n```vm:snapshot\nname: a\n```\n"), "10:11 warning\n");
	assert_string_equal(linted(FRONT "## S\n\n```vm:snapshot\nname: a\n```\n"
				   CHECK("snapshot: a\nparent: c\n") CHECK("current: b\n")),
			    "14:9 warning\n18:10 warning\n");
}

static void what_is_typed(void **state)
{
	static const struct {
		const char *text, *console, *said;
	} cases[] = {
		{ "make && echo DONE\\n", "DONE", "12:1 warning\n" },
		{ "make && echo DONE\\n", "^DONE", "" },
		{ "make && echo DONE\\n", "^make", "12:1 warning\n" },
		{ "ls\\necho DONE\\nls\\n", "o D", "12:1 warning\n" },
		{ "ls\\necho DONE\\nls\\n", "ls echo", "" },
		{ "\\ny\\n\\n", "^y?$", "12:1 warning\n" },
		{ "\\n\\n", "^y?$", "" }, /* Enter alone shows nothing */
	};
	size_t i;

	(void)state;
	support_text(dir, "workshop.md", "---\ntitle: T\nduration: 1\nmachines: {m: {kernel: guests/linux.kernel}, "
		     "n: {kernel: guests/linux.kernel}}\n---\n");
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		char *text = mem_printf("%s## S\n\n```vm:type\ntext: \"%s\"\n```\n%s", FRONT, cases[i].text,
					"```check\nconsole: \"");
		char *whole = mem_printf("%s%s\"\nhint: h\n```\n", text, cases[i].console);

		if (strcmp(linted(whole), cases[i].said) != 0)
			fail_msg("case %zu:\n%s\n%s instead of %s", i, whole, linted(whole), cases[i].said);
		free(whole);
		free(text);
	}
	/* Of another machine, whose keyboard is typed on, or in another step. */
	assert_string_equal(linted(FRONT "## S\n\n```vm:type\ntext: DONE\n```\n"
				   CHECK("machine: n\nconsole: DONE\n")), "");
	assert_string_equal(linted(FRONT "## S\n\n```vm:type\ntext: DONE\n```\n## T\n\n"
				   CHECK("console: DONE\n")), "");
	support_text(dir, "workshop.md", COVER);
	assert_string_equal(linted(FRONT "## S\n\n```vm:type\ntext: DONE\n```\n"
				   CHECK("console: DONE\n")), "");
}

/* --- translations --- */

#define SOURCE FRONT \
	"## S\n\n```vm:snapshot\nname: a\nlabel: Keep it\ndescription: d\n```\n" \
	CHECK("snapshot: a\nlabel: kept\n") \
	"```vm:attach\ndisk: d\nsize: 1 GiB\n```\n" \
	"## T\n\nPress `n`.\n"

/* The source with one piece of it replaced, as its translation. */
static char *translated(const char *from, const char *to)
{
	struct str text = { 0 };
	const char *at = strstr(SOURCE, from);
	char *hash = source_hash_of(SOURCE, strlen(SOURCE)), *whole;

	assert_non_null(at);
	str_addf(&text, "---\ntranslates: %s\n%.*s%s%s", hash, (int)(at - SOURCE) - 4, SOURCE + 4, to,
		 at + strlen(from));
	whole = str_take(&text);
	free(hash);
	return whole;
}

static void a_translation(void **state)
{
	static const struct {
		const char *from, *to, *said; /* places in the translation, one line further down */
	} cases[] = {
		{ "Keep it", "Guárdalo", "" },
		{ "description: d", "description: de", "" },
		{ "label: kept", "label: guardado", "" },
		{ "hint: h", "hint: p", "" },
		{ "title: A", "title: Una", "" },
		{ "size: 1 GiB", "size: 1024 MiB", "" }, /* the same size */
		{ "vm:snapshot\nname: a", "vm:snapshot\nconfirm: ¿Seguro?\nname: a", "" },
		{ "size: 1 GiB", "size: 2 GiB", "20:1 error\n" },
		{ "vm:attach", "vm:detach", "20:1 error\n" },
		{ "disk: d", "machine: n\ndisk: d", "20:1 error\n" },
		{ "snapshot: a\nlabel", "no-snapshot: a\nlabel", "15:1 error\n" },
		{ "snapshot: a\nlabel", "already: true\nsnapshot: a\nlabel", "15:1 error\n" },
		{ "duration: 1", "duration: 2", "4:11 error\n" },
		{ "duration: 1\n", "", "1:1 error\n1:1 warning\n" },
		{ "needs: {m: running}", "needs: {m: paused}", "6:9 error\n" },
		{ "needs: {m: running}", "needs: {}", "1:1 error\n" },
		{ "needs: {m: running}", "needs: {m: running}\nmachines: [m, n]", "7:11 error\n" },
		{ "## T", "", "1:1 error\n" },
		{ "Press `n`", "Pulsa n", "24:1 warning\n" }, /* nothing to try */
		{ "## T", "## T\n\n`x`\n\n## U", "28:1 error\n" },
		{ "```vm:attach\ndisk: d\nsize: 1 GiB\n```\n", "", "8:1 error\n" },
		{ "```vm:attach", "```vm:pause\n```\n```vm:attach", "22:1 error\n" },
		{ "## T\n", "## T\n" CHECK("console: x\n"), "25:1 error\n" },
	};
	size_t i;

	(void)state;
	support_text(dir, "es/workshop.md", "");
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		char *text = translated(cases[i].from, cases[i].to), *got;
		struct str kept = { 0 };
		size_t k;

		support_text(dir, "es/1-a.md", text);
		linted(SOURCE);
		for (k = 0; k < diags.n; k++)
			if (str_ends(diags.list[k].file, "es/1-a.md"))
				str_addf(&kept, "%d:%d %s\n", diags.list[k].line,
					 diags.list[k].column,
					 diags.list[k].severity == DIAG_ERROR ? "error" : "warning");
		if (strcmp(str_text(&kept), cases[i].said) != 0) {
			got = support_diags(&diags);
			fail_msg("case %zu, %s:\n%s\n%s", i, cases[i].to, text, got);
		}
		str_free(&kept);
		free(text);
	}
}

/* What is said of the translation of a lesson, as LINE:COLUMN, but for its old stamp. */
static void assert_said(const char *source, const char *translation, const char *expected)
{
	struct str got = { 0 };
	size_t i;

	support_text(dir, "es/workshop.md", "");
	support_text(dir, "es/1-a.md", translation);
	linted(source);
	for (i = 0; i < diags.n; i++)
		if (strstr(diags.list[i].file, "/es/") && diags.list[i].severity == DIAG_ERROR)
			str_addf(&got, "%s:%d:%d ", strrchr(diags.list[i].file, '/') + 1,
				 diags.list[i].line, diags.list[i].column);
	assert_string_equal(str_text(&got), expected);
	str_free(&got);
}

#define OF(machines) "---\ntitle: A\nduration: 1\nobjectives: [o]\nmachines: [" machines "]\n---\n## S\n\n`x`\n"

static void a_translation_has_the_same_machines(void **state)
{
	(void)state;
	assert_said(OF("m"), OF("m"), "");
	assert_said(OF("m"), OF("n"), "1-a.md:5:11 ");
	assert_said(OF("m, n"), OF("m"), "1-a.md:5:11 ");
	assert_said(OF("m, n"), OF("n, m"), "1-a.md:5:11 ");
}

static void a_lesson_has_one_translation(void **state)
{
	(void)state;
	support_text(dir, "2-b.md", OF("n"));
	support_text(dir, "es/2-b.md", OF("n"));
	assert_said(OF("m"), OF("m"), "");
	support_text(dir, "es/02-c.md", OF("n"));
	assert_said(OF("m"), OF("m"), "2-b.md:1:1 ");
	for (size_t i = 0; i < diags.n; i++)
		if (diags.list[i].severity == DIAG_ERROR)
			assert_non_null(strstr(diags.list[i].message, "the other is 02-c.md"));
}

static void the_cover_has_a_translation(void **state)
{
	char *hash = source_hash_of(COVER, strlen(COVER));
	char *current = mem_printf("---\ntranslates: %s\n---\n", hash), *file = file_join(dir, "es/workshop.md");

	(void)state;
	assert_said(OF("m"), OF("m"), "");
	assert_true(support_has(&diags, DIAG_WARNING, "es/workshop.md", 1)); /* of which state? */
	support_text(dir, "es/workshop.md", "---\ntranslates: 0123456789ab\n---\n");
	lint(dir);
	assert_true(support_has(&diags, DIAG_WARNING, "es/workshop.md", 2));
	support_text(dir, "es/workshop.md", current);
	lint(dir);
	assert_int_equal(said(file, 1, NULL) + said(file, 2, NULL), 0);
	remove(file);
	lint(dir);
	assert_true(support_has(&diags, DIAG_WARNING, "es/workshop.md", 1)); /* there is none */
	free(file);
	free(current);
	free(hash);
}

/* What is said of a translation that names this state of its source, or "". */
static const char *stale(const char *front)
{
	static char said_last[300];
	char *text = mem_printf("---\n%s%s", front, SOURCE + 4);
	size_t i;

	support_text(dir, "es/1-a.md", text);
	support_text(dir, "es/workshop.md", "");
	linted(SOURCE);
	said_last[0] = '\0';
	for (i = 0; i < diags.n; i++)
		if (str_ends(diags.list[i].file, "es/1-a.md"))
			snprintf(said_last, sizeof said_last, "%d:%d %s", diags.list[i].line,
				 diags.list[i].column, diags.list[i].message);
	free(text);
	return said_last;
}

static void an_old_translation(void **state)
{
	char *hash = source_hash_of(SOURCE, strlen(SOURCE));
	char *line = mem_printf("translates: %s\n", hash), *told = mem_printf("\"translates: %s\"", hash);
	char *es = file_join(dir, "es"), *above, *language, *empty;
	struct workshop *ws;

	(void)state;
	assert_string_equal(stale(line), "");
	assert_true(str_starts(stale(""), "1:1 "));
	assert_non_null(strstr(stale(""), told));
	assert_true(str_starts(stale("translates: 0123456789ab\n"), "2:13 "));
	assert_non_null(strstr(stale("translates: 0123456789ab\n"), told));
	/* The folder by itself. */
	assert_false(workshop_is_translation(dir, &above, &language));
	support_text(dir, "empty/es/1-a.md", "");
	empty = file_join(dir, "empty/es");
	assert_false(workshop_is_translation(empty, &above, &language)); /* of no lesson */
	free(empty);
	assert_true(workshop_is_translation(es, &above, &language));
	assert_string_equal(above, dir);
	assert_string_equal(language, "es");
	ws = workshop_load(above, NULL, &(struct diags){ 0 }, NULL);
	diag_free(&diags);
	workshop_lint_language(ws, above, language, &diags);
	assert_true(support_has(&diags, DIAG_WARNING, "es/1-a.md", 2));
	workshop_free(ws);
	free(above);
	free(language);
	free(es);
	free(line);
	free(told);
	free(hash);
}

static void stamps(void **state)
{
	static const char *const same[] = {
		"a\nb\n", "a\nb", "a\r\nb\r\n", "a  \nb\t\n", "a\nb\n\n\n", "\xef\xbb\xbf" "a\nb\n",
	};
	static const char *const others[] = { "a\n\nb\n", " a\nb\n", "ab\n", "a\nc\n", "" };
	char *first = source_hash_of(same[0], strlen(same[0]));
	size_t i;

	(void)state;
	/* FNV-1a of 64 bits of "a\nb\n". */
	assert_string_equal(first, "78ed6781f136");
	for (i = 0; i < ARRAY_LEN(same) + ARRAY_LEN(others); i++) {
		const char *text = i < ARRAY_LEN(same) ? same[i] : others[i - ARRAY_LEN(same)];
		char *hash = source_hash_of(text, strlen(text));

		assert_int_equal(strcmp(hash, first) == 0, i < ARRAY_LEN(same));
		free(hash);
	}
	free(first);
}

/* --- the shared ones --- */

static void the_shared_broken_one(void **state)
{
	char *path = support_shared("workshops/broken");

	(void)state;
	if (!path)
		skip_why("there are no workshops beside the source tree");
	lint(path);
	expect(path, false);
	assert_true(support_has(&diags, DIAG_WARNING, "01-mistakes.md", 29));
	free(path);
}

static void the_shared_sample(void **state)
{
	char *path = support_shared("workshops/sample");

	(void)state;
	if (!path)
		skip_why("there are no workshops beside the source tree");
	lint(path);
	assert_int_equal(diag_errors(&diags), 0);
	/* The one include that is not there. */
	assert_true(support_has(&diags, DIAG_WARNING, "workshop.md", 23));
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(faulty),	     cmocka_unit_test(small),
		cmocka_unit_test(minutes),	     cmocka_unit_test(the_shared_broken_one),
		cmocka_unit_test(the_shared_sample),
		cmocka_unit_test_setup_teardown(nothing_to_do, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(help, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(already, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(snapshots_belong_to_a_machine, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(what_is_typed, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(a_translation, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(a_translation_has_the_same_machines, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(a_lesson_has_one_translation, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(the_cover_has_a_translation, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(an_old_translation, make_dir, remove_dir),
		cmocka_unit_test(stamps),
	};

	return cmocka_run_group_tests_name("lint", tests, NULL, teardown);
}
