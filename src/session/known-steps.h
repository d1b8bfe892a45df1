// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a record of progress knows of a workshop.  Pure; any thread. */
#ifndef SESSION_KNOWN_STEPS_H
#define SESSION_KNOWN_STEPS_H

#include "lesson/lesson.h"
#include "progress/record.h"

/* The steps as progress_follow() takes them.  The caller frees the list. */
struct step_list known_steps(const struct workshop *workshop);
/* Is the record in the file of the old id this workshop's?  It is if it says so.  One of an
 * earlier version does not say whose it is: then a check of this workshop must have passed,
 * or, if none has passed, its place must be a step of this workshop. */
bool known_record(const struct record *record, const struct workshop *workshop);

#endif
