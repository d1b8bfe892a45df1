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

/* Each harness, and whether it has files in tests/fuzz/found: a lost folder is noticed. */
#define HARNESSES(H) \
	H(console, true) H(front, true) H(html, true) H(keys, false) H(lesson, true) \
	H(liquid, false) H(pattern, true) H(record, true) H(shell, false) H(wire, false) H(xml, true)

typedef int harness(const uint8_t *data, size_t size);

#define DECLARE(name, has_found) harness fuzz_##name;
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
	size_t taken = 0;

	for (i = 0; i < n; i++) {
		char *path = file_join(folder, entries[i]->d_name);

		if (entries[i]->d_name[0] != '.') {
			take_file(take, path);
			taken++;
		}
		free(path);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	free(folder);
	return taken;
}

static void take_all(harness *take, const char *name, bool has_found)
{
	take((const uint8_t *)"", 0);
	assert_int_equal(take_folder(take, "found", name) > 0, has_found);
	assert_true(take_folder(take, "seeds", name) > 0);
}

#define TEST(name, has_found) \
	static void test_##name(void **state) \
	{ \
		(void)state; \
		take_all(fuzz_##name, #name, has_found); \
	}
HARNESSES(TEST)

static const char *const harnesses[] = {
#define NAME(name, has_found) #name,
	HARNESSES(NAME)
};

static bool is_harness(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(harnesses); i++)
		if (str_eq(name, harnesses[i]))
			return true;
	return false;
}

/* A folder with any other name would be read by no harness. */
static void each_folder_is_taken(void **state)
{
	static const char *const kinds[] = { "found", "seeds", "dictionaries" };
	const char *top = getenv("top_srcdir");

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		char *path = mem_printf("%s/tests/fuzz/%s", top ? top : ".", kinds[i]);
		DIR *folder = opendir(path);
		struct dirent *entry;

		assert_non_null(folder);
		while ((entry = readdir(folder)) != NULL)
			if (entry->d_name[0] != '.' && !is_harness(entry->d_name))
				fail_msg("%s/%s is taken by no harness", path, entry->d_name);
		closedir(folder);
		free(path);
	}
}

#define ROW(which, has_found) { .name = #which, .test_func = test_##which },

int main(void)
{
	const struct CMUnitTest tests[] = { HARNESSES(ROW) cmocka_unit_test(each_folder_is_taken) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
