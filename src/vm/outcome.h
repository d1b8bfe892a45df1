// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Outcomes: comparing what a verb is meant to do with what was read after it, so that a button
 * that says "done" has done it.  Pure; any thread. */
#ifndef VM_OUTCOME_H
#define VM_OUTCOME_H

#include "vm/machine.h"

/* Has the verb done what it is meant to do?  If not, err says what was found instead.
 * was: the state before. */
bool outcome_kept(const struct vm_request *request, enum machine_state was,
		  const struct vm_machine *after, struct error *err);
/* Does the machine, once it is read, tell whether the verb was carried out? */
bool outcome_shows(enum verb verb);
/* Was everything read that tells it?  Hardware cannot be read at times. */
bool outcome_known(enum verb verb, const struct vm_machine *after);

/* What there was before an action. */
struct outcome_past {
	enum machine_state state;
	char *safety;     /* the newest safety snapshot, or NULL */
	char *undo;       /* the one that "u" brings back, or NULL */
	int64_t named_ms; /* when the action's snapshot was taken; -1: it did not exist */
	bool lacked;      /* its hardware was known, and was not what the action makes it */
};

void outcome_remember(struct outcome_past *past, const struct vm_request *request,
		      const struct vm_machine *before);
void outcome_forget(struct outcome_past *past);
/* Was an action carried out whose result is not known?  Also compares with the past, as
 * the machine may have been in that state before. */
bool outcome_done(const struct vm_request *request, const struct outcome_past *past,
		  const struct vm_machine *after);
/* The hypervisor said that the action failed.  Did it do what it is meant to do all the same,
 * and was that not so before?  False for actions of several steps: their own error says how
 * far they came. */
bool outcome_done_anyway(const struct vm_request *request, const struct outcome_past *past,
			 const struct vm_machine *after);

#endif
