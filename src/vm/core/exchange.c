// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Jobs and results are in two queues between the screen's thread and the worker.  The picture
 * is changed by the worker and the backend's events, and copied out for the screen.  All of
 * it is under the core's lock. */
#include "vm/core/exchange.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "vm/core/console-watch.h"
#include "vm/core/state.h"
#include "vm/machine.h"
#include "vm/rules.h"
#include "vm/virsh.h"

/* ---- jobs and results ---------------------------------------------------------- */

bool core_job_is_on(const struct core_job *job, const char *machine)
{
	const struct action *action = &job->request.action;

	return job->reset || !machine || str_eq(action->machine, machine) ||
	       (action->as && str_eq(action->as, machine));
}

bool core_is_silent(const struct vm *vm, const char *machine)
{
	const struct core_job *job;
	bool silent = false;

	for (job = vm->begun; job; job = job->next) {
		if (!core_job_is_on(job, machine))
			continue;
		if (job->request.action.verb == VERB_POWEROFF || job->reset)
			return false;
		silent |= job->silent;
	}
	for (job = vm->jobs; job && silent; job = job->next)
		silent = !core_job_is_on(job, machine);
	return silent;
}

bool core_in_hand(const struct vm *vm, const char *machine)
{
	const struct core_job *job;

	for (job = vm->begun; job; job = job->next)
		if (!job->done && core_job_is_on(job, machine))
			return true;
	return false;
}

bool core_is_begun(const struct vm *vm, const char *machine)
{
	const struct core_job *job;

	for (job = vm->begun; job; job = job->next)
		if (core_job_is_on(job, machine))
			return true;
	return false;
}

/* With the lock. */
static bool is_busy(const struct vm *vm, const char *machine)
{
	const struct core_job *job;

	if (core_is_begun(vm, machine))
		return true;
	for (job = vm->jobs; job; job = job->next)
		if (core_job_is_on(job, machine))
			return true;
	return false;
}

/* With the lock.  The power of a machine that does not answer can be cut. */
static bool is_free(const struct vm *vm, const struct vm_request *request, struct error *err)
{
	const char *name = request->action.machine;

	if (core_is_silent(vm, name))
		return request->action.verb == VERB_POWEROFF || error_silent(err, name);
	if (!is_busy(vm, name) && !(request->action.as && is_busy(vm, request->action.as)))
		return true;
	return error_set(err, ERROR_STATE, _("%s is busy: wait until it is done."), name);
}

bool vm_busy(struct vm *vm, const char *machine)
{
	bool busy;

	pthread_mutex_lock(&vm->lock);
	busy = is_busy(vm, machine);
	pthread_mutex_unlock(&vm->lock);
	return busy;
}

/* With the lock. */
static bool link_takes_jobs(const struct vm *vm, struct error *err)
{
	if (vm->truth.link != VM_LOST && vm->truth.link != VM_FAILED)
		return true;
	if (err)
		*err = vm->truth.problem;
	if (err && !err->message[0])
		error_set(err, ERROR_CONNECTION, _("There is no connection to the hypervisor."));
	return false;
}

/* With the lock: into the queue, and onto the machine's line in the picture. */
static uint64_t enqueue(struct vm *vm, struct core_job *job)
{
	struct core_job **end = &vm->jobs;
	size_t i;

	job->ticket = ++vm->last_ticket;
	while (*end)
		end = &(*end)->next;
	*end = job;
	for (i = 0; i < vm->n_specs; i++) {
		struct vm_machine *machine = &vm->truth.machines[i];

		if (!core_job_is_on(job, machine->name))
			continue;
		machine->doing = job->reset ? VERB_REMOVE : job->request.action.verb;
		machine->doing_since_ms = job->submitted_ms;
		machine->took_before_ms = vm->extra[i].took_ms[machine->doing];
	}
	core_changed(vm);
	pthread_cond_signal(&vm->wake);
	return job->ticket;
}

static bool may_submit(struct vm *vm, const struct vm_request *request, struct error *err)
{
	const char *name = request->action.machine;
	const struct vm_machine *machine = core_machine(vm, name);

	if (!machine)
		return error_set(err, ERROR_INPUT, _("This workshop has no machine \"%s\"."),
				 name ? name : "");
	if (!is_free(vm, request, err))
		return false;
	if (machine->not_ours) {
		char *domain = mem_printf("%s%s", vm->prefix, name);

		error_not_ours(err, vm->truth.name_uri ? vm->truth.uri : NULL, domain, machine->not_ours_why);
		free(domain);
		return false;
	}
	return link_takes_jobs(vm, err);
}

uint64_t vm_submit(struct vm *vm, const struct vm_request *request, struct error *err)
{
	uint64_t ticket = 0;

	pthread_mutex_lock(&vm->lock);
	if (may_submit(vm, request, err)) {
		core_watch(vm, request->action.machine, request->action.after);
		ticket = enqueue(vm, core_job_new(request));
	}
	pthread_mutex_unlock(&vm->lock);
	return ticket;
}

