/* Lint: every fault of a folder full of them is found at its line and said
 * once, and a good workshop is left in peace. */
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

static bool once(const char *file, int line, size_t *found)
{
	size_t i, n = 0;

	for (i = 0; i < diags.n; i++)
		n += diags.list[i].line == line && str_ends(diags.list[i].file, file);
	*found = n;
	return n == 1;
}

/* Lines of FILE:LINE error|warning|none. */
static void expect(const char *folder, bool all)
{
	char *path = file_join(folder, "expected"), *line, *save = NULL;
	struct str text = { 0 };
	size_t wanted = 0, found;

	assert_true(file_read(path, 100000, &text, NULL));
	for (line = strtok_r(text.text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		char file[100], word[20];
		int number;

		if (line[0] == '#')
			continue;
		assert_int_equal(sscanf(line, "%99[^:]:%d %19s", file, &number, word), 3);
		if (strcmp(word, "none") == 0) {
			once(file, number, &found);
			assert_int_equal(found, 0);
			continue;
		}
		wanted++;
		if (!support_has(&diags,
				 all && strcmp(word, "warning") == 0 ? DIAG_WARNING : DIAG_ERROR,
				 file, number))
			fail_msg("nothing is said at %s:%d", file, number);
		if (all && !once(file, number, &found))
			fail_msg("%zu things are said at %s:%d", found, file, number);
	}
	if (all && wanted != diags.n) {
		char *got = support_diags(&diags);

		fail_msg("%zu things are said, not %zu:\n%s", diags.n, wanted, got);
	}
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

static void small(void **state)
{
	char *path = support_fixture("small"), *got;

	(void)state;
	lint(path);
	got = support_diags(&diags);
	assert_string_equal(got, "");
	free(got);
	free(path);
}

static void minutes(void **state)
{
	char *folder = support_folder(), *path = file_join(folder, "1-a.md");

	(void)state;
	support_text(folder, "workshop.md", "---\ntitle: T\nduration: 10\n---\n");
	support_text(folder, "1-a.md", "---\ntitle: A\nduration: 4\n---\n## S\n");
	support_text(folder, "2-b.md", "---\ntitle: B\nduration: 5\n---\n## S\n");
	lint(folder);
	assert_int_equal(diags.n, 1);
	assert_true(support_has(&diags, DIAG_WARNING, "workshop.md", 3));
	support_text(folder, "2-b.md", "---\ntitle: B\nduration: 6\n---\n## S\n");
	lint(folder);
	assert_int_equal(diags.n, 0);
	lint(path);
	assert_int_equal(diags.n, 0);
	support_remove(folder);
	free(path);
	free(folder);
}

static void the_shared_broken_one(void **state)
{
	char *path = support_shared("workshops/broken");

	(void)state;
	if (!path)
		skip();
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
		skip();
	lint(path);
	assert_int_equal(diag_errors(&diags), 0);
	/* The one include that is not there. */
	assert_int_equal(diags.n, 1);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(faulty),	     cmocka_unit_test(small),
		cmocka_unit_test(minutes),	     cmocka_unit_test(the_shared_broken_one),
		cmocka_unit_test(the_shared_sample),
	};

	return cmocka_run_group_tests_name("lint", tests, NULL, teardown);
}
