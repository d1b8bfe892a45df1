// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The shared state: made, counted, freed; and the poke that tells of a change. */
#include "vm/core/state.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"

static void copy_specs(struct vm *vm, const struct workshop *workshop)
{
	size_t i;

	vm->n_specs = workshop->n_machines;
	vm->specs = mem_array(vm->n_specs, sizeof *vm->specs);
	for (i = 0; i < vm->n_specs; i++) {
		const struct machine_spec *from = &workshop->machines[i];
		struct machine_spec *to = &vm->specs[i];

		*to = *from;
		to->name = mem_dup(from->name);
		to->title = mem_dup(from->title ? from->title : from->name);
		to->image = mem_dup(from->image);
		to->kernel = mem_dup(from->kernel);
		to->initrd = mem_dup(from->initrd);
		to->cmdline = mem_dup(from->cmdline);
		to->arch = mem_dup(from->arch ? from->arch : "x86_64");
		to->network = mem_dup(from->network ? from->network : "none");
		to->clone_of = mem_dup(from->clone_of);
		to->at = (struct place){ 0 };
	}
}

static void free_specs(struct vm *vm)
{
	size_t i;

	for (i = 0; i < vm->n_specs; i++) {
		struct machine_spec *spec = &vm->specs[i];

		free(spec->name);
		free(spec->title);
		free(spec->image);
		free(spec->kernel);
		free(spec->initrd);
		free(spec->cmdline);
		free(spec->arch);
		free(spec->network);
		free(spec->clone_of);
	}
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

struct core_job *core_job_new(const struct vm_request *request)
{
	struct core_job *job = mem_alloc(sizeof *job);
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

void core_job_free(struct core_job *job)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(strings); i++)
		free(*string_at(&job->request.action, i));
	outcome_forget(&job->past);
	free(job);
}

struct vm *core_new(const struct vm_config *config)
{
	struct vm *vm = mem_alloc(sizeof *vm);
	pthread_condattr_t monotonic;

	vm->wait_fd = vm->timer_fd = vm->pipe_read = vm->pipe_write = -1;
	vm->workshop_id = mem_dup(config->workshop->id);
	vm->prefix = mem_dup(config->prefix ? config->prefix : "");
	vm->data_dir = mem_dup(config->data_dir);
	vm->look_only = config->look_only;
	vm->truth.workshop = mem_dup(config->path);
	vm->asked_uri = mem_dup(config->uri);
	pthread_mutex_init(&vm->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&vm->wake, &monotonic);
	pthread_cond_init(&vm->ended, &monotonic);
	pthread_condattr_destroy(&monotonic);
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
	close_fd(vm->pipe_read);
	close_fd(vm->pipe_write);
	free(vm->workshop_id);
	free(vm->prefix);
	free(vm->data_dir);
	free(vm->asked_uri);
	pthread_mutex_destroy(&vm->lock);
	pthread_cond_destroy(&vm->wake);
	pthread_cond_destroy(&vm->ended);
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

void core_poke(struct vm *vm)
{
	/* A full pipe already says that there is something to see. */
	while (write(vm->pipe_write, "", 1) < 0 && errno == EINTR)
		;
}

void core_changed(struct vm *vm)
{
	vm->truth.version++;
	if (!vm->changed)
		core_poke(vm);
	vm->changed = true;
}
