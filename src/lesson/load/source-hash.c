// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The hash of a text; see stamp.h.  Pure; any thread. */
#include "lesson/load/source-hash.h"

#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

#define BOM "\xef\xbb\xbf"

static size_t without_blanks(const char *line, size_t n)
{
	while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\t' || line[n - 1] == '\r'))
		n--;
	return n;
}

char *source_hash_of(const char *text, size_t n)
{
	uint64_t hash = HASH64;
	const char *end = text + n;
	size_t empty = 0;

	if (n >= strlen(BOM) && memcmp(text, BOM, strlen(BOM)) == 0)
		text += strlen(BOM);
	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t length = (size_t)((stop ? stop : end) - text);
		size_t kept = without_blanks(text, length);

		if (kept == 0) {
			empty++;
		} else {
			for (; empty > 0; empty--)
				hash = hash64(hash, "\n", 1);
			hash = hash64(hash, text, kept);
			hash = hash64(hash, "\n", 1);
		}
		text += length + (stop != NULL);
	}
	return mem_printf("%0*llx", SOURCE_HASH_DIGITS,
			  (unsigned long long)(hash >> (64 - 4 * SOURCE_HASH_DIGITS)));
}
