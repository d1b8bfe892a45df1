// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Whether a machine listens yet; see awake.h. */
#include "vm/awake.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "vm/check.h"

enum {
	WAKING_MS = 3000,   /* for a started machine to say something */
	CONSOLE_MS = 10000, /* for its console to be there, so that the answer is heard */
	WORDS_MS = 45000,   /* for it to say the words that a lesson waits for */
	SETTLE_MS = 200,    /* from these words on: a shell asks the terminal first */
};

static struct hub_machine *extra_of(struct vm *vm, const struct vm_machine *machine)
{
	return &vm->extra[machine - vm->truth.machines];
}

/* The words are only waited for once a start: a shell that has shown its
 * prompt listens, also when that has long scrolled away. */
static bool heard_words(struct vm *vm, const struct vm_machine *machine,
			const struct action *action)
{
	struct hub_machine *extra = extra_of(vm, machine);

	if (extra->booting && check_console_said(action->after, machine, extra->boot_seq)) {
		extra->booting = false;
		extra->woken_ms = clock_mono_ms();
	}
	return !extra->booting;
}

bool awake_for(struct vm *vm, const struct hub_job *job, int64_t *again)
{
	const struct action *action = &job->request.action;
	const struct vm_machine *machine;
	bool awake;
	int64_t until;

	if (job->reset || vm->truth.simulated ||
	    (action->verb != VERB_TYPE && action->verb != VERB_SHUTDOWN))
		return true;
	machine = hub_machine(vm, action->machine);
	if (!machine || machine->state != STATE_RUNNING)
		return true;
	if (action->after) {
		awake = heard_words(vm, machine, action);
		until = job->submitted_ms + WORDS_MS;
		/* Busybox asks where the cursor is, behind its prompt; what is typed
		 * before the answer leaves the answer to the command. */
		if (awake && clock_mono_ms() < extra_of(vm, machine)->woken_ms + SETTLE_MS) {
			awake = false;
			until = extra_of(vm, machine)->woken_ms + SETTLE_MS;
		}
	} else {
		awake = extra_of(vm, machine)->heard;
		until = machine->since_ms + WAKING_MS;
		if (!machine->console_ready && !machine->console_problem)
			until = job->submitted_ms + CONSOLE_MS;
	}
	if (awake || clock_mono_ms() >= until)
		return true;
	if (until < *again)
		*again = until;
	return false;
}

bool awake_in_time(struct vm *vm, const struct hub_job *job, struct error *err)
{
	const struct action *action = &job->request.action;
	const struct vm_machine *machine = hub_machine(vm, action->machine);

	if (action->verb != VERB_TYPE || !action->after || vm->truth.simulated || !machine ||
	    machine->state != STATE_RUNNING || heard_words(vm, machine, action))
		return true;
	error_set(err, ERROR_STATE, _("Nothing was typed: %s is not listening yet."),
		  action->machine);
	error_mend(err, _("Look at its console, and try again when it has started."));
	return false;
}
