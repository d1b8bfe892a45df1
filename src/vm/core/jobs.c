// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Jobs and results: the two queues between the screen's thread and the
 * worker, under the core's lock. */
#include "vm/core/jobs.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "vm/core/console-watch.h"
#include "vm/core/state.h"
#include "vm/rules.h"
#include "vm/virsh.h"

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
		return request->action.verb == VERB_POWEROFF || core_say_silent(err, name);
	if (!is_busy(vm, name) && !(request->action.as && is_busy(vm, request->action.as)))
		return true;
	return error_set(err, ERROR_STATE, _("%s is busy: wait until it is done."), name);
}

bool core_say_silent(struct error *err, const char *machine)
{
	error_set(err, ERROR_STATE, _("%s does not answer."), machine);
	error_remedy(err, _("Wait, or cut its power: that reaches it."));
	return false;
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
