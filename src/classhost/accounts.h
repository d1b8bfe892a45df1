// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The accounts and the groups of a class. */
#ifndef CLASSHOST_ACCOUNTS_H
#define CLASSHOST_ACCOUNTS_H

#include "classhost/items.h"
#include "classhost/look.h"

void accounts_plan(const struct wish *wish, const struct look *look, struct plan *plan);

/* A class_is_system() for a list, with a struct look as its context. */
bool accounts_is_system(void *look, const char *name);

#endif
