// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Helpers of the machines' tests; see vm-support.h. */
#include "vm-support.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "vm/core/exchange.h"
#include "vm/core/worker.h"
#include "vm/libvirt/backend-libvirt.h"
#include "vm/machine.h"

static struct machine_spec *add_machine(struct workshop *workshop, const char *machine,
					const char *image)
{
	struct machine_spec *spec = MEM_PUSH(workshop->machines, workshop->n_machines);

	spec->name = mem_dup(machine);
	spec->title = mem_printf("the %s", machine);
	spec->image = mem_dup(image);
	spec->memory = 4 * 1024 * 1024;
	spec->cpus = 1;
	spec->arch = mem_dup("x86_64");
	spec->network = mem_dup("none");
	return spec;
}

struct workshop *support_workshop(const char *id, const char *machine, const char *image)
{
	struct workshop *workshop = mem_alloc(sizeof *workshop);

	workshop->id = mem_dup(id);
	workshop->title = mem_dup("A workshop");
	add_machine(workshop, machine, image);
	return workshop;
}

void support_add_clone(struct workshop *workshop, const char *name)
{
	struct machine_spec *spec = add_machine(workshop, name, NULL);

	spec->clone_of = mem_dup(workshop->machines[0].name);
}

void support_workshop_free(struct workshop *workshop)
{
	size_t i;

	for (i = 0; i < workshop->n_machines; i++) {
		free(workshop->machines[i].name);
		free(workshop->machines[i].title);
		free(workshop->machines[i].image);
		free(workshop->machines[i].arch);
		free(workshop->machines[i].network);
		free(workshop->machines[i].clone_of);
	}
	free(workshop->machines);
	free(workshop->id);
	free(workshop->title);
	free(workshop);
}

struct vm *support_open(const struct workshop *workshop, const char *uri, const char *data_dir)
{
	struct vm_config config = { .workshop = workshop, .uri = uri, .data_dir = data_dir,
				    .backend = &backend_libvirt };
	struct error err;
	struct vm *vm = vm_open(&config, &err);

	if (!vm)
		fprintf(stderr, "vm_open: %s\n", err.message);
	return vm;
}

/* Prints what was found instead, for the log of a failed test. */
static void explain(const struct vm_picture *picture)
{
	size_t i, k;

	fprintf(stderr, "# waited in vain: link %d, %s\n", (int)picture->link,
		picture->problem.message);
	for (i = 0; i < picture->n_machines; i++) {
		const struct vm_machine *machine = &picture->machines[i];

		fprintf(stderr, "# %s: state %d, doing %d, console %s %s, line %llu, tail \"%s\"\n",
			machine->name, (int)machine->state, (int)machine->doing,
			machine->console_ready ? "ready" : "closed",
			machine->console_problem ? machine->console_problem : "",
			(unsigned long long)machine->console_seq, machine->console_tail);
		for (k = 0; k < machine->n_console; k++)
			fprintf(stderr, "# | %s\n", machine->console[k].text);
	}
}

bool support_wait(struct vm *vm, int ms, support_predicate *holds, void *context)
{
	int64_t until = clock_mono_ms() + ms;

	for (;;) {
		struct vm_picture *picture = vm_picture(vm);
		bool enough = holds(picture, context);
		struct pollfd fd = { .fd = vm_fd(vm), .events = POLLIN };
		int64_t left = until - clock_mono_ms();

		if (!enough && left <= 0)
			explain(picture);
		vm_picture_free(picture);
		if (enough || left <= 0)
			return enough;
		poll(&fd, 1, (int)left);
		vm_drain(vm);
	}
}

static bool link_is(const struct vm_picture *picture, void *context)
{
	return picture->link == *(enum vm_link *)context;
}

bool support_wait_link(struct vm *vm, enum vm_link link)
{
	return support_wait(vm, WAIT_MS, link_is, &link);
}

struct wanted {
	const char *machine;
	enum machine_state state;
};

static bool state_is(const struct vm_picture *picture, void *context)
{
	const struct wanted *wanted = context;
	const struct vm_machine *machine = vm_picture_machine(picture, wanted->machine);

	return machine && machine->state == wanted->state;
}

