// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The picture: what is known of the machines, kept by the hub under its lock,
 * changed by the worker and the backend's events, copied out for the screen. */
#include "vm/vm.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "vm/hardware.h"
#include "vm/hub.h"

void hub_picture_init(struct vm *vm)
{
	size_t i;

	vm->truth.uri = mem_dup(vm->asked_uri ? vm->asked_uri : "");
	vm->truth.machines = mem_array(vm->n_specs, sizeof *vm->truth.machines);
	vm->truth.n_machines = vm->n_specs;
	vm->extra = mem_array(vm->n_specs, sizeof *vm->extra);
	for (i = 0; i < vm->n_specs; i++) {
		struct vm_machine *machine = &vm->truth.machines[i];

		machine->name = mem_dup(vm->specs[i].name);
		machine->unborn = vm->specs[i].clone_of != NULL;
		machine->cpu_percent = -1;
		machine->console_tail = mem_dup("");
		memset(machine->spark, 255, sizeof machine->spark);
		serial_init(&vm->extra[i]);
	}
}

static void free_moments(struct vm_machine *machine)
{
	size_t i;

	for (i = 0; i < machine->n_moments; i++) {
		free(machine->moments[i].name);
		free(machine->moments[i].parent);
		free(machine->moments[i].description);
	}
	free(machine->moments);
	machine->moments = NULL;
	machine->n_moments = 0;
}

void machine_free_read(struct vm_machine *machine)
{
	free_moments(machine);
	hardware_clear(&machine->now);
	hardware_clear(&machine->next);
	free(machine->foreign_why);
	free(machine->name);
	*machine = (struct vm_machine){ 0 };
}

static void free_machine(struct vm_machine *machine)
{
	size_t i;

	for (i = 0; i < machine->n_console; i++)
		free(machine->console[i].text);
	free(machine->console);
	free(machine->console_tail);
	free(machine->console_problem);
	machine_free_read(machine);
}

static void free_machines(struct vm_picture *picture)
{
	size_t i;

	for (i = 0; i < picture->n_machines; i++)
		free_machine(&picture->machines[i]);
	free(picture->machines);
	free(picture->uri);
	free(picture->folder);
	free(picture->workshop);
}

void vm_picture_free(struct vm_picture *picture)
{
	if (!picture)
		return;
	free_machines(picture);
	free(picture);
}

void hub_picture_free(struct vm *vm)
{
	size_t i;

	for (i = 0; i < vm->n_specs; i++)
		serial_free(&vm->extra[i]);
	free(vm->extra);
	free_machines(&vm->truth);
}

static void copy_machine(struct vm_machine *to, const struct vm_machine *from)
{
	size_t i;

	*to = *from;
	to->name = mem_dup(from->name);
	to->foreign_why = mem_dup(from->foreign_why);
	to->console_problem = mem_dup(from->console_problem);
	to->console_tail = mem_dup(from->console_tail);
	hardware_copy(&to->now, &from->now);
	hardware_copy(&to->next, &from->next);
	to->moments = mem_array(from->n_moments, sizeof *to->moments);
	for (i = 0; i < from->n_moments; i++) {
		to->moments[i] = from->moments[i];
		to->moments[i].name = mem_dup(from->moments[i].name);
		to->moments[i].parent = mem_dup(from->moments[i].parent);
		to->moments[i].description = mem_dup(from->moments[i].description);
	}
	to->console = mem_array(from->n_console, sizeof *to->console);
	for (i = 0; i < from->n_console; i++) {
		to->console[i].seq = from->console[i].seq;
		to->console[i].text = mem_dup(from->console[i].text);
	}
}

/* Is the call under way late?  Only asked about a link that seems to live. */
static bool is_stalled(const struct vm *vm)
{
	return vm->call_began_ms && vm->truth.link != VM_LOST && vm->truth.link != VM_FAILED &&
	       clock_mono_ms() - vm->call_began_ms >= vm->call_limit_ms;
}

struct vm_picture *vm_picture(struct vm *vm)
{
	struct vm_picture *copy = mem_alloc(sizeof *copy);
	size_t i;

	pthread_mutex_lock(&vm->lock);
	if (is_stalled(vm) && !vm->call_stalled) {
		vm->call_stalled = true;
		vm->truth.version++;
	}
	*copy = vm->truth;
	copy->uri = mem_dup(vm->truth.uri);
	copy->folder = mem_dup(vm->truth.folder);
	copy->workshop = mem_dup(vm->truth.workshop);
	copy->machines = mem_array(vm->truth.n_machines, sizeof *copy->machines);
	for (i = 0; i < copy->n_machines; i++)
		copy_machine(&copy->machines[i], &vm->truth.machines[i]);
	if (vm->call_stalled) {
		copy->link = VM_STALLED;
		copy->stalled_since_ms = vm->call_began_ms;
	}
	pthread_mutex_unlock(&vm->lock);
	return copy;
}

