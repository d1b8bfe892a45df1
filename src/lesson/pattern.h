// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Patterns of lessons: extended regular expressions (POSIX.1-2008), by libtre.  It never
 * backtracks: the time for a line is at most the size of the pattern times the length of the
 * line, and patterns have a limit of size.  The only place for libtre,
 * which a module brings (base/library-module.h) when the first pattern is made.
 *
 * Any thread, but a pattern is for one thread at a time. */
#ifndef LESSON_PATTERN_H
#define LESSON_PATTERN_H

#include <stdbool.h>

#include "base/error.h"

struct pattern;

/* Returns NULL with err if the text is not an extended regular expression, or is too large
 * (ERROR_INPUT), or if libtre is not there.  Release with pattern_free(). */
struct pattern *pattern_new(const char *text, struct error *err);
void pattern_free(struct pattern *pattern); /* NULL is fine */
/* Does any part of the line match?  Takes up to a second for a line of 4096 bytes and a
 * pattern of the greatest size; a thousandth of that for the usual ones. */
bool pattern_matches(const struct pattern *pattern, const char *line);

#endif