bool support_wait_state(struct vm *vm, const char *machine, enum machine_state state)
{
	struct wanted wanted = { machine, state };

	return support_wait(vm, WAIT_MS, state_is, &wanted);
}

struct vm_result support_result(struct vm *vm, uint64_t ticket)
{
	int64_t until = clock_mono_ms() + WAIT_MS;
	struct vm_result result = { 0 };

	for (;;) {
		struct pollfd fd = { .fd = vm_fd(vm), .events = POLLIN };
		int64_t left = until - clock_mono_ms();

		while (vm_next_result(vm, &result))
			if (result.ticket == ticket)
				return result;
		if (left <= 0)
			break;
		poll(&fd, 1, (int)left);
		vm_drain(vm);
	}
	result = (struct vm_result){ .ticket = ticket };
	error_set(&result.error, ERROR_FAILED, "no result came");
	return result;
}

static struct vm_result told(struct vm *vm, uint64_t ticket, const struct error *err)
{
	struct vm_result result = { .error = *err };

	if (ticket)
		result = support_result(vm, ticket);
	if (!result.ok)
		fprintf(stderr, "# %s: %s (%s)\n", result.machine, result.error.message,
			result.error.remedy);
	return result;
}

struct vm_result support_run(struct vm *vm, const struct vm_request *request)
{
	struct error err = { 0 };
	uint64_t ticket = vm_submit(vm, request, &err);

	return told(vm, ticket, &err);
}

struct vm_result support_do(struct vm *vm, enum verb verb, const char *machine, const char *name)
{
	struct vm_request request = { 0 };

	request.action.verb = verb;
	request.action.machine = (char *)machine;
	request.action.name = verb == VERB_TYPE ? NULL : (char *)name;
	request.action.text = verb == VERB_TYPE ? (char *)name : NULL;
	return support_run(vm, &request);
}

struct vm_result support_stage(struct vm *vm, const char *machine, enum machine_state to)
{
	struct vm_request request = { .stage_to = to };

	request.action.verb = VERB_STAGE;
	request.action.machine = (char *)machine;
	return support_run(vm, &request);
}

struct vm_result support_reset(struct vm *vm)
{
	struct error err = { 0 };
	uint64_t ticket = vm_submit_reset(vm, &err);

	return told(vm, ticket, &err);
}

enum machine_state support_state(struct vm *vm, const char *machine)
{
	struct vm_picture *picture = vm_picture(vm);
	const struct vm_machine *found = vm_picture_machine(picture, machine);
	enum machine_state state = found ? found->state : STATE_UNKNOWN;

	vm_picture_free(picture);
	return state;
}

bool support_has_snapshot(struct vm *vm, const char *machine, const char *name)
{
	struct vm_picture *picture = vm_picture(vm);
	const struct vm_machine *found = vm_picture_machine(picture, machine);
	bool has = false;
	size_t i;

	for (i = 0; found && i < found->n_snapshots; i++)
		has |= strcmp(found->snapshots[i].name, name) == 0;
	vm_picture_free(picture);
	return has;
}

int support_count_safety(struct vm *vm, const char *machine)
{
	struct vm_picture *picture = vm_picture(vm);
	const struct vm_machine *found = vm_picture_machine(picture, machine);
	int count = 0;
	size_t i;

	for (i = 0; found && i < found->n_snapshots; i++)
		count += found->snapshots[i].safety;
	vm_picture_free(picture);
	return count;
}

int support_tick(struct vm *vm, const char *machine, uint64_t after)
{
	struct vm_picture *picture = vm_picture(vm);
	const struct vm_machine *found = vm_picture_machine(picture, machine);
	int tick = 0, n;
	size_t i;

	for (i = 0; found && i < found->n_console; i++)
		if (found->console[i].seq > after && sscanf(found->console[i].text, "tick %d", &n) == 1)
			tick = n;
	vm_picture_free(picture);
	return tick;
}

uint64_t support_console_seq(struct vm *vm, const char *machine)
{
	struct vm_picture *picture = vm_picture(vm);
	const struct vm_machine *found = vm_picture_machine(picture, machine);
	uint64_t seq = found ? found->console_seq : 0;

	vm_picture_free(picture);
	return seq;
}
