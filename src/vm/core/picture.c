// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The picture: what is known of the machines, kept by the core under its lock,
 * changed by the worker and the backend's events, copied out for the screen. */
#include "vm/core/picture.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "vm/core/jobs.h"
#include "vm/core/state.h"
#include "vm/hardware.h"

/* Is the call under way late?  Only asked about a link that seems to live. */
static bool is_stalled(const struct vm *vm)
{
	return vm->call_began_ms && vm->truth.link != VM_LOST && vm->truth.link != VM_FAILED &&
	       clock_mono_ms() - vm->call_began_ms >= vm->call_limit_ms;
}

struct vm_picture *vm_picture(struct vm *vm)
{
	struct vm_picture *copy;
	size_t i;

	pthread_mutex_lock(&vm->lock);
	if (is_stalled(vm) && !vm->call_stalled) {
		vm->call_stalled = true;
		vm->truth.version++;
	}
	copy = vm_picture_copy(&vm->truth);
	for (i = 0; i < copy->n_machines; i++) {
		struct vm_machine *machine = &copy->machines[i];

		machine->silent = core_is_silent(vm, machine->name);
		if (machine->silent && !copy->problem.message[0])
			core_say_silent(&copy->problem, machine->name);
	}
	if (vm->call_stalled) {
		copy->link = VM_STALLED;
		copy->stalled_since_ms = vm->call_began_ms;
	}
	pthread_mutex_unlock(&vm->lock);
	return copy;
}

void core_set_link(struct vm *vm, enum vm_link link, const struct error *problem)
{
	size_t i;

	vm->truth.link = link;
	/* problem may point to the picture's own. */
	if (!problem)
		error_clear(&vm->truth.problem);
	else if (problem != &vm->truth.problem)
		vm->truth.problem = *problem;
	for (i = 0; link != VM_ALIVE && i < vm->n_specs; i++) {
		/* Output is lost from now on; the console will say so. */
		vm->extra[i].dropped |= vm->truth.machines[i].console_ready;
		vm->truth.machines[i].console_ready = false;
		vm->truth.machines[i].cpu_percent = -1;
	}
	core_changed(vm);
}

static void push_spark(struct vm_machine *machine)
{
	int percent = machine->cpu_percent;

	memmove(machine->spark, machine->spark + 1, sizeof machine->spark - 1);
	machine->spark[VM_SPARK - 1] =
		(unsigned char)(percent < 0 ? 255 : percent > 100 ? 100 : percent);
}

/* Its time in a state goes on while its memory is written. */
static bool passes(enum trouble trouble)
{
	return trouble == TROUBLE_SAVING;
}

static void merge_one(struct vm_machine *known, struct vm_machine *fresh, bool sample)
{
	size_t i;

	if (fresh->state != known->state || fresh->not_ours != known->not_ours ||
	    (fresh->trouble != known->trouble && !passes(fresh->trouble) && !passes(known->trouble))) {
		/* When the program starts, it is unknown since when the machine has this
		 * state. */
		known->since_ms = known->state == STATE_UNKNOWN ? 0 : clock_mono_ms();
		known->state = fresh->state;
	}
	known->trouble = fresh->trouble;
	known->not_ours = fresh->not_ours;
	free(known->not_ours_why);
	known->not_ours_why = fresh->not_ours_why;
	known->cpu_percent = fresh->cpu_percent;
	known->memory = fresh->memory;
	hardware_clear(&known->now);
	hardware_clear(&known->next);
	known->now = fresh->now;
	known->next = fresh->next;
	machine_free_snapshots(known);
	known->snapshots = fresh->snapshots;
	known->n_snapshots = fresh->n_snapshots;
	known->is_base = fresh->is_base;
	known->can_undo = false;
	for (i = 0; i < known->n_snapshots; i++)
		known->can_undo |= known->snapshots[i].safety;
	if (sample)
		push_spark(known);
	free(fresh->name);
	*fresh = (struct vm_machine){ 0 };
}

/* Not for a saved machine, which continues where it was, nor for one that was not seen
 * before, which may have run for long. */
static bool boots(enum machine_state was, enum machine_state now)
{
	return (was == STATE_SHUTOFF || was == STATE_ABSENT) && now == STATE_RUNNING;
}

static void core_boots(struct vm *vm, size_t i)
{
	vm->extra[i].booting = true;
	vm->extra[i].boot_seq = vm->truth.machines[i].console_seq;
}

void core_merge(struct vm *vm, struct vm_machine *fresh, bool sample)
{
	size_t i;

	for (i = 0; i < vm->n_specs; i++) {
		struct vm_machine *machine = &vm->truth.machines[i];

		if (fresh[i].in_hand) {
			if (sample)
				push_spark(machine);
			continue;
		}
		if (fresh[i].state != machine->state)
			vm->screen_at_ms = 0; /* what it shows has changed, too */
		if (boots(machine->state, fresh[i].state))
			core_boots(vm, i);
		merge_one(machine, &fresh[i], sample);
		machine->not_created = vm->specs[i].clone_of && machine->state == STATE_ABSENT;
	}
	core_changed(vm);
}

/* Called before the job, because the machine may write its first output before the job
 * ends.  Output right before the reset counts too. */
void core_resets(struct vm *vm, const struct vm_request *request)
{
	struct vm_machine *machine = core_machine(vm, request->action.machine);
	struct core_machine *extra = machine ? &vm->extra[machine - vm->truth.machines] : NULL;

	if (!machine || request->action.verb != VERB_RESET ||
	    (machine->state != STATE_RUNNING && machine->state != STATE_PAUSED))
		return;
	extra->resets = true;
	extra->was_heard = extra->heard;
	extra->was_booting = extra->booting;
	extra->heard = false;
	core_boots(vm, (size_t)(machine - vm->truth.machines));
}

/* The reset failed: the machine is as ready as before. */
static void not_reset(struct core_machine *extra)
{
	extra->heard |= extra->was_heard;
	extra->booting = extra->was_booting;
}

/* A reset counts as a start, although the state does not change.  A restore does not,
 * although libvirt starts a process for it. */
void core_rebooted(struct vm *vm, const struct vm_result *result, bool anew)
{
	struct vm_machine *machine = core_machine(vm, result->machine);
	size_t i = machine ? (size_t)(machine - vm->truth.machines) : 0;

	if (!machine)
		return;
	/* If the connection was lost, it is unknown whether it was reset. */
	if (vm->extra[i].resets && !result->ok && result->error.kind != ERROR_CONNECTION)
		not_reset(&vm->extra[i]);
	vm->extra[i].resets = false;
	if (!result->ok)
		return;
	if (result->verb == VERB_RESTORE || result->verb == VERB_UNDO)
		vm->extra[i].booting = false;
	anew = anew && machine->state == STATE_RUNNING;
	if (result->verb == VERB_RESET || anew)
		machine->since_ms = clock_mono_ms();
	if (anew)
		core_boots(vm, i);
}
