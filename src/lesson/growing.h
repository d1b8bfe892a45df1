/* A document while it is being made: finds its links again fast.  Pure. */
#ifndef LESSON_GROWING_H
#define LESSON_GROWING_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/doc.h"

struct growing {
	struct doc doc;
	size_t *slots; /* open addressing: the number of the link */
	size_t n_slots;
};

/* The number of this address in the document's list, 1 for the first. */
int growing_link(struct growing *growing, const char *address);
/* Gives the document away; growing is empty again. */
struct doc growing_take(struct growing *growing);
void growing_drop(struct growing *growing);

bool link_has_scheme(const char *url); /* "https:…", "mailto:…", "//host" */

#endif
