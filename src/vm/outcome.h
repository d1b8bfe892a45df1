// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What each verb promises to have done, held against what was read after it.
 * Pure; any thread. */
#ifndef VM_OUTCOME_H
#define VM_OUTCOME_H

#include "vm/request.h"

/* Is it so?  If not, err says what was found instead.  was: the state before. */
bool outcome_kept(const struct vm_request *request, enum machine_state was,
		  const struct vm_machine *after, struct error *err);
/* Can a look at the machine tell whether the verb was carried out? */
bool outcome_shows(enum verb verb);

/* What was so before an action. */
struct outcome_past {
	enum machine_state state;
	char *safety;     /* the newest safety snapshot, or NULL */
	int64_t named_ms; /* when the moment that the action names was made, -1: there was none */
};

void outcome_remember(struct outcome_past *past, const struct vm_request *request,
		      const struct vm_machine *before);
void outcome_forget(struct outcome_past *past);
/* Was an action carried out that nobody answered for?  What a promise asks for
 * may have been so before, and then it says nothing. */
bool outcome_done(const struct vm_request *request, const struct outcome_past *past,
		  const struct vm_machine *after);

#endif
