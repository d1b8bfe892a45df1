// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The screen of the machine that is watched; see watched-screen.h. */
#include "vm/core/watched-screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "pixel/image.h"
#include "vm/core/exchange.h"
#include "vm/core/worker-read.h"

enum { SHOWN_WIDTH = 1024, SHOWN_HEIGHT = 768 }; /* what a pane can show, in pixels */

static void slim(struct vm_screen *screen)
{
	int width = SHOWN_WIDTH, height = SHOWN_HEIGHT;
	struct image small;

	if (screen->kind != SCREEN_PIXELS)
		image_free(&screen->image);
	if (screen->image.width <= width && screen->image.height <= height)
		return;
	image_fit(&screen->image, &width, &height);
	image_scale(&small, &screen->image, width, height);
	image_free(&screen->image);
	screen->image = small;
}

static bool same_image(const struct image *a, const struct image *b)
{
	size_t n = (size_t)a->width * (size_t)a->height * 3;

	return a->width == b->width && a->height == b->height && !a->rgb == !b->rgb &&
	       (!a->rgb || memcmp(a->rgb, b->rgb, n) == 0);
}

static bool same(const struct vm_screen *a, const struct vm_screen *b)
{
	return a->kind == b->kind && strcmp(a->machine, b->machine) == 0 &&
	       str_eq(a->problem, b->problem) && a->text.rows == b->text.rows &&
	       a->text.cols == b->text.cols &&
	       memcmp(a->text.cells, b->text.cells, sizeof a->text.cells) == 0 &&
	       same_image(&a->image, &b->image);
}

static void take(struct vm *vm, struct vm_screen *fresh)
{
	bool wanted = vm->watched && strcmp(vm->watched, fresh->machine) == 0;

	if (!wanted || (vm->screen.version && same(&vm->screen, fresh))) {
		vm_screen_clear(fresh);
		return;
	}
	fresh->version = ++vm->screen_version;
	vm_screen_clear(&vm->screen);
	vm->screen = *fresh;
	*fresh = (struct vm_screen){ 0 };
	core_changed(vm);
}

void vm_watch_screen(struct vm *vm, const char *machine)
{
	pthread_mutex_lock(&vm->lock);
	if (!str_eq(vm->watched, machine)) {
		free(vm->watched);
		vm->watched = mem_dup(machine);
		vm_screen_clear(&vm->screen);
		vm->screen_at_ms = 0;
		pthread_cond_signal(&vm->wake);
	}
	pthread_mutex_unlock(&vm->lock);
}

struct vm_screen *vm_screen(struct vm *vm, uint64_t seen)
{
	struct vm_screen *copy = NULL;

	pthread_mutex_lock(&vm->lock);
	if (vm->screen.version > seen) {
		copy = mem_alloc(sizeof *copy);
		vm_screen_copy(copy, &vm->screen);
	}
	pthread_mutex_unlock(&vm->lock);
	return copy;
}

/* ---- looking at it: on the worker's thread and that of the call --------------------- */

static bool see(const struct vm *vm, struct vm_conn *conn, const char *machine,
		struct vm_screen *screen, struct error *err)
{
	if (!vm->backend->screen)
		return error_set(err, ERROR_UNSUPPORTED,
				 _("This hypervisor shows no pictures of screens."));
	return vm->backend->screen(conn, machine, screen, err);
}

/* Returns the machine whose screen is watched; *live: has it a screen to show?  Caller frees. */
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

/* The result is used whenever it comes, if the machine is still watched. */
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
	slim(&screen);
	pthread_mutex_lock(&vm->lock);
	if (vm->lost)
		vm_screen_clear(&screen);
	else
		take(vm, &screen);
	come_back(vm, look);
	pthread_mutex_unlock(&vm->lock);
	return NULL;
}

/* Starts a look on a thread of its own, so that a machine that does not answer does not
 * delay the others. */
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

/* With the lock.  Shows why there is nothing to see. */
static void show_nothing(struct vm *vm, const char *machine, bool silent)
{
	struct vm_screen screen = { 0 };
	struct error err = { 0 };

	utf8_copy(screen.machine, sizeof screen.machine, machine);
	if (silent) {
		error_silent(&err, machine);
		screen.problem = mem_dup(err.message);
	}
	take(vm, &screen);
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
	/* If another machine is watched by now, look at it at once. */
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
