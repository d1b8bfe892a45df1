// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A string that grows; see str.h. */
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

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
	s->len += times;
	s->text[s->len] = '\0';
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
