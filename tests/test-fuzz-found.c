// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Inputs that a fuzzer found once, and those that it begins with: each harness of tests/fuzz
 * takes the files in found/NAME and seeds/NAME. */
#include "fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

enum { SECONDS = 20 /* that one input may take on a busy computer */ };

#define HARNESSES(H) \
	H(console) H(front) H(html) H(keys) H(lesson) H(liquid) H(pattern) H(record) H(shell) H(xml)

typedef int harness(const uint8_t *data, size_t size);

#define DECLARE(name) harness fuzz_##name;
HARNESSES(DECLARE)

static void take_file(harness *take, const char *path)
{
	struct str text = { 0 };
	struct error err = { 0 };
	uint8_t *exact;

	if (!file_read(path, 1 << 20, &text, &err))
		fail_msg("%s", err.message);
	printf("# %s\n", path); /* what a failure is about */
	fflush(stdout);
	/* Its end is where its memory ends: a sanitizer sees who reads on. */
	exact = malloc(text.len ? text.len : 1);
	assert_non_null(exact);
	if (text.len > 0)
		memcpy(exact, text.text, text.len);
	alarm(SECONDS);
	take(exact, text.len);
	alarm(0);
	free(exact);
	str_free(&text);
}

/* Returns how many there are. */
static size_t take_folder(harness *take, const char *kind, const char *name)
{
	const char *top = getenv("top_srcdir");
	char *folder = mem_printf("%s/tests/fuzz/%s/%s", top ? top : ".", kind, name);
	struct dirent **entries;
	int n = scandir(folder, &entries, NULL, alphasort), i;

	for (i = 0; i < n; i++) {
		char *path = file_join(folder, entries[i]->d_name);

		if (entries[i]->d_name[0] != '.')
			take_file(take, path);
		free(path);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	free(folder);
	return n > 2 ? (size_t)n - 2 : 0;
}

static void take_all(harness *take, const char *name)
{
	take((const uint8_t *)"", 0);
	take_folder(take, "found", name);
	assert_true(take_folder(take, "seeds", name) > 0);
}

#define TEST(name) \
	static void test_##name(void **state) \
	{ \
		(void)state; \
		take_all(fuzz_##name, #name); \
	}
HARNESSES(TEST)

#define ROW(which) { .name = #which, .test_func = test_##which },

int main(void)
{
	const struct CMUnitTest tests[] = { HARNESSES(ROW) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
