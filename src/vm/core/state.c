// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Making, counting and freeing the shared state, and waking the screen's thread. */
#include "vm/core/state.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "lesson/verbs.h"

static void or_else(char **text, const char *otherwise)
{
	if (!*text)
		*text = mem_dup(otherwise);
}

static void copy_specs(struct vm *vm, const struct workshop *workshop)
{
	size_t i;

	vm->n_specs = workshop->n_machines;
	vm->specs = mem_array(vm->n_specs, sizeof *vm->specs);
	for (i = 0; i < vm->n_specs; i++) {
		struct machine_spec *spec = &vm->specs[i];

		machine_spec_copy(spec, &workshop->machines[i]);
		or_else(&spec->title, spec->name);
		or_else(&spec->arch, "x86_64");
		or_else(&spec->network, "none");
		spec->at = (struct place){ 0 };
	}
}

static void free_specs(struct vm *vm)
{
	size_t i;

	for (i = 0; i < vm->n_specs; i++)
		machine_spec_free(&vm->specs[i]);
	free(vm->specs);
}

static void close_fd(int fd)
{
	if (fd >= 0)
		close(fd);
}

static void make_machines(struct vm *vm)
{
	size_t i;

	vm->truth.uri = mem_dup(vm->asked_uri ? vm->asked_uri : "");
	vm->truth.machines = mem_array(vm->n_specs, sizeof *vm->truth.machines);
	vm->truth.n_machines = vm->n_specs;
	vm->extra = mem_array(vm->n_specs, sizeof *vm->extra);
	for (i = 0; i < vm->n_specs; i++) {
		struct vm_machine *machine = &vm->truth.machines[i];

		machine->name = mem_dup(vm->specs[i].name);
		machine->not_created = vm->specs[i].clone_of != NULL;
		machine->cpu_percent = -1;
		machine->console_tail = mem_dup("");
		memset(machine->spark, 255, sizeof machine->spark);
		vm->extra[i].terminal = terminal_new(TERMINAL_ROWS, TERMINAL_COLS);
	}
}

static void free_extra(struct core_machine *extra)
{
	console_free(&extra->splitter);
	echo_clear(&extra->echo);
	terminal_free(extra->terminal);
	str_free(&extra->typed);
	free(extra->cause);
}

static void free_machines(struct vm *vm)
{
	size_t i;

	for (i = 0; i < vm->n_specs; i++)
		free_extra(&vm->extra[i]);
	free(vm->extra);
	vm_picture_clear(&vm->truth);
}

struct core_job *core_job_new(const struct vm_request *request)
{
	struct core_job *job = mem_alloc(sizeof *job);

	job->submitted_ms = clock_mono_ms();
	if (!request) {
		job->reset = true;
		return job;
	}
	job->request = *request;
	action_copy(&job->request.action, &request->action);
	job->request.action.at = (struct place){ 0 };
	return job;
}

void core_job_free(struct core_job *job)
{
	action_free(&job->request.action);
	outcome_forget(&job->past);
	free(job);
}

struct vm *core_new(const struct vm_config *config)
{
	struct vm *vm = mem_alloc(sizeof *vm);

	vm->wait_fd = vm->timer_fd = -1;
	vm->workshop_id = mem_dup(config->workshop->id);
	vm->prefix = mem_dup(config->prefix ? config->prefix : "");
	vm->data_dir = mem_dup(config->data_dir);
	vm->look_only = config->look_only;
	vm->truth.workshop = mem_dup(config->path);
	vm->asked_uri = mem_dup(config->uri);
	pthread_mutex_init(&vm->lock, NULL);
	thread_cond_init(&vm->wake);
	thread_cond_init(&vm->ended);
	thread_cond_init(&vm->heard);
	copy_specs(vm, config->workshop);
	make_machines(vm);
	return vm;
}

void core_free(struct vm *vm)
{
	free_machines(vm);
	while (vm->jobs) {
		struct core_job *next = vm->jobs->next;

		core_job_free(vm->jobs);
		vm->jobs = next;
	}
	while (vm->results) {
		struct core_result *next = vm->results->next;

		free(vm->results);
		vm->results = next;
	}
	free_specs(vm);
	vm_screen_clear(&vm->screen);
	free(vm->watched);
	close_fd(vm->wait_fd);
	close_fd(vm->timer_fd);
	bell_close(&vm->tells);
	free(vm->workshop_id);
	free(vm->prefix);
	free(vm->data_dir);
	free(vm->asked_uri);
	pthread_mutex_destroy(&vm->lock);
	pthread_cond_destroy(&vm->wake);
	pthread_cond_destroy(&vm->ended);
	pthread_cond_destroy(&vm->heard);
	free(vm);
}

void core_unref(struct vm *vm)
{
	bool last;

	pthread_mutex_lock(&vm->lock);
	last = --vm->refs == 0;
	pthread_mutex_unlock(&vm->lock);
	if (last)
		core_free(vm);
}

struct vm_machine *core_machine(struct vm *vm, const char *name)
{
	return (struct vm_machine *)vm_picture_machine(&vm->truth, name);
}

struct core_machine *core_extra(struct vm *vm, const struct vm_machine *machine)
{
	return &vm->extra[machine - vm->truth.machines];
}

void core_poke(struct vm *vm)
{
	bell_ring(&vm->tells);
}

void core_changed(struct vm *vm)
{
	vm->truth.version++;
	if (!vm->changed)
		core_poke(vm);
	vm->changed = true;
}
