// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which connections to try, in which order.  Pure, but for uri_to_name(); any thread. */
#ifndef VM_CHOOSE_H
#define VM_CHOOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct choice {
	char *uris[4]; /* in the order to try them */
	size_t n;
	bool chosen; /* true if nobody named one: the last may be the simulation */
};

/* asked: -c or NULL.  env: $LIBVIRT_DEFAULT_URI or NULL.  folder: the root of the
 * embedded driver. */
struct choice choose_uris(const char *asked, const char *env, uid_t uid, const char *folder);
void choice_free(struct choice *choice);
/* Would virsh use this URI without -c?  env and uid as above. */
bool uri_is_default(const char *uri, const char *env, uid_t uid);
/* Returns the URI if shown commands must name it, as virsh would use another; else NULL. */
const char *uri_to_name(const char *uri);
bool uri_is_simulated(const char *uri);
bool uri_is_remote(const char *uri); /* another host, or this one over a network */
/* A parameter of the URI's query, unescaped, or NULL.  Caller frees. */
char *uri_parameter(const char *uri, const char *name);

#endif
