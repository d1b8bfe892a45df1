// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A record whose steps have other numbers now, because the author changed the lessons.
 * Pure; any thread. */
#ifndef PROGRESS_RENUMBER_H
#define PROGRESS_RENUMBER_H

#include "progress/record.h"
#include "progress/step-list.h"

/* Makes it the record of this workshop, whose steps these are: steps that have other numbers
 * now get these numbers. */
void record_follow(struct record *record, const struct step_list *now, const char *workshop);

#endif
