// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A record, or changes to one, whose steps have other numbers now, because the author changed
 * the lessons.  Pure; any thread. */
#ifndef PROGRESS_RENUMBER_H
#define PROGRESS_RENUMBER_H

#include "progress/record.h"
#include "progress/step-list.h"

/* Makes it the record of this workshop, whose steps these are: steps that have other numbers
 * now get these numbers. */
void record_follow(struct record *record, const struct step_list *now, const char *workshop);
/* The same for changes that were not made yet; old: the steps whose numbers they have.  A
 * change to a step that is there no more becomes CHANGE_NOTHING.  Only a check that passed is
 * kept for a step that may come back, unless another step has its number now. */
void changes_follow(struct record_change *changes, size_t n, const struct step_list *old,
		    const struct step_list *now);

#endif
