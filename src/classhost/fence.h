// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The fence: what seats and their guests send stays on the wires between their machines.  A guest
 * with a user network reaches the host's own 127.0.0.1, and its network. */
#ifndef CLASSHOST_FENCE_H
#define CLASSHOST_FENCE_H

#include "classhost/items.h"
#include "classhost/look.h"

/* For "nft -f -": makes the table, or replaces it whole.  Caller frees. */
char *fence_text(void);
/* What "nft list table" prints: is it that table? */
bool fence_stands(const char *listing);

void fence_plan(const struct look *look, struct plan *plan);

#endif
