// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What all seats of a host share: the programs that run machines and the room, and the guests. */
#ifndef CLASSHOST_PROGRAMS_H
#define CLASSHOST_PROGRAMS_H

#include "classhost/items.h"
#include "classhost/look.h"

void programs_plan(const struct wish *wish, const struct look *look, struct plan *plan);

#endif
