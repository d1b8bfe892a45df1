// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Looking things up in a picture; see vm.h.  Pure. */
#include "vm/vm.h"

#include <string.h>

const struct vm_machine *vm_picture_machine(const struct vm_picture *picture, const char *name)
{
	size_t i;

	for (i = 0; name && i < picture->n_machines; i++)
		if (strcmp(picture->machines[i].name, name) == 0)
			return &picture->machines[i];
	return NULL;
}

const struct vm_moment *vm_machine_moment(const struct vm_machine *machine, const char *name)
{
	size_t i;

	for (i = 0; machine && name && i < machine->n_moments; i++)
		if (strcmp(machine->moments[i].name, name) == 0)
			return &machine->moments[i];
	return NULL;
}
