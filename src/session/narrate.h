// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Sentences on actions: the question before, what happens meanwhile, what came of it,
 * and the way back.  Pure. */
#ifndef SESSION_NARRATE_H
#define SESSION_NARRATE_H

#include "lesson/lesson.h"
#include "vm/machine.h"

/* What came of an action: "dreamer stands still." and the time it took.  name is the
 * snapshot's, or NULL.  Caller frees. */
char *narrate_result(const struct vm_result *result, const char *name);
/* The same without the time.  Caller frees. */
char *narrate_done(const struct vm_result *result, const char *name);
/* The question before an action that loses something for good, or the one
 * that the lesson asks; NULL for none.  Caller frees. */
char *narrate_question(const struct action *action, const struct vm_machine *machine);

/* "The machine's process is being replaced …": machine as it was before, or NULL.
 * Caller frees. */
char *narrate_of(const struct action *action, const struct vm_machine *machine);
/* "… (0.4 s; last time 0.5 s)".  spent_ms is -1 to leave out the time until now;
 * took_before_ms is 0 if that is not known.  Caller frees. */
char *narrate_times(const char *sentence, int64_t spent_ms, int64_t took_before_ms);
/* Which key takes it back: a button of the step, or t; NULL where there is none,
 * or the sentence on the result names it already.  by_line: keys are words on a line, as in
 * --plain, and there is no timeline to choose in.  Caller frees. */
char *narrate_way_back(const struct step *step, const struct vm_result *result, bool by_line);

/* The command for a shell that takes it back, in a sentence, or NULL: u after a
 * restore, and what undoes a change of hardware.  Caller frees. */
char *narrate_in_shell(const struct vm_result *result, const struct action *action,
		     const struct vm_picture *now);

#endif
