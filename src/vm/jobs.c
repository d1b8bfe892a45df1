// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Jobs and results: the two queues between the screen's thread and the
 * worker, under the hub's lock. */
#include "vm/vm.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "vm/command.h"
#include "vm/hub.h"

/* The strings of an action: each job has its own copies. */
static const size_t strings[] = {
	offsetof(struct action, machine),     offsetof(struct action, label),
	offsetof(struct action, confirm),     offsetof(struct action, name),
	offsetof(struct action, description), offsetof(struct action, as),
	offsetof(struct action, after),
	offsetof(struct action, disk),        offsetof(struct action, size),
	offsetof(struct action, format),      offsetof(struct action, text),
};

static char **string_at(struct action *action, size_t i)
{
	return (char **)((char *)action + strings[i]);
}

static struct hub_job *job_new(const struct vm_request *request)
{
	struct hub_job *job = mem_alloc(sizeof *job);
	size_t i;

	job->submitted_ms = clock_mono_ms();
	if (!request) {
		job->reset = true;
		return job;
	}
	job->request = *request;
	job->request.action.at = (struct place){ 0 };
	for (i = 0; i < ARRAY_LEN(strings); i++) {
		char **text = string_at(&job->request.action, i);

		*text = mem_dup(*text);
	}
	return job;
}

void hub_job_free(struct hub_job *job)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(strings); i++)
		free(*string_at(&job->request.action, i));
	free(job);
}

static bool job_is_on(const struct hub_job *job, const char *machine)
{
	const struct action *action = &job->request.action;

	return job->reset || !machine || str_eq(action->machine, machine) ||
	       (action->as && str_eq(action->as, machine));
}

/* With the lock. */
static bool is_busy(const struct vm *vm, const char *machine)
{
	const struct hub_job *job;

	if (vm->job && job_is_on(vm->job, machine))
		return true;
	for (job = vm->jobs; job; job = job->next)
		if (job_is_on(job, machine))
			return true;
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
static uint64_t enqueue(struct vm *vm, struct hub_job *job)
{
	struct hub_job **end = &vm->jobs;
	size_t i;

	job->ticket = ++vm->last_ticket;
	while (*end)
		end = &(*end)->next;
	*end = job;
	for (i = 0; i < vm->n_specs; i++) {
		struct vm_machine *machine = &vm->truth.machines[i];

		if (!job_is_on(job, machine->name))
			continue;
		machine->doing = job->reset ? VERB_REMOVE : job->request.action.verb;
		machine->doing_since_ms = job->submitted_ms;
		machine->took_before_ms = vm->extra[i].took_ms[machine->doing];
	}
	hub_changed(vm);
	pthread_cond_signal(&vm->wake);
	return job->ticket;
}

static bool may_submit(struct vm *vm, const struct vm_request *request, struct error *err)
{
	const char *name = request->action.machine;
	const struct vm_machine *machine = hub_machine(vm, name);

	if (!machine)
		return error_set(err, ERROR_INPUT, _("This workshop has no machine \"%s\"."),
				 name ? name : "");
	if (is_busy(vm, name) || (request->action.as && is_busy(vm, request->action.as)))
		return error_set(err, ERROR_STATE, _("%s is busy: wait until it is done."), name);
	if (machine->foreign) {
		char *domain = mem_printf("%s%s", vm->prefix, name);

		error_not_ours(err, domain, machine->foreign_why);
		free(domain);
		return false;
	}
	return link_takes_jobs(vm, err);
}

uint64_t vm_submit(struct vm *vm, const struct vm_request *request, struct error *err)
{
	uint64_t ticket = 0;

	pthread_mutex_lock(&vm->lock);
	if (may_submit(vm, request, err))
		ticket = enqueue(vm, job_new(request));
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
		ticket = enqueue(vm, job_new(NULL));
	pthread_mutex_unlock(&vm->lock);
	return ticket;
}

void hub_job_end(struct vm *vm, struct hub_job *job, const struct vm_result *result)
{
	struct hub_result **end = &vm->results, *entry = mem_alloc(sizeof *entry);
	size_t i;

	entry->result = *result;
	while (*end)
		end = &(*end)->next;
	*end = entry;
	if (vm->job == job)
		vm->job = NULL;
	for (i = 0; i < vm->n_specs; i++) {
		struct vm_machine *machine = &vm->truth.machines[i];

		if (!job_is_on(job, machine->name))
			continue;
		if (result->ok && machine->doing < VERB_COUNT)
			vm->extra[i].took_ms[machine->doing] = result->took_ms;
		machine->doing = VERB_NONE;
		machine->waking = false;
		machine->doing_since_ms = 0;
	}
	hub_changed(vm);
	hub_job_free(job);
}

bool vm_next_result(struct vm *vm, struct vm_result *result)
{
	struct hub_result *first;

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
