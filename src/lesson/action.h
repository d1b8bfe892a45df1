// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Actions, checks and machines as data: compared key by key, copied, freed.  Pure. */
#ifndef LESSON_ACTION_H
#define LESSON_ACTION_H

#include "lesson/verbs.h"


/* Do two objects of the same kind have the same value for this key? */
bool value_same(const struct key_rule *rule, const void *a, const void *b);
/* Does the check have this key? */
bool check_says(const struct check *check, const struct key_rule *rule);
/* Returns the first key in which the actions differ, or NULL.  Keys that are only texts
 * for people do not count. */
const struct key_rule *actions_differ(const struct action *a, const struct action *b);
const struct key_rule *checks_differ(const struct check *a, const struct check *b);

/* A copy with texts of its own, also of a machine. */
void action_copy(struct action *to, const struct action *from);
void machine_spec_copy(struct machine_spec *to, const struct machine_spec *from);
/* Free what the struct holds, not the struct itself. */
void action_free(struct action *action);
void check_free(struct check *check);
void machine_spec_free(struct machine_spec *spec);

#endif
