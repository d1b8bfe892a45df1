// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The worker's looks at the screen of a machine: for the pane while it is open,
 * and into a file for the verb.  On the worker's thread. */
#include "vm/core/worker.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/thread.h"
#include "base/utf8.h"
#include "vm/core/jobs.h"
#include "vm/core/watched-screen.h"
#include "vm/files/screenshot.h"

static bool see(const struct vm *vm, struct vm_conn *conn, const char *machine,
		struct vm_screen *screen, struct error *err)
{
	if (!vm->backend->screen)
		return error_set(err, ERROR_UNSUPPORTED,
				 _("This hypervisor shows no pictures of screens."));
	return vm->backend->screen(conn, machine, screen, err);
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

struct look {
	struct core_look core; /* the first: it is what the list has */
	struct vm *vm;
	struct vm_conn *conn;
};

/* With the lock. */
static bool is_out(const struct vm *vm, const char *machine)
{
	const struct core_look *look = vm->looks;

	while (look && strcmp(look->machine, machine) != 0)
		look = look->next;
	return look != NULL;
}

/* With the lock. */
static void come_back(struct vm *vm, struct look *look)
{
	struct core_look **at = &vm->looks;

	while (*at != &look->core)
		at = &(*at)->next;
	*at = look->core.next;
	free(look->core.machine);
	free(look);
	pthread_cond_signal(&vm->wake);
}

/* What it shows is taken when it comes back, however late: if it is still watched. */
static void *look_thread(void *arg)
{
	struct look *look = arg;
	struct vm *vm = look->vm;
	struct vm_screen screen = { 0 };
	struct error err = { 0 };

	if (!see(vm, look->conn, look->core.machine, &screen, &err)) {
		vm_screen_clear(&screen);
		screen.problem = mem_dup(err.message);
	}
	utf8_copy(screen.machine, sizeof screen.machine, look->core.machine);
	core_screen_slim(&screen);
	pthread_mutex_lock(&vm->lock);
	if (vm->lost)
		vm_screen_clear(&screen);
	else
		core_screen_take(vm, &screen);
	come_back(vm, look);
	pthread_mutex_unlock(&vm->lock);
	return NULL;
}

/* On a thread of its own, as one that does not answer must not keep the others. */
static void look_out(struct worker *w, const char *machine)
{
	struct look *look = mem_alloc(sizeof *look);

	look->core.machine = mem_dup(machine);
	look->vm = w->vm;
	look->conn = w->conn;
	pthread_mutex_lock(&w->vm->lock);
	look->core.next = w->vm->looks;
	w->vm->looks = &look->core;
	pthread_mutex_unlock(&w->vm->lock);
	if (thread_start(NULL, look_thread, look) != 0)
		look_thread(look);
}

/* With the lock: instead of what cannot be seen. */
static void show_nothing(struct vm *vm, const char *machine, bool silent)
{
	struct vm_screen screen = { 0 };
	struct error err = { 0 };

	utf8_copy(screen.machine, sizeof screen.machine, machine);
	if (silent) {
		core_say_silent(&err, machine);
		screen.problem = mem_dup(err.message);
	}
	core_screen_take(vm, &screen);
}

bool worker_look_at_screen(struct worker *w)
{
	struct vm *vm = w->vm;
	bool live, out;
	char *name = watched(vm, &live);
	int64_t until = clock_mono_ms() + CORE_PATIENCE_MS;

	pthread_mutex_lock(&vm->lock);
	out = is_out(vm, name);
	pthread_mutex_unlock(&vm->lock);
	if (live && !out)
		look_out(w, name);
	pthread_mutex_lock(&vm->lock);
	while (live && !out && is_out(vm, name) && clock_mono_ms() < until)
		worker_sleep_until(vm, until);
	if (!live || is_out(vm, name))
		show_nothing(vm, name, live);
	/* Another one that is watched by now is looked at at once. */
	if (str_eq(vm->watched, name))
		vm->screen_at_ms = clock_mono_ms() + CORE_SCREEN_MS;
	pthread_mutex_unlock(&vm->lock);
	free(name);
	return !worker_is_lost(w);
}

bool worker_keep_screen(struct vm *vm, struct vm_conn *conn, struct core_job *job, struct error *err)
{
	const struct action *action = &job->request.action;
	char *data = vm->data_dir ? mem_dup(vm->data_dir) : file_data_dir();
	char *folder = file_join(data, "screenshots"), *path = NULL, *clean;
	struct vm_screen screen = { 0 };

	if (see(vm, conn, action->machine, &screen, err))
		path = screenshot_save(folder, action->name ? action->name : action->machine,
				       &screen.image, err);
	if (path) {
		clean = utf8_clean(path, strlen(path));
		utf8_copy(job->result.file, sizeof job->result.file, clean);
		free(clean);
	}
	vm_screen_clear(&screen);
	free(data);
	free(folder);
	free(path);
	return job->result.file[0] != '\0';
}
