// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Is the guest ready for keys; see guest-ready.h. */
#include "vm/core/guest-ready.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "vm/check.h"
#include "vm/core/exchange.h"

enum {
	WAKING_MS = 3000,   /* for a machine that may have run before to say something */
	CONSOLE_MS = 10000, /* for its console to be there, so that the answer is heard */
	BACK_MS = 3000,     /* after a restore, to write again */
	LATE_MS = 300,      /* what comes so soon after that may have been written before it */
	ELSEWHERE_MS = 3000, /* for another program that has its console to let go of it */
	SETTLE_MS = 200,    /* after its last output: a shell asks the terminal first */
	CALM_MS = 1500,     /* without output; a boot loader that counts down writes each second */
	SETTLE_MAX_MS = 2000, /* for a machine that never stops writing */
	ASK_MS = 1000,      /* for an answer, before it is asked again; doubles */
	ASK_MAX_MS = 8000,
	ANSWER_MS = 3000,   /* for one that writes but does not answer: it may show no keys */
	PROMPT_MS = 8000,   /* without output, for the prompt of a guest that reads whole lines */
};

/* A blank and the key that erases it change nothing, at a prompt and in a line that was
 * begun, and whatever echoes keys shows them. */
static const char question[] = " \177";

/* ---- asking it ------------------------------------------------------------------- */

/* The blank, and going back over it.  Then an editor of lines erases to the end (an escape
 * sequence), and a terminal by another blank. */
void guest_wrote(struct asked *asked, const char *bytes, size_t n)
{
	static const char begins[] = " \b";
	size_t i;

	for (i = 0; i < n && asked->pause_ms > 0 && asked->answer == ANSWER_NONE; i++) {
		if (asked->seen == sizeof begins - 1 && (bytes[i] == ' ' || bytes[i] == '\033'))
			asked->answer = bytes[i] == ' ' ? ANSWER_LINES : ANSWER_EDITOR;
		else if (asked->seen < sizeof begins - 1 && bytes[i] == begins[asked->seen])
			asked->seen++;
		else
			asked->seen = bytes[i] == begins[0];
	}
}

/* When it may be asked.  Any key stops a boot loader that counts down, so a machine that was
 * running before this program looked must have been calm for a while. */
static int64_t may_ask_at(const struct vm_machine *machine, const struct core_machine *extra,
			  const struct core_job *job)
{
	int64_t looked = job->submitted_ms > extra->said_ms ? job->submitted_ms : extra->said_ms;

	return machine->since_ms == 0 ? looked + CALM_MS : extra->said_ms + SETTLE_MS;
}

static void ask(const struct vm_machine *machine, struct core_machine *extra,
		const struct core_job *job, int64_t *again)
{
	struct asked *asked = &extra->asked;
	int64_t now = clock_mono_ms(), at = may_ask_at(machine, extra, job);

	if (!machine->console_ready || asked->answer != ANSWER_NONE || extra->typed.len > 0)
		return;
	at = at < asked->next_ms ? asked->next_ms : at;
	if (now >= at) {
		str_addn(&extra->typed, question, sizeof question - 1);
		asked->pause_ms = !asked->pause_ms ? ASK_MS : asked->pause_ms * 2;
		if (asked->pause_ms > ASK_MAX_MS)
			asked->pause_ms = ASK_MAX_MS;
		asked->next_ms = now + asked->pause_ms;
		at = now; /* for the worker to send it */
	}
	*again = clock_sooner(*again, at);
}

/* What is typed at an editor of lines is read by it.  A terminal keeps it for whatever reads
 * its lines next.  That may be a program which is still running, and a prompt comes after it:
 * only one that was there before this program looked is never seen. */
static bool has_answered(const struct core_machine *extra, const struct action *action,
			 int64_t *again)
{
	int64_t until = extra->said_ms + PROMPT_MS;

	if (extra->asked.answer != ANSWER_LINES || !action->after)
		return extra->asked.answer != ANSWER_NONE;
	if (clock_mono_ms() >= until)
		return true;
	*again = clock_sooner(*again, until);
	return false;
}

/* ---- has it said what shows it ----------------------------------------------------- */

/* It was running before this program looked, or went back in time, and nothing has shown
 * since then that it listens on its console. */
static bool is_to_be_asked(const struct core_machine *extra, const struct action *action)
{
	return action->verb == VERB_TYPE && action->serial && !extra->booting && !extra->listens;
}

/* The text is waited for once per start only: a shell that has shown its prompt reads keys,
 * even if the prompt has scrolled away since. */
static bool heard_words(struct vm *vm, const struct vm_machine *machine,
			const struct action *action)
{
	struct core_machine *extra = core_extra(vm, machine);

	if ((extra->booting || is_to_be_asked(extra, action)) &&
	    check_console_said(action->after, machine, extra->boot_seq)) {
		extra->booting = false;
		extra->listens = true;
		extra->woken_ms = clock_mono_ms();
	}
	return !extra->booting && !is_to_be_asked(extra, action);
}

/* Has it shown that it listens?  If not, it is asked. */
static bool is_found_to_listen(struct vm *vm, const struct vm_machine *machine,
			       const struct core_job *job, int64_t *again)
{
	const struct action *action = &job->request.action;
	struct core_machine *extra = core_extra(vm, machine);

	if (action->after && heard_words(vm, machine, action))
		return true;
	if (has_answered(extra, action, again)) {
		extra->listens = true;
		extra->woken_ms = clock_mono_ms();
	} else {
		ask(machine, extra, job, again);
	}
	return extra->listens;
}

