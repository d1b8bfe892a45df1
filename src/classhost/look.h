// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How a host is looked at: a table of functions, none of which changes anything.  The plan asks by
 * these alone, so that a test can describe another host.  One thread. */
#ifndef CLASSHOST_LOOK_H
#define CLASSHOST_LOOK_H

#include <stdbool.h>
#include <stdint.h>

struct look {
	void *context; /* the first argument of each */
	bool root;     /* only root can see what sshd and nft have */
	int processors;
	/* The text of a file of at most 1 MiB; NULL: it is not there, or cannot be read.  Caller
	 * frees. */
	char *(*file)(void *context, const char *path);
	bool (*exists)(void *context, const char *path);
	int64_t (*free_bytes)(void *context, const char *folder); /* -1: unknown */
	/* Can everybody run this file, and nobody but root change it or a folder that it lies in? */
	bool (*is_for_all)(void *context, const char *path);
	bool (*user)(void *context, const char *name, unsigned *uid, unsigned *gid);
	bool (*group)(void *context, const char *name, unsigned *gid);
	/* Is the user in this group, but as its primary one? */
	bool (*is_member)(void *context, const char *group, const char *user);
	bool (*has_program)(void *context, const char *name); /* in a folder of the system */
	/* What a command prints on standard output; NULL where it fails.  argv ends with NULL, and
	 * its first word is looked for in the folders of the system.  Caller frees. */
	char *(*output)(void *context, const char *const argv[]);
};

/* How this host is looked at. */
struct look look_here(void);

#endif
