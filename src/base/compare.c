// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Hashes and edits; see compare.h. */
#include "base/compare.h"

#include <string.h>

/* ---- FNV-1a in 32 and 64 bits ------------------------------------------------------ */

uint32_t hash32(uint32_t hash, const void *bytes, size_t n)
{
	const unsigned char *at = bytes;

	while (n-- > 0)
		hash = (hash ^ *at++) * 16777619u;
	return hash;
}

uint64_t hash64(uint64_t hash, const void *bytes, size_t n)
{
	const unsigned char *at = bytes;

	while (n-- > 0)
		hash = (hash ^ *at++) * 1099511628211u;
	return hash;
}

/* ---- edits ------------------------------------------------------------------------- */

enum { MAX_WORD = 31, MAX_EDITS = 2 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t edit_distance(const char *a, const char *b)
{
	size_t edits[MAX_WORD + 1][MAX_WORD + 1];
	size_t n = strlen(a), k = strlen(b), i, j;

	if (n > MAX_WORD || k > MAX_WORD)
		return n > k ? n : k;
	for (i = 0; i <= n; i++)
		for (j = 0; j <= k; j++) {
			if (i == 0 || j == 0) {
				edits[i][j] = i + j;
				continue;
			}
			edits[i][j] = least(least(edits[i - 1][j], edits[i][j - 1]) + 1,
					    edits[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				edits[i][j] = least(edits[i][j], edits[i - 2][j - 2] + 1);
		}
	return edits[n][k];
}

size_t edit_nearest(const char *word, const char *const *words, size_t n)
{
	size_t i, found = n, best = MAX_EDITS + 1;

	for (i = 0; i < n; i++) {
		size_t edits = edit_distance(word, words[i]);

		if (edits < best && edits * 2 <= strlen(words[i])) {
			found = i;
			best = edits;
		}
	}
	return found;
}