/* Busybox asks for the cursor's position after its prompt.  If text is typed before the
 * answer, the answer ends up in the command.  So wait until it stops writing, and send the
 * answer first. */
static bool is_settled(struct vm *vm, const struct vm_machine *machine, const struct core_job *job,
		       int64_t *again)
{
	const struct core_machine *extra = core_extra(vm, machine);
	int64_t until = job->submitted_ms > extra->woken_ms ? job->submitted_ms : extra->woken_ms;

	until += SETTLE_MAX_MS;
	if (extra->typed.len == 0)
		until = clock_sooner(until, extra->said_ms + SETTLE_MS);
	if (clock_mono_ms() >= until)
		return true;
	*again = clock_sooner(*again, until);
	return false;
}

/* Returns the time until which to wait for the machine's first output.  Firmware writes
 * nothing on a serial line and takes longer on a slow host, so only output shows that it is
 * over.  Some machines never write anything. */
static int64_t first_words_until(const struct vm_machine *machine, const struct core_machine *extra,
				 const struct core_job *job)
{
	bool types = job->request.action.verb == VERB_TYPE;

	if (!machine->console_ready && !machine->console_problem)
		return job->submitted_ms + CONSOLE_MS;
	/* It was running before this program looked, nobody knows for how long. */
	if (types && machine->since_ms == 0 && !extra->listens && machine->console_ready)
		return job->submitted_ms + WAKING_MS;
	return machine->since_ms + (types && extra->booting ? GUEST_WORDS_MS : WAKING_MS);
}

/* What is typed goes through a console that is not ours (yet). */
static bool lacks_console(const struct vm_machine *machine, const struct action *action)
{
	return action->verb == VERB_TYPE && action->serial && !machine->console_ready;
}

/* It went back in time, which takes another QEMU, and maybe to where its firmware was still at
 * work: both lose keys, so it has to write again first. */
static bool came_back(const struct core_machine *extra)
{
	return extra->back_ms > 0 && extra->said_ms <= extra->back_ms + LATE_MS;
}

/* Until when does the job wait for the machine to write what it waits for? */
static int64_t waits_until(const struct vm_machine *machine, const struct core_machine *extra,
			   const struct core_job *job)
{
	const struct action *action = &job->request.action;

	if (lacks_console(machine, action))
		return job->submitted_ms + (machine->console_problem ? ELSEWHERE_MS : CONSOLE_MS);
	if (action->after || (is_to_be_asked(extra, action) && !extra->heard))
		return job->submitted_ms + GUEST_WORDS_MS;
	if (is_to_be_asked(extra, action))
		return job->submitted_ms + ANSWER_MS;
	if (came_back(extra))
		return extra->back_ms + BACK_MS;
	return first_words_until(machine, extra, job);
}

/* Has the machine yet to write what the job waits for?  Then *again is when to ask again. */
static bool is_waking(struct vm *vm, const struct vm_machine *machine, const struct core_job *job,
		      int64_t *again)
{
	const struct action *action = &job->request.action;
	const struct core_machine *extra = core_extra(vm, machine);
	int64_t until = waits_until(machine, extra, job);
	bool heard;

	if (lacks_console(machine, action))
		heard = false;
	else if (is_to_be_asked(extra, action))
		heard = is_found_to_listen(vm, machine, job, again);
	else
		heard = action->after ? heard_words(vm, machine, action) :
					extra->heard && !came_back(extra);
	if (heard || clock_mono_ms() >= until)
		return false;
	*again = clock_sooner(*again, until);
	return true;
}

/* Is the person told that it wakes up?  Not if it has answered, and its prompt is waited for. */
static void tell(struct vm *vm, struct vm_machine *machine, bool waking)
{
	waking = waking && core_extra(vm, machine)->asked.answer == ANSWER_NONE;
	if (machine->waking == waking)
		return;
	machine->waking = waking;
	core_changed(vm);
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
	tell(vm, machine, waking);
	return !waking && (machine->state != STATE_RUNNING || !action->after ||
			   is_settled(vm, machine, job, again));
}

/* A machine that wrote something after an earlier start but nothing now is still in its
 * firmware; one that never wrote anything may have nothing to write. */
static bool says_nothing(struct vm *vm, const struct vm_machine *machine, const struct core_job *job)
{
	const struct core_machine *extra = core_extra(vm, machine);

	return extra->booting && extra->spoke && !extra->heard && machine->console_ready &&
	       job->submitted_ms < machine->since_ms + GUEST_WORDS_MS;
}

/* Its console is open in another program, or not open yet. */
static bool say_no_console(const struct vm_machine *machine, struct error *err)
{
	if (machine->console_problem)
		error_set(err, ERROR_STATE, _("Nothing was typed: %s"), machine->console_problem);
	else
		error_set(err, ERROR_STATE, _("Nothing was typed: the console of %s is not connected."),
			  machine->name);
	error_remedy(err, machine->console_problem ? _("Do it in the program that has it open, or leave it "
						       "there, and try again.") :
						     _("Wait a moment, and try again."));
	return false;
}

bool guest_ready_in_time(struct vm *vm, const struct core_job *job, struct error *err)
{
	const struct action *action = &job->request.action;
	const struct vm_machine *machine = core_machine(vm, action->machine);

	if (action->verb != VERB_TYPE || vm->truth.simulated || !machine ||
	    machine->state != STATE_RUNNING)
		return true;
	if (lacks_console(machine, action))
		return say_no_console(machine, err);
	if (action->after ? heard_words(vm, machine, action) : !says_nothing(vm, machine, job)) {
		/* Once is enough to wait for one that writes nothing. */
		core_extra(vm, machine)->listens |= !action->serial;
		return true;
	}
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
