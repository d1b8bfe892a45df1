// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the mark of a machine says: that the program made it, for which workshop and
 * for whom.  Plain data. */
#ifndef VM_MARK_H
#define VM_MARK_H

#include <sys/types.h>

struct mark {
	char *workshop, *machine, *prefix;
	char *disk; /* its file, or NULL */
	uid_t owner;
};

void mark_free(struct mark *mark); /* what is in it */

#endif
