// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the harnesses share; see fuzz.h. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

char *fuzz_text(const uint8_t *data, size_t size)
{
	return size > 0 ? mem_ndup((const char *)data, size) : mem_dup("");
}

void fuzz_clean(const char *text, bool lines)
{
	size_t n = text ? strlen(text) : 0, i = 0;

	while (i < n) {
		uint32_t cp;
		size_t took = utf8_decode(text + i, n - i, &cp);

		if (cp == UTF8_REPLACEMENT && took == 1)
			fail_msg("the byte %02x in \"%.60s\"", (unsigned char)text[i], text);
		if (utf8_cp_width(cp) < 0 && !(lines && cp == '\n'))
			fail_msg("U+%04X in \"%.60s\"", (unsigned)cp, text);
		i += took;
	}
}

/* Does a line end behind the byte at i? */
static bool ends_line(const uint8_t *data, size_t size, size_t i)
{
	return data[i] == '\n' || (data[i] == '\r' && (i + 1 == size || data[i + 1] != '\n'));
}

int fuzz_lines(const uint8_t *data, size_t size)
{
	int lines = 1;
	size_t i;

	for (i = 0; i < size; i++)
		lines += ends_line(data, size, i);
	return lines;
}

/* Returns the number of bytes of each line, with its ending; the caller frees it. */
static int *lengths(const uint8_t *data, size_t size)
{
	int *bytes = mem_array((size_t)fuzz_lines(data, size), sizeof *bytes), line = 0;
	size_t i;

	for (i = 0; i < size; i++) {
		bytes[line]++;
		line += ends_line(data, size, i);
	}
	return bytes;
}

void fuzz_places(const struct diags *diags, const char *file, const uint8_t *data, size_t size)
{
	int lines = fuzz_lines(data, size), *bytes = lengths(data, size);
	size_t i;

	for (i = 0; i < diags->n; i++) {
		const struct diag *d = &diags->list[i];

		fuzz_clean(d->message, false);
		fuzz_clean(d->file, false);
		if (!str_eq(d->file, file))
			continue;
		if (d->line < 1 || d->line > lines)
			fail_msg("line %d of %d: %s", d->line, lines, d->message);
		if (d->column < 1 || d->column > bytes[d->line - 1] + 1)
			fail_msg("line %d, column %d: %s", d->line, d->column, d->message);
	}
	free(bytes);
}

void fuzz_body(const struct front *front, int lines)
{
	size_t newlines = 0, i;

	for (i = 0; i < front->body.len; i++)
		newlines += front->body.text[i] == '\n';
	assert_int_equal(front->n_lines, newlines + 1);
	for (i = 0; i < front->n_lines; i++) {
		int line = front->lines[i];

		if (line < (i ? front->lines[i - 1] : 1) || line > lines)
			fail_msg("line %zu is said to be line %d of %d", i + 1, line, lines);
	}
}
