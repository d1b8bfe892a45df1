// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The machines of the workshop; see machines.h. */
#include "session/machines.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "vm/core/exchange.h"
#include "vm/core/watched-screen.h"

enum { CLOSE_MS = 500 }; /* for a connection that has nothing to do */

bool machines_open(struct machines *machines, const struct workshop *workshop, struct error *err)
{
	struct vm_config config = {
		.workshop = workshop,
		.uri = machines->uri,
		.prefix = machines->prefix,
		.path = machines->from_root,
		.look_only = machines->look_only, .backend = machines->backend,
		.later = machines->later,
	};

	if (machines->none || workshop->n_machines == 0)
		return true;
	machines->vm = vm_open(&config, err);
	return machines->vm != NULL;
}

static void forget(struct machines *machines)
{
	vm_picture_free(machines->picture);
	vm_screen_free(machines->screen);
	machines->picture = NULL;
	machines->screen = NULL;
}

/* The old one is closed after the new one, so that a hypervisor within this process
 * stays. */
bool machines_change(struct machines *machines, const struct workshop *workshop, struct error *err)
{
	struct vm *old = machines->vm;

	machines->vm = NULL;
	if (!machines_open(machines, workshop, err)) {
		machines->vm = old;
		return false;
	}
	vm_close(old, CLOSE_MS);
	forget(machines);
	return true;
}

void machines_close(struct machines *machines, int patience_ms)
{
	if (machines->vm)
		vm_close(machines->vm, patience_ms);
	forget(machines);
	free(machines->from_root);
	*machines = (struct machines){ 0 };
}

static void take_screen(struct machines *machines)
{
	struct vm_screen *newer =
		vm_screen(machines->vm, machines->screen ? machines->screen->version : 0);

	if (!newer)
		return;
	vm_screen_free(machines->screen);
	machines->screen = newer;
}

bool machines_turn(struct machines *machines, bool news)
{
	vm_begin(machines->vm);
	if (!news && machines->picture)
		return false;
	vm_picture_free(machines->picture);
	machines->picture = vm_picture(machines->vm);
	take_screen(machines);
	return true;
}

void machines_watch_screen(struct machines *machines, const char *machine)
{
	if (!machines->vm)
		return;
	vm_watch_screen(machines->vm, machine);
	if (!machine) {
		vm_screen_free(machines->screen);
		machines->screen = NULL;
	}
}

const struct vm_machine *machines_find(const struct machines *machines, const char *machine)
{
	return machines->picture && machine ? vm_picture_machine(machines->picture, machine) : NULL;
}

bool machines_is_at_work(const struct vm_machine *machine)
{
	return (machine->state == STATE_RUNNING || machine->state == STATE_PAUSED) &&
	       !machine->not_ours;
}

bool machines_are_connecting(const struct machines *machines)
{
	return machines->vm && (!machines->picture || machines->picture->link == VM_CONNECTING);
}

bool machines_are_known(const struct machines *machines, struct error *err)
{
	if (!machines->vm || (machines->picture && machines->picture->link == VM_ALIVE))
		return true;
	return error_set(err, ERROR_CONNECTION,
			 _("The machines are not known yet: there is no answer from %s."),
			 machines->picture ? machines->picture->uri : "");
}
