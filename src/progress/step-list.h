// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The steps of a workshop as a record of progress knows them.  The number of a step changes
 * when an author puts another one before it, so each is known by what stays with it: the
 * titles, the buttons and the checks.  Pure; any thread. */
#ifndef PROGRESS_STEP_LIST_H
#define PROGRESS_STEP_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct known_step {
	char *id;                /* its number, "3.2" */
	char *language;          /* of the titles; "": as they were written */
	uint32_t lesson, title;  /* hashes of the titles of its lesson and its own */
	uint32_t content;        /* hash of its buttons and checks; 0: it has none */
};

enum { STEPS_MOST = 2000 }; /* of which a record tells */

struct step_list {
	struct known_step *list;
	size_t n;
};

/* Adds a step; copies the strings. */
void steps_add(struct step_list *steps, const struct known_step *step);
void steps_copy(struct step_list *to, const struct step_list *from); /* to must be empty */
void steps_free(struct step_list *steps);                            /* what it holds */
size_t steps_find(const struct step_list *steps, const char *id);    /* n: it has none */
/* Does the first list begin with the steps of the other one? */
bool steps_begin_with(const struct step_list *steps, const struct step_list *begin);

/* Finds each step of the old list in the new one: now_at[i] is the index there of step i, or
 * now->n if it is there no more.  No two are the same step. */
void steps_match(const struct step_list *old, const struct step_list *now, size_t *now_at);

#endif
