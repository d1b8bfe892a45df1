// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How much memory, how many processes and how much of the processors a seat may take, and whether
 * all seats together fit this host. */
#ifndef CLASSHOST_LIMITS_H
#define CLASSHOST_LIMITS_H

#include "classhost/items.h"
#include "classhost/look.h"

/* The text of a drop-in for systemd's user-UID.slice.  all: for all lessons; else for the first
 * seven.  Caller frees. */
char *slice_text(bool all);
/* The text of a file in limits.d, for hosts without systemd.  Caller frees. */
char *limits_text(void);

/* What all files of logind.conf say, in the order in which they count: do programs end with their
 * person's login? */
bool logind_kills(const char *config);

void limits_plan(const struct wish *wish, const struct look *look, struct plan *plan);
/* Memory and processors of all seats against what the host has. */
void limits_plan_sum(const struct wish *wish, const struct look *look, struct plan *plan);

#endif
