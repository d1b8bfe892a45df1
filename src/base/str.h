// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A string that grows.  The text is NUL-terminated once anything was added; a zeroed
 * struct is an empty string.  Not shared between threads. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stdarg.h>
#include <stddef.h>

struct str {
	char *text;      /* NULL until something is added */
	size_t len, cap; /* bytes, without and with the NUL */
};

void str_add(struct str *s, const char *text); /* NULL adds nothing */
void str_addn(struct str *s, const char *text, size_t length);
void str_addc(struct str *s, char c);
/* Appends n bytes in base64 (RFC 4648), without line breaks. */
void str_add_base64(struct str *s, const char *bytes, size_t n);
void str_fill(struct str *s, char c, size_t times);
void str_addf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_cut(struct str *s, size_t length); /* shortens it; does nothing if it is shorter */
const char *str_text(const struct str *s);  /* never NULL; valid until the next change */
char *str_take(struct str *s);              /* the caller owns the text; s becomes empty */
void str_free(struct str *s);               /* s becomes empty */

bool str_eq(const char *a, const char *b);  /* two NULLs are equal */
bool str_starts(const char *text, const char *prefix);
bool str_ends(const char *text, const char *suffix);

#endif
