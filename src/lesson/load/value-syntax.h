// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the words of a lesson must look like: numbers, sizes, names, expressions, paths.
 * Pure; any thread. */
#ifndef LESSON_LOAD_VALUE_SYNTAX_H
#define LESSON_LOAD_VALUE_SYNTAX_H

#include <stdbool.h>
#include <stdint.h>

/* Parses a decimal number between the two.  Returns false if it is not one. */
bool number_parse(const char *text, int least, int most, int *number);
/* Parses "4 MiB", "8 MB", "512K" or "1024" into bytes.  Returns false if it is not valid. */
bool size_parse(const char *text, uint64_t *bytes);
bool machine_name_ok(const char *name);
/* Is it a relative path that never leaves the folder in which it starts? */
bool path_stays_inside(const char *path);

#endif
