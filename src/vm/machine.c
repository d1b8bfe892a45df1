// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Lookups, copies and freeing of machines; see machine.h. */
#include "vm/machine.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

const struct vm_machine *vm_picture_machine(const struct vm_picture *picture, const char *name)
{
	size_t i;

	for (i = 0; name && i < picture->n_machines; i++)
		if (strcmp(picture->machines[i].name, name) == 0)
			return &picture->machines[i];
	return NULL;
}

const struct vm_snapshot *vm_machine_snapshot(const struct vm_machine *machine, const char *name)
{
	size_t i;

	for (i = 0; machine && name && i < machine->n_snapshots; i++)
		if (strcmp(machine->snapshots[i].name, name) == 0)
			return &machine->snapshots[i];
	return NULL;
}

const struct vm_match *vm_machine_match(const struct vm_machine *machine, const char *pattern)
{
	size_t i;

	for (i = 0; i < machine->n_matches; i++)
		if (strcmp(machine->matches[i].pattern, pattern) == 0)
			return &machine->matches[i];
	return NULL;
}

void machine_watch(struct vm_machine *machine, const char *pattern, bool for_job)
{
	struct vm_match *match = (struct vm_match *)vm_machine_match(machine, pattern);

	if (!match) {
		match = MEM_PUSH(machine->matches, machine->n_matches);
		*match = (struct vm_match){ .pattern = mem_dup(pattern) };
	}
	match->for_job |= for_job;
}

void machine_unwatch(struct vm_machine *machine, size_t i)
{
	free(machine->matches[i].pattern);
	machine->matches[i] = machine->matches[--machine->n_matches];
}

void hardware_copy(struct vm_hardware *to, const struct vm_hardware *from)
{
	*to = *from;
	to->disks = mem_dup(from->disks);
}

void hardware_clear(struct vm_hardware *hw)
{
	free(hw->disks);
	*hw = (struct vm_hardware){ 0 };
}

void snapshot_clear(struct vm_snapshot *snapshot)
{
	free(snapshot->name);
	free(snapshot->parent);
	free(snapshot->description);
	*snapshot = (struct vm_snapshot){ 0 };
}

void snapshots_free(struct vm_snapshot *snapshots, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		snapshot_clear(&snapshots[i]);
	free(snapshots);
}

struct vm_snapshot *snapshots_copy(const struct vm_snapshot *from, size_t n)
{
	struct vm_snapshot *to = mem_array(n, sizeof *to);
	size_t i;

	for (i = 0; i < n; i++) {
		to[i] = from[i];
		to[i].name = mem_dup(from[i].name);
		to[i].parent = mem_dup(from[i].parent);
		to[i].description = mem_dup(from[i].description);
	}
	return to;
}

void machine_free_snapshots(struct vm_machine *machine)
{
	snapshots_free(machine->snapshots, machine->n_snapshots);
	machine->snapshots = NULL;
	machine->n_snapshots = 0;
}

void machine_free_read(struct vm_machine *machine)
{
	machine_free_snapshots(machine);
	hardware_clear(&machine->now);
	hardware_clear(&machine->next);
	free(machine->not_ours_why);
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
	while (machine->n_matches > 0)
		machine_unwatch(machine, machine->n_matches - 1);
	free(machine->matches);
	machine_free_read(machine);
}

static void copy_machine(struct vm_machine *to, const struct vm_machine *from)
{
	size_t i;

	*to = *from;
	to->name = mem_dup(from->name);
	to->not_ours_why = mem_dup(from->not_ours_why);
	to->console_problem = mem_dup(from->console_problem);
	to->console_tail = mem_dup(from->console_tail);
	hardware_copy(&to->now, &from->now);
	hardware_copy(&to->next, &from->next);
	to->snapshots = snapshots_copy(from->snapshots, from->n_snapshots);
	to->console = mem_array(from->n_console, sizeof *to->console);
	for (i = 0; i < from->n_console; i++) {
		to->console[i] = from->console[i];
		to->console[i].text = mem_dup(from->console[i].text);
	}
	to->matches = mem_array(from->n_matches, sizeof *to->matches);
	for (i = 0; i < from->n_matches; i++) {
		to->matches[i] = from->matches[i];
		to->matches[i].pattern = mem_dup(from->matches[i].pattern);
	}
}

struct vm_picture *vm_picture_copy(const struct vm_picture *from)
{
	struct vm_picture *copy = mem_alloc(sizeof *copy);
	size_t i;

	*copy = *from;
	copy->uri = mem_dup(from->uri);
	copy->folder = mem_dup(from->folder);
	copy->workshop = mem_dup(from->workshop);
	copy->machines = mem_array(from->n_machines, sizeof *copy->machines);
	for (i = 0; i < copy->n_machines; i++)
		copy_machine(&copy->machines[i], &from->machines[i]);
	return copy;
}

void vm_picture_clear(struct vm_picture *picture)
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
	vm_picture_clear(picture);
	free(picture);
}

void mark_free(struct mark *mark)
{
	free(mark->workshop);
	free(mark->machine);
	free(mark->prefix);
	free(mark->disk);
	*mark = (struct mark){ 0 };
}
