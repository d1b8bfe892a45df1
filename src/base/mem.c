// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Allocation that cannot fail.  If there is no memory, the program says so on standard
 * error and aborts, so callers need not handle it. */
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void out_of_memory(void)
{
	static const char text[] = "imitation: out of memory\n";

	fwrite(text, 1, sizeof text - 1, stderr);
	abort();
}

static size_t times(size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		out_of_memory();
	return count * size;
}

void *mem_must(void *made)
{
	if (!made)
		out_of_memory();
	return made;
}

void *mem_alloc(size_t size)
{
	void *fresh = calloc(1, size ? size : 1);

	if (!fresh)
		out_of_memory();
	return fresh;
}

void *mem_array(size_t count, size_t size)
{
	return mem_alloc(times(count, size));
}

void *mem_grow(void *old, size_t count, size_t size)
{
	size_t bytes = times(count, size);
	void *fresh = realloc(old, bytes ? bytes : 1);

	if (!fresh)
		out_of_memory();
	return fresh;
}

void *mem_push(void *array, size_t *count, size_t size)
{
	/* The capacity is not stored: it is the next power of two, at least 4, so the
	 * array grows exactly when the count reaches a power of two. */
	size_t n = *count;

	if (n == 0)
		array = mem_grow(array, 4, size);
	else if (n >= 4 && (n & (n - 1)) == 0)
		array = mem_grow(array, times(n, 2), size);
	memset((char *)array + n * size, 0, size);
	*count = n + 1;
	return array;
}

char *mem_ndup(const char *text, size_t length)
{
	char *copy = mem_alloc(length + 1);

	if (length)
		memcpy(copy, text, length);
	return copy;
}

char *mem_dup(const char *text)
{
	return text ? mem_ndup(text, strlen(text)) : NULL;
}

char *mem_vprintf(const char *format, va_list args)
{
	char *text = NULL;

	if (vasprintf(&text, format, args) < 0)
		out_of_memory();
	return text;
}

char *mem_printf(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = mem_vprintf(format, args);
	va_end(args);
	return text;
}
