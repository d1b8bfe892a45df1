// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The plan of a host for a class: what is there, what is to be done, and what is in the way.  It
 * looks and changes nothing. */
#ifndef CLASSHOST_PLAN_H
#define CLASSHOST_PLAN_H

#include "classhost/items.h"
#include "classhost/look.h"

/* Fills an empty plan, in the order in which things are done; the sums stand last. */
void plan_make(const struct wish *wish, const struct look *look, struct plan *plan);

#endif
