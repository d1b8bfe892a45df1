// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Sentences that the application says about what was done. */
#ifndef WORDS_H
#define WORDS_H

#include "lesson/lesson.h"
#include "vm/vm.h"

/* What came of an action: "dreamer stands still." and the time it took.  name is the
 * snapshot's, or NULL.  Caller frees. */
char *words_result(const struct vm_result *result, const char *name);
/* The question before an action that loses something for good, or the one
 * that the lesson asks; NULL for none.  Caller frees. */
char *words_question(const struct action *action, const struct vm_machine *machine);

#endif
