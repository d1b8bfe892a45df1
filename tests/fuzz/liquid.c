// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Liquid in the text of a page, with values to put in and files to include. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson-support.h"
#include "lesson/load/liquid.h"
#include "lesson/load/page.h"

#define FILE_NAME "page.md"

enum {
	VALUE_BYTES = 40,     /* the longest value, for each tag */
	INCLUDES_BYTES = 40000 /* of all files that one may include */
};

static const char values[] = "title: A title\nlist: [a, b, \"c\\nd\"]\nnested: {key: v}\n";
/* The last one includes itself, as often as is allowed. */
static const char *const included[][2] = {
	{ "_includes/bring.md", "Bring a *pen*,\n{{ page.title }}\n" },
	{ "_includes/open.md", "```\n{% raw %}\n{% comment %}" },
	{ "_includes/again.md", "{% include again.md %}{% include again.md %}\n" },
};

static void look_at(const struct front *front, const uint8_t *data, size_t size)
{
	fuzz_body(front, fuzz_lines(data, size));
	if (front->body.len > VALUE_BYTES * size + INCLUDES_BYTES)
		fail_msg("%zu bytes become %zu", size, front->body.len);
	if (memmem(data, size, "{{", 2) || memmem(data, size, "{%", 2))
		return;
	assert_int_equal(front->body.len, size);
	assert_memory_equal(str_text(&front->body), data, size);
}

static const char *folder_with_files(void)
{
	static const char *folder;
	size_t i;

	if (folder)
		return folder;
	folder = support_kept_folder();
	for (i = 0; i < ARRAY_LEN(included); i++)
		support_text(folder, included[i][0], included[i][1]);
	return folder;
}

/* page.c makes one kind of line ending of all. */
static uint8_t *with_newlines(const uint8_t *data, size_t size)
{
	uint8_t *copy = mem_alloc(size + 1);
	size_t i;

	for (i = 0; i < size; i++)
		copy[i] = data[i] == '\r' ? '\n' : data[i];
	return copy;
}

FUZZ(liquid)
{
	uint8_t *text = with_newlines(data, size);
	const struct ytree_place place = { .file = "values", .line = 1 };
	const char *const includes[] = { folder_with_files(), NULL };
	struct diags diags = { 0 };
	struct front front = { 0 };

	front.yaml = ytree_parse(values, strlen(values), &place, &diags);
	front.map = ytree_root(front.yaml);
	liquid_run(&front, FILE_NAME, (const char *)text, size, 1, includes, &diags);
	look_at(&front, text, size);
	fuzz_places(&diags, FILE_NAME, text, size);
	diag_free(&diags);
	front_free(&front);
	free(text);
	return 0;
}
