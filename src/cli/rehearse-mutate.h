// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* rehearse --mutate: would a check pass for the wrong reason? */
#ifndef CLI_REHEARSE_MUTATE_H
#define CLI_REHEARSE_MUTATE_H

#include "cli/rehearsal.h"

/* Rehearses the lesson of this number (NULL: all of them), each from nothing, and what
 * must not be enough for its checks. */
void rehearse_mutated(struct rehearsal *r, const char *only);

#endif
