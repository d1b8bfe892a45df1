// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which state of a source a translation translates: a short hash of the text. */
#ifndef LESSON_LOAD_SOURCE_HASH_H
#define LESSON_LOAD_SOURCE_HASH_H

#include <stddef.h>

#define SOURCE_HASH_DIGITS 12

/* Returns the first 12 of the 16 hexadecimal digits of the text's 64-bit FNV-1a hash,
 * in lower case.  Line endings, blanks at the ends of lines, empty lines at the end and
 * a byte order mark make no difference.  Caller frees. */
char *source_hash_of(const char *text, size_t n);

#endif
