// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A document under construction, with a hash table of its links.  Pure. */
#ifndef LESSON_LOAD_GROWING_H
#define LESSON_LOAD_GROWING_H

#include <stddef.h>

#include "lesson/doc.h"

struct growing {
	struct doc doc;
	size_t *slots; /* hash table with open addressing: numbers of links */
	size_t n_slots;
};

/* Returns the number of this address in the document's list of links, from 1 on, and
 * adds it if it is not there. */
int growing_link(struct growing *growing, const char *address);
/* Adds a picture and returns its number, from 1 on; each picture gets its own. */
int growing_picture(struct growing *growing, const char *address);
/* Returns the finished document, which the caller frees; growing is empty again. */
struct doc growing_take(struct growing *growing);
void growing_drop(struct growing *growing);

#endif
