// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Whether what begins with ":::" has an end of its own: other containers in it have theirs,
 * colons in code are none, and none comes behind the next step.  Used by dialect.c only.
 * Pure. */
#ifndef LESSON_LOAD_ENDS_H
#define LESSON_LOAD_ENDS_H

#include "lesson/load/rows.h"

enum { ENDS_MAX_OPEN = 16 /* containers in each other */ };

struct ends {
	const char *end; /* of the text */
	size_t read;     /* bytes that were read ahead; after 16 MiB nothing has an end */
};

/* Has the container of so many colons that begins in this line?  around: the lengths of the
 * open ones.  A "##" line right below the opening line is its title. */
bool ends_container(struct ends *ends, const struct row *row, size_t length, const size_t *around,
		    size_t n_around);
bool ends_code(struct ends *ends, const struct row *row, size_t length); /* the same for code */

#endif
