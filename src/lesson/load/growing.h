// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A document while it is being made: finds its links again fast.  Pure. */
#ifndef LESSON_LOAD_GROWING_H
#define LESSON_LOAD_GROWING_H

#include <stddef.h>

#include "lesson/doc.h"

struct growing {
	struct doc doc;
	size_t *slots; /* open addressing: the number of the link */
	size_t n_slots;
};

/* The number of this address in the document's list, 1 for the first. */
int growing_link(struct growing *growing, const char *address);
/* The same for a picture; each has a number of its own. */
int growing_picture(struct growing *growing, const char *address);
/* Gives the document away; growing is empty again. */
struct doc growing_take(struct growing *growing);
void growing_drop(struct growing *growing);

#endif