uint64_t vm_submit_reset(struct vm *vm, struct error *err)
{
	uint64_t ticket = 0;

	pthread_mutex_lock(&vm->lock);
	if (is_busy(vm, NULL))
		error_set(err, ERROR_STATE, _("A machine is busy: wait until it is done."));
	else if (link_takes_jobs(vm, err))
		ticket = enqueue(vm, core_job_new(NULL));
	pthread_mutex_unlock(&vm->lock);
	return ticket;
}

static void drop_begun(struct vm *vm, const struct core_job *job)
{
	struct core_job **at = &vm->begun;

	while (*at && *at != job)
		at = &(*at)->next;
	if (*at)
		*at = job->next;
}

void core_job_end(struct vm *vm, struct core_job *job, const struct vm_result *result)
{
	struct core_result **end = &vm->results, *entry = mem_alloc(sizeof *entry);
	size_t i;

	entry->result = *result;
	while (*end)
		end = &(*end)->next;
	*end = entry;
	drop_begun(vm, job);
	for (i = 0; i < vm->n_specs; i++) {
		struct vm_machine *machine = &vm->truth.machines[i];

		if (!core_job_is_on(job, machine->name))
			continue;
		if (result->ok && result->verb < VERB_COUNT)
			vm->extra[i].took_ms[result->verb] = result->took_ms;
		if (core_in_hand(vm, machine->name))
			continue; /* by another */
		machine->doing = VERB_NONE;
		machine->waking = false;
		machine->doing_since_ms = 0;
	}
	core_changed(vm);
	core_job_free(job);
}

bool vm_next_result(struct vm *vm, struct vm_result *result)
{
	struct core_result *first;

	pthread_mutex_lock(&vm->lock);
	first = vm->results;
	if (first)
		vm->results = first->next;
	pthread_mutex_unlock(&vm->lock);
	if (!first)
		return false;
	*result = first->result;
	free(first);
	return true;
}

/* ---- the picture --------------------------------------------------------------- */

/* Is the call under way late?  Only asked about a link that seems to live. */
static bool is_stalled(const struct vm *vm)
{
	return vm->call_began_ms && vm->truth.link != VM_LOST && vm->truth.link != VM_FAILED &&
	       clock_mono_ms() - vm->call_began_ms >= vm->call_limit_ms;
}

/* What the picture says of a machine that could not be read. */
static void show_unread(struct vm_machine *machine)
{
	machine->state = STATE_UNKNOWN;
	machine->trouble = TROUBLE_UNREAD;
	machine->not_ours = false;
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
			error_silent(&copy->problem, machine->name);
		if (machine->unread)
			show_unread(machine);
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

/* A machine whose memory is being written has not changed its state: since_ms stays. */
static bool passes(enum trouble trouble)
{
	return trouble == TROUBLE_SAVING;
}

/* It could not be read: what was read before stays, so that it is seen later what changed. */
static void merge_unread(struct vm_machine *known, struct vm_machine *fresh, bool sample)
{
	free(known->unread);
	known->unread = fresh->unread;
	fresh->unread = NULL;
	known->cpu_percent = -1;
	if (sample)
		push_spark(known);
}

static void merge_one(struct vm_machine *known, struct vm_machine *fresh, bool sample)
{
	size_t i;

	free(known->unread);
	known->unread = NULL;
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
	known->disk = fresh->disk;
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

/* Whether its guest listens will be found out anew, by what it writes from now on. */
static void listens_no_more(struct vm *vm, size_t i)
{
	vm->extra[i].booting = false;
	vm->extra[i].listens = false;
	vm->extra[i].asked = (struct asked){ 0 };
	vm->extra[i].boot_seq = vm->truth.machines[i].console_seq;
}

static void begins_to_boot(struct vm *vm, size_t i)
{
	listens_no_more(vm, i);
	vm->extra[i].booting = true;
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
		if (fresh[i].unread) {
			merge_unread(machine, &fresh[i], sample);
			continue;
		}
		if (fresh[i].state != machine->state)
			vm->screen_at_ms = 0; /* what it shows has changed, too */
		if (boots(machine->state, fresh[i].state))
			begins_to_boot(vm, i);
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
	struct core_machine *extra = machine ? core_extra(vm, machine) : NULL;

	if (!machine || request->action.verb != VERB_RESET ||
	    (machine->state != STATE_RUNNING && machine->state != STATE_PAUSED))
		return;
	extra->resets = true;
	extra->was_heard = extra->heard;
	extra->was_booting = extra->booting;
	extra->was_listening = extra->listens;
	extra->heard = false;
	begins_to_boot(vm, (size_t)(machine - vm->truth.machines));
}

/* The reset failed: the machine is as ready as before. */
static void not_reset(struct core_machine *extra)
{
	extra->heard |= extra->was_heard;
	extra->booting = extra->was_booting;
	extra->listens = extra->was_listening;
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
	/* It may have gone back although something failed later, and a snapshot may be of any
	 * moment: of a guest that boots, or that listens. */
	if (result->verb == VERB_RESTORE || result->verb == VERB_UNDO)
		listens_no_more(vm, i);
	if (!result->ok)
		return;
	anew = anew && machine->state == STATE_RUNNING;
	if (result->verb == VERB_RESET || anew)
		machine->since_ms = clock_mono_ms();
	if (anew)
		begins_to_boot(vm, i);
}
