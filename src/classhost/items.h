// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a plan is made of: items, each with a state, and what is wished of the host.  Plain data;
 * one thread. */
#ifndef CLASSHOST_ITEMS_H
#define CLASSHOST_ITEMS_H

#include <stdbool.h>
#include <stddef.h>

#include "classhost/list.h"

#define GROUP_SEAT "imitation-seat"   /* the primary group of seats */
#define GROUP_CLASS "imitation-class" /* seats and instructors */

struct wish {
	const char *class; /* the name of the class, as ticket_is_name() wants it */
	const char *file;  /* the list's, for people */
	const struct class_list *list;
	const char *host;    /* the name of this host */
	const char *program; /* this program, an absolute path */
	const char *guests;  /* the folder of the guests that all share; NULL: not known */
	bool all;            /* seats go through all lessons; else through the first seven */
};

enum plan_state {
	PLAN_OK,       /* it is so already */
	PLAN_DO,       /* it is to be done */
	PLAN_OBSTACLE, /* somebody has to decide or mend something first */
};

struct plan_item {
	const char *id; /* for programs, not translated: "sshd", "fence" */
	enum plan_state state;
	char *text;   /* translated and clean */
	char *remedy; /* the same; "" unless it is an obstacle */
};

struct plan {
	struct plan_item *items;
	size_t n;
};

/* Adds an item.  Takes ownership of text and remedy; remedy: NULL but for an obstacle. */
void plan_add(struct plan *plan, const char *id, enum plan_state state, char *text, char *remedy);
size_t plan_count(const struct plan *plan, enum plan_state state); /* of the items */
void plan_free(struct plan *plan);                                 /* it is empty then */

/* Has this person an account on this host? */
bool wish_is_here(const struct wish *wish, const struct class_person *person);
int wish_seats(const struct wish *wish); /* those on this host, without instructors */

#endif
