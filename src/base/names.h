// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Names, each once, in the order in which they were added, and found by libc's balanced tree
 * (tsearch(3)): no choice of names makes that slow.  One set is not shared between threads. */
#ifndef BASE_NAMES_H
#define BASE_NAMES_H

#include <stddef.h>

struct names {
	char **list;
	size_t n;
	void *tree; /* of the names with their numbers */
};

size_t names_find(const struct names *names, const char *name); /* index + 1; 0: not there */
size_t names_add(struct names *names, const char *name); /* the same; adds it if needed */
/* Returns the list of copies, *n of them, which the caller frees; the set is empty then. */
char **names_take(struct names *names, size_t *n);
void names_free(struct names *names); /* it is empty then */

#endif
