// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Compares what a verb is meant to do with what was read after it.  Pure; any thread. */
#ifndef VM_OUTCOME_H
#define VM_OUTCOME_H

#include "vm/machine.h"

/* Has the verb done what it is meant to do?  If not, err says what was found instead.
 * was: the state before. */
bool outcome_kept(const struct vm_request *request, enum machine_state was,
		  const struct vm_machine *after, struct error *err);
/* Does the machine's state tell whether the verb was carried out? */
bool outcome_shows(enum verb verb);

/* What there was before an action. */
struct outcome_past {
	enum machine_state state;
	char *safety;     /* the newest safety snapshot, or NULL */
	int64_t named_ms; /* when the action's snapshot was taken; -1: it did not exist */
};

void outcome_remember(struct outcome_past *past, const struct vm_request *request,
		      const struct vm_machine *before);
void outcome_forget(struct outcome_past *past);
/* Was an action carried out whose result is not known?  Also compares with the past, as
 * the machine may have been in that state before. */
bool outcome_done(const struct vm_request *request, const struct outcome_past *past,
		  const struct vm_machine *after);

#endif
