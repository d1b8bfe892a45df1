// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A record as the lines of its file, which record.h describes: read and printed.  Pure; any
 * thread. */
#ifndef PROGRESS_RECORD_LINES_H
#define PROGRESS_RECORD_LINES_H

#include <stdbool.h>

#include "base/str.h"
#include "progress/record.h"

/* False: some lines are invalid; the others count. */
bool record_parse(struct record *record, const char *text, size_t n);
void record_print(const struct record *record, struct str *out);
bool record_equal(const struct record *a, const struct record *b); /* are their lines the same? */

#endif
