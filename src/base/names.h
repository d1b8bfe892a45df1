// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Names, each once, in the order in which they were added, and found by a hash table with
 * open addressing.  Chosen names cannot make it slow.  One table is not shared between threads. */
#ifndef BASE_NAMES_H
#define BASE_NAMES_H

#include <stddef.h>

struct names {
	char **list;
	size_t n;
	size_t *slots; /* index + 1 in the list */
	size_t n_slots;
};

size_t names_find(const struct names *names, const char *name); /* index + 1; 0: not there */
size_t names_add(struct names *names, const char *name); /* the same; adds it if needed */
void names_free(struct names *names); /* it is empty then */

#endif