struct vm_machine *hub_machine(struct vm *vm, const char *name)
{
	return (struct vm_machine *)vm_picture_machine(&vm->truth, name);
}

void hub_poke(struct vm *vm)
{
	/* A full pipe already says that there is something to see. */
	while (write(vm->pipe_write, "", 1) < 0 && errno == EINTR)
		;
}

void hub_changed(struct vm *vm)
{
	vm->truth.version++;
	if (!vm->changed)
		hub_poke(vm);
	vm->changed = true;
}

void hub_set_link(struct vm *vm, enum vm_link link, const struct error *problem)
{
	size_t i;

	vm->truth.link = link;
	/* It may be the one that stands there already. */
	if (!problem)
		error_clear(&vm->truth.problem);
	else if (problem != &vm->truth.problem)
		vm->truth.problem = *problem;
	for (i = 0; link != VM_ALIVE && i < vm->n_specs; i++) {
		/* What it writes from now on is missed, and it will say so. */
		vm->extra[i].dropped |= vm->truth.machines[i].console_ready;
		vm->truth.machines[i].console_ready = false;
		vm->truth.machines[i].cpu_percent = -1;
	}
	hub_changed(vm);
}

static void push_spark(struct vm_machine *machine)
{
	int percent = machine->cpu_percent;

	memmove(machine->spark, machine->spark + 1, sizeof machine->spark - 1);
	machine->spark[VM_SPARK - 1] =
		(unsigned char)(percent < 0 ? 255 : percent > 100 ? 100 : percent);
}

static void merge_one(struct vm_machine *known, struct vm_machine *fresh, bool sample)
{
	size_t i;

	if (fresh->state != known->state || fresh->foreign != known->foreign) {
		/* How long it has been so when we came is not known. */
		known->since_ms = known->state == STATE_UNKNOWN ? 0 : clock_mono_ms();
		known->state = fresh->state;
	}
	known->foreign = fresh->foreign;
	free(known->foreign_why);
	known->foreign_why = fresh->foreign_why;
	known->cpu_percent = fresh->cpu_percent;
	known->memory = fresh->memory;
	hardware_clear(&known->now);
	hardware_clear(&known->next);
	known->now = fresh->now;
	known->next = fresh->next;
	free_moments(known);
	known->moments = fresh->moments;
	known->n_moments = fresh->n_moments;
	known->is_base = fresh->is_base;
	known->can_undo = false;
	for (i = 0; i < known->n_moments; i++)
		known->can_undo |= known->moments[i].safety;
	if (sample)
		push_spark(known);
	free(fresh->name);
	*fresh = (struct vm_machine){ 0 };
}

/* A saved machine goes on where it was, and one that was not seen before may
 * have run for long. */
static bool boots(enum machine_state was, enum machine_state now)
{
	return (was == STATE_SHUTOFF || was == STATE_ABSENT) && now == STATE_RUNNING;
}

static void hub_boots(struct vm *vm, size_t i)
{
	vm->extra[i].booting = true;
	vm->extra[i].boot_seq = vm->truth.machines[i].console_seq;
}

void hub_merge(struct vm *vm, struct vm_machine *fresh, bool sample)
{
	size_t i;

	for (i = 0; i < vm->n_specs; i++) {
		struct vm_machine *machine = &vm->truth.machines[i];

		if (fresh[i].state != machine->state)
			vm->screen_at_ms = 0; /* what it shows has changed, too */
		if (boots(machine->state, fresh[i].state))
			hub_boots(vm, i);
		merge_one(machine, &fresh[i], sample);
		machine->unborn = vm->specs[i].clone_of && machine->state == STATE_ABSENT;
	}
	hub_changed(vm);
}

/* Before the job, as the machine may say its first words before the job is over.
 * What it still says just before the reset counts as first words, too. */
void hub_resets(struct vm *vm, const struct vm_request *request)
{
	struct vm_machine *machine = hub_machine(vm, request->action.machine);
	struct hub_machine *extra = machine ? &vm->extra[machine - vm->truth.machines] : NULL;

	if (!machine || request->action.verb != VERB_RESET ||
	    (machine->state != STATE_RUNNING && machine->state != STATE_PAUSED))
		return;
	extra->resets = true;
	extra->was_heard = extra->heard;
	extra->was_booting = extra->booting;
	extra->heard = false;
	hub_boots(vm, (size_t)(machine - vm->truth.machines));
}

/* It was not reset, and is as awake as before. */
static void not_reset(struct hub_machine *extra)
{
	extra->heard |= extra->was_heard;
	extra->booting = extra->was_booting;
}

/* A reset boots without a change of state: it counts as a start.  What was
 * restored goes on in the middle, though libvirt starts a process for it. */
void hub_rebooted(struct vm *vm, const struct vm_result *result, bool anew)
{
	struct vm_machine *machine = hub_machine(vm, result->machine);
	size_t i = machine ? (size_t)(machine - vm->truth.machines) : 0;

	if (!machine)
		return;
	/* Where the connection broke, nobody knows. */
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
		hub_boots(vm, i);
}
