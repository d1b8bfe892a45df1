/* What each verb promises to have done, held against what was read after it.
 * Pure; any thread. */
#ifndef VM_PROMISE_H
#define VM_PROMISE_H

#include "vm/vm.h"

/* Is it so?  If not, err says what was found instead.  was: the state before. */
bool promise_kept(const struct vm_request *request, enum machine_state was,
		  const struct vm_machine *after, struct error *err);
/* Can a look at the machine tell whether the verb was carried out? */
bool promise_shows(enum verb verb);

#endif
