// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Allocation that cannot fail: the program aborts if there is no memory.
 *
 * Each function returns memory that the caller owns and releases with free(); none
 * returns NULL.  Any thread. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>

void *mem_must(void *made); /* itself, which a library made; NULL: it had no memory left */
void *mem_alloc(size_t size);                             /* zeroed */
void *mem_array(size_t count, size_t size);               /* zeroed, overflow checked */
void *mem_grow(void *old, size_t count, size_t size);     /* realloc, overflow checked; NEW PART NOT ZEROED */
char *mem_dup(const char *text);                          /* NULL gives NULL */
char *mem_ndup(const char *text, size_t length);          /* exactly length bytes and a NUL */
char *mem_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *mem_vprintf(const char *format, va_list args) __attribute__((format(printf, 1, 0)));

/* Appends an element to a growing array and returns its address:
 *	struct step *s = MEM_PUSH(lesson->steps, lesson->n_steps);
 * The array doubles when it is full; the new element is zeroed, and the count goes up
 * by one. */
#define MEM_PUSH(array, count) \
	((array) = mem_push((array), &(count), sizeof *(array)), &(array)[(count) - 1])
void *mem_push(void *array, size_t *count, size_t size);

#define ARRAY_LEN(array) (sizeof(array) / sizeof *(array))

#endif
