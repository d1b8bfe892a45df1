// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Faults found in a workshop, each with its place, in the GNU format FILE:LINE:COL:
 * error|warning: MESSAGE.  Not shared between threads. */
#ifndef LESSON_DIAG_H
#define LESSON_DIAG_H

#include <stdbool.h>
#include <stddef.h>

enum severity { DIAG_WARNING, DIAG_ERROR };

struct diag {
	enum severity severity;
	char *file;
	int line, column;
	char *message; /* translated, cleaned */
};

struct diags {
	struct diag *list;
	size_t n;
};

void diag_add(struct diags *diags, enum severity severity, const char *file, int line, int column,
	      const char *format, ...) __attribute__((format(printf, 6, 7)));
size_t diag_errors(const struct diags *diags); /* the number of errors, without warnings */
/* Sorts by file (in order of first mention), line and column, and removes duplicates. */
void diag_sort(struct diags *diags);
char *diag_text(const struct diag *diag); /* one line, without newline; caller frees */
void diag_free(struct diags *diags);

#endif
