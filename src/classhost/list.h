// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The list of a class: who takes part, and on which host.  Pure; any thread.
 *
 * A line a person: [*]NAME[@HOST][,SHOWN NAME][,SSH PUBLIC KEY].  A "*" marks an instructor; the
 * host "laptop" is the person's own.  Lines that begin with "#" are comments. */
#ifndef CLASSHOST_LIST_H
#define CLASSHOST_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct diags;

enum { CLASS_LIST_MOST = 200 }; /* people */

struct class_person {
	char *name;  /* of the account, as ticket_is_name() wants it */
	char *host;  /* as written; NULL: the host of the class */
	char *shown; /* for people, clean; the name where the list has no other */
	char *key;   /* an ssh public key; NULL: none */
	bool instructor;
	bool laptop; /* needs no account */
	int line;    /* in the list, from 1 */
};

struct class_list {
	struct class_person *people; /* in the order of the list */
	size_t n;
};

/* Whether an account of the system has this name, which nobody may take then. */
typedef bool class_is_system(void *context, const char *name);

/* Reads the n bytes of a list; file: its name in messages.  False where diags got an error; what
 * could be read is in *list then, too.  The caller frees it in either case. */
bool class_list_read(const char *file, const char *bytes, size_t n, class_is_system *is_system,
		     void *context, struct class_list *list, struct diags *diags);
void class_list_free(struct class_list *list); /* it is empty then */

#endif
