// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Strings that grow, hashes and edits; see str.h. */
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* ---- growing ------------------------------------------------------------------- */

static void reserve(struct str *s, size_t more)
{
	size_t want = s->len + more + 1;

	if (want <= s->cap)
		return;
	if (want < s->cap * 2)
		want = s->cap * 2;
	if (want < 32)
		want = 32;
	s->text = mem_grow(s->text, want, 1);
	s->cap = want;
}

void str_addn(struct str *s, const char *text, size_t length)
{
	reserve(s, length);
	if (length)
		memcpy(s->text + s->len, text, length);
	str_took(s, length);
}

char *str_room(struct str *s, size_t most)
{
	reserve(s, most);
	s->text[s->len] = '\0';
	return s->text + s->len;
}

void str_took(struct str *s, size_t length)
{
	s->len += length;
	s->text[s->len] = '\0';
}

void str_add(struct str *s, const char *text)
{
	if (text)
		str_addn(s, text, strlen(text));
}

void str_addc(struct str *s, char c)
{
	str_addn(s, &c, 1);
}

void str_fill(struct str *s, char c, size_t times)
{
	reserve(s, times);
	memset(s->text + s->len, c, times);
	str_took(s, times);
}

void str_addf(struct str *s, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = mem_vprintf(format, args);
	va_end(args);
	str_add(s, text);
	free(text);
}

void str_add_base64(struct str *s, const char *bytes, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		size_t left = n - i;
		unsigned bits = (unsigned)(unsigned char)bytes[i] << 16;

		if (left > 1)
			bits |= (unsigned)(unsigned char)bytes[i + 1] << 8;
		if (left > 2)
			bits |= (unsigned char)bytes[i + 2];
		str_addc(s, digits[bits >> 18]);
		str_addc(s, digits[bits >> 12 & 63]);
		str_addc(s, left > 1 ? digits[bits >> 6 & 63] : '=');
		str_addc(s, left > 2 ? digits[bits & 63] : '=');
	}
}

void str_cut(struct str *s, size_t length)
{
	if (s->text && length < s->len) {
		s->len = length;
		s->text[length] = '\0';
	}
}

const char *str_text(const struct str *s)
{
	return s->text ? s->text : "";
}

char *str_take(struct str *s)
{
	char *text = s->text ? s->text : mem_dup("");

	*s = (struct str){ 0 };
	return text;
}

void str_free(struct str *s)
{
	free(s->text);
	*s = (struct str){ 0 };
}

bool str_eq(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

bool str_starts(const char *text, const char *prefix)
{
	return text && strncmp(text, prefix, strlen(prefix)) == 0;
}

bool str_ends(const char *text, const char *suffix)
{
	size_t a = text ? strlen(text) : 0, b = strlen(suffix);

	return a >= b && text && memcmp(text + a - b, suffix, b) == 0;
}

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
