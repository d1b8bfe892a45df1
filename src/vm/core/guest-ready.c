// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Is a machine ready for keys?  See guest-ready.h. */
#include "vm/core/guest-ready.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "vm/check.h"

enum {
	WAKING_MS = 3000,   /* for a machine that may have run before to say something */
	CONSOLE_MS = 10000, /* for its console to be there, so that the answer is heard */
	WORDS_MS = 45000,   /* for its first output, or the text that a lesson waits for */
	SETTLE_MS = 200,    /* after its last output: a shell asks the terminal first */
	SETTLE_MAX_MS = 2000, /* for a machine that never stops writing */
};

static struct core_machine *extra_of(struct vm *vm, const struct vm_machine *machine)
{
	return &vm->extra[machine - vm->truth.machines];
}

/* The text is waited for once per start only: a shell that has shown its prompt reads keys,
 * even if the prompt has scrolled away since. */
static bool heard_words(struct vm *vm, const struct vm_machine *machine,
			const struct action *action)
{
	struct core_machine *extra = extra_of(vm, machine);

	if (extra->booting && check_console_said(action->after, machine, extra->boot_seq)) {
		extra->booting = false;
		extra->woken_ms = clock_mono_ms();
	}
	return !extra->booting;
}

static void earlier(int64_t *at, int64_t than)
{
	if (than < *at)
		*at = than;
}

/* Busybox asks for the cursor's position after its prompt.  If text is typed before the
 * answer, the answer ends up in the command.  So wait until it stops writing, and send the
 * answer first. */
static bool is_settled(struct vm *vm, const struct vm_machine *machine, const struct core_job *job,
		       int64_t *again)
{
	const struct core_machine *extra = extra_of(vm, machine);
	int64_t until = job->submitted_ms > extra->woken_ms ? job->submitted_ms : extra->woken_ms;

	until += SETTLE_MAX_MS;
	if (extra->typed.len == 0)
		earlier(&until, extra->said_ms + SETTLE_MS);
	if (clock_mono_ms() >= until)
		return true;
	earlier(again, until);
	return false;
}

/* Returns the time until which to wait for the machine's first output.  Firmware writes
 * nothing on a serial line and takes longer on a slow host, so only output shows that it is
 * over.  Some machines never write anything. */
static int64_t first_words_until(struct vm *vm, const struct vm_machine *machine,
				 const struct core_job *job)
{
	bool starts = job->request.action.verb == VERB_TYPE && extra_of(vm, machine)->booting;

	if (!machine->console_ready && !machine->console_problem)
		return job->submitted_ms + CONSOLE_MS;
	return machine->since_ms + (starts ? WORDS_MS : WAKING_MS);
}

/* Has the machine yet to write what the job waits for?  Then *again is when to ask again. */
static bool is_waking(struct vm *vm, const struct vm_machine *machine, const struct core_job *job,
		      int64_t *again)
{
	const struct action *action = &job->request.action;
	bool heard = action->after ? heard_words(vm, machine, action) : extra_of(vm, machine)->heard;
	int64_t until = action->after ? job->submitted_ms + WORDS_MS :
					first_words_until(vm, machine, job);

	if (heard || clock_mono_ms() >= until)
		return false;
	earlier(again, until);
	return true;
}

bool guest_is_ready(struct vm *vm, const struct core_job *job, int64_t *again)
{
	const struct action *action = &job->request.action;
	struct vm_machine *machine;
	bool waking;

	if (job->reset || vm->truth.simulated ||
	    (action->verb != VERB_TYPE && action->verb != VERB_SHUTDOWN))
		return true;
	machine = core_machine(vm, action->machine);
	if (!machine)
		return true;
	waking = machine->state == STATE_RUNNING && is_waking(vm, machine, job, again);
	if (machine->waking != waking) {
		machine->waking = waking;
		core_changed(vm);
	}
	return !waking && (machine->state != STATE_RUNNING || !action->after ||
			   is_settled(vm, machine, job, again));
}

/* A machine that wrote something after an earlier start but nothing now is still in its
 * firmware; one that never wrote anything may have nothing to write. */
static bool says_nothing(struct vm *vm, const struct vm_machine *machine, const struct core_job *job)
{
	const struct core_machine *extra = extra_of(vm, machine);

	return extra->booting && extra->spoke && !extra->heard && machine->console_ready &&
	       job->submitted_ms < machine->since_ms + WORDS_MS;
}

bool guest_ready_in_time(struct vm *vm, const struct core_job *job, struct error *err)
{
	const struct action *action = &job->request.action;
	const struct vm_machine *machine = core_machine(vm, action->machine);

	if (action->verb != VERB_TYPE || vm->truth.simulated || !machine ||
	    machine->state != STATE_RUNNING)
		return true;
	if (action->after ? heard_words(vm, machine, action) : !says_nothing(vm, machine, job))
		return true;
	if (action->after)
		error_set(err, ERROR_STATE, _("Nothing was typed: %s is not listening yet."),
			  action->machine);
	else
		error_set(err, ERROR_STATE,
			  _("Nothing was typed: %s has said nothing since it was started."),
			  action->machine);
	error_remedy(err, _("Look at its console, and try again when it has started."));
	return false;
}
