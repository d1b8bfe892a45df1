// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The mark in a domain's <metadata>, which says that the program made it, for which
 * workshop and for whom.  Pure; any thread. */
#ifndef VM_MARK_H
#define VM_MARK_H

#include <stdbool.h>
#include <sys/types.h>

#define MARK_NAMESPACE "https://imitation.example/ns/1"
#define MARK_PREFIX "imitation"

struct mark {
	char *workshop, *machine, *prefix, *disk;
	uid_t owner;
};

char *mark_xml(const struct mark *mark);                   /* the element alone */
bool mark_parse(const char *xml, struct mark *mark);       /* false: not a mark of ours */
void mark_free(struct mark *mark);
#endif
