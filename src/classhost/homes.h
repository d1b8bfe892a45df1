// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The homes of seats: a file system of their own, in a file, with a limit for each. */
#ifndef CLASSHOST_HOMES_H
#define CLASSHOST_HOMES_H

#include "classhost/items.h"
#include "classhost/look.h"

void homes_plan(const struct wish *wish, const struct look *look, struct plan *plan);

#endif
