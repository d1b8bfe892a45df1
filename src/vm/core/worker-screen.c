// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The worker's looks at the screen of a machine: for the pane while it is open,
 * and into a file for the verb.  On the worker's thread. */
#include "vm/core/worker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "vm/core/watched-screen.h"
#include "vm/files/screenshot.h"

static bool see(struct worker *w, const char *machine, struct vm_screen *screen,
		struct error *err)
{
	struct vm *vm = w->vm;
	bool ok;

	if (!vm->backend->screen)
		return error_set(err, ERROR_UNSUPPORTED,
				 _("This hypervisor shows no pictures of screens."));
	worker_call_begins(vm, CORE_STALL_MS);
	ok = vm->backend->screen(w->conn, machine, screen, err);
	worker_call_ends(vm);
	return ok;
}

/* Whose screen is watched, and is there anything to be seen?  Caller frees. */
static char *watched(struct vm *vm, bool *live)
{
	const struct vm_machine *machine;
	char *name;

	pthread_mutex_lock(&vm->lock);
	name = mem_dup(vm->watched ? vm->watched : "");
	machine = core_machine(vm, name);
	*live = machine && !machine->not_ours &&
		(machine->state == STATE_RUNNING || machine->state == STATE_PAUSED);
	pthread_mutex_unlock(&vm->lock);
	return name;
}

bool worker_look_at_screen(struct worker *w)
{
	struct vm *vm = w->vm;
	struct vm_screen screen = { 0 };
	struct error err = { 0 };
	bool live, lost;
	char *name = watched(vm, &live);

	if (live && !see(w, name, &screen, &err)) {
		vm_screen_clear(&screen);
		screen.problem = mem_dup(err.message);
	}
	snprintf(screen.machine, sizeof screen.machine, "%s", name);
	free(name);
	core_screen_slim(&screen);
	lost = worker_is_lost(w);
	pthread_mutex_lock(&vm->lock);
	if (lost)
		vm_screen_clear(&screen);
	else
		core_screen_take(vm, &screen);
	vm->screen_at_ms = clock_mono_ms() + CORE_SCREEN_MS;
	pthread_mutex_unlock(&vm->lock);
	return !lost;
}

bool worker_keep_screen(struct worker *w, const struct action *action, struct error *err)
{
	char *data = w->vm->data_dir ? mem_dup(w->vm->data_dir) : file_data_dir();
	char *folder = file_join(data, "screenshots"), *path = NULL, *clean;
	struct vm_screen screen = { 0 };

	if (see(w, action->machine, &screen, err))
		path = screenshot_save(folder, action->name ? action->name : action->machine,
				       &screen.image, err);
	if (path) {
		clean = utf8_clean(path, strlen(path));
		snprintf(w->result.file, sizeof w->result.file, "%s", clean);
		free(clean);
	}
	vm_screen_clear(&screen);
	free(data);
	free(folder);
	free(path);
	return w->result.file[0] != '\0';
}
