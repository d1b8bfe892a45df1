// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading machines and opening consoles for the worker; see worker-read.h. */
#include "vm/core/worker-read.h"

#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/out.h"
#include "vm/core/exchange.h"
#include "vm/core/serial.h"

enum { REPEATS = 4 }; /* reads that an event overtook, in a row */

/* Sets the timer; a limit of 0 stops it. */
static void arm_timer(struct vm *vm, int64_t limit_ms)
{
	/* Fire a little late, because whoever wakes by it compares clocks. */
	int64_t ms = limit_ms ? limit_ms + 5 : 0;
	struct itimerspec when = {
		.it_value = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 },
	};

	timerfd_settime(vm->timer_fd, 0, &when, NULL);
}

void worker_call_begins(struct vm *vm, int64_t limit_ms)
{
	pthread_mutex_lock(&vm->lock);
	vm->call_began_ms = clock_mono_ms();
	vm->call_limit_ms = limit_ms;
	vm->call_stalled = false;
	arm_timer(vm, limit_ms);
	pthread_mutex_unlock(&vm->lock);
}

void worker_call_ends(struct vm *vm)
{
	pthread_mutex_lock(&vm->lock);
	arm_timer(vm, 0);
	vm->call_began_ms = 0;
	if (vm->call_stalled) {
		vm->call_stalled = false;
		core_changed(vm);
	}
	pthread_mutex_unlock(&vm->lock);
}

bool worker_is_lost(struct worker *w)
{
	bool alive = w->vm->backend->alive(w->conn), lost;

	pthread_mutex_lock(&w->vm->lock);
	w->vm->lost |= !alive;
	lost = w->vm->lost;
	pthread_mutex_unlock(&w->vm->lock);
	return lost;
}

bool worker_is_stopping(struct vm *vm)
{
	bool stop;

	pthread_mutex_lock(&vm->lock);
	stop = vm->stop;
	pthread_mutex_unlock(&vm->lock);
	return stop;
}

void worker_sleep_until(struct vm *vm, int64_t mono_ms)
{
	struct timespec until = {
		.tv_sec = mono_ms / 1000,
		.tv_nsec = mono_ms % 1000 * 1000000,
	};

	pthread_cond_timedwait(&vm->wake, &vm->lock, &until);
}

static struct vm_machine *fresh_machines(const struct vm *vm)
{
	struct vm_machine *fresh = mem_array(vm->n_specs, sizeof *fresh);
	size_t i;

	for (i = 0; i < vm->n_specs; i++) {
		fresh[i].name = mem_dup(vm->specs[i].name);
		fresh[i].cpu_percent = -1;
	}
	return fresh;
}

static void drop_machines(const struct vm *vm, struct vm_machine *fresh)
{
	size_t i;

	for (i = 0; i < vm->n_specs; i++)
		machine_free_read(&fresh[i]);
	free(fresh);
}

/* Reads the machines once into the picture.  *overtaken: an event came meanwhile. */
static bool read_once(struct worker *w, bool full, bool sample, bool last, bool *overtaken,
		      struct error *err)
{
	struct vm *vm = w->vm;
	struct vm_machine *fresh = fresh_machines(vm);
	uint64_t seen;
	size_t i;
	bool ok;

	pthread_mutex_lock(&vm->lock);
	seen = vm->events;
	vm->dirty = false;
	for (i = 0; i < vm->n_specs; i++)
		fresh[i].in_hand = core_in_hand(vm, vm->specs[i].name);
	pthread_mutex_unlock(&vm->lock);
	worker_call_begins(vm, CORE_STALL_MS);
	ok = vm->backend->read(w->conn, fresh, vm->n_specs, full, err);
	worker_call_ends(vm);
	pthread_mutex_lock(&vm->lock);
	*overtaken = vm->events != seen;
	if (ok && (!*overtaken || last))
		core_merge(vm, fresh, sample);
	pthread_mutex_unlock(&vm->lock);
	drop_machines(vm, fresh);
	return ok;
}

/* A read that began before the last event is dropped and repeated. */
static bool read_machines(struct worker *w, bool full, bool sample, struct error *err)
{
	bool overtaken = true;
	int i;

	for (i = 0; overtaken && i < REPEATS; i++)
		if (!read_once(w, full || i > 0, sample, i == REPEATS - 1, &overtaken, err))
			return false;
	if (overtaken)
		w->not_before_ms = clock_mono_ms() + CALM_MS;
	return true;
}

static void open_console(struct worker *w, size_t i)
{
	struct vm *vm = w->vm;
	struct error err = { 0 };
	uint64_t ends;
	bool ready;

	pthread_mutex_lock(&vm->lock);
	ends = vm->console_ends;
	core_console_opens(vm, i);
	pthread_mutex_unlock(&vm->lock);
	worker_call_begins(vm, CORE_STALL_MS);
	ready = vm->backend->console_open(w->conn, vm->specs[i].name, &err);
	worker_call_ends(vm);
	if (!ready && err.kind == ERROR_UNSUPPORTED)
		w->no_console = true;
	pthread_mutex_lock(&vm->lock);
	/* A console that ended meanwhile is not ready; the next read opens it. */
	core_console_state(vm, i, ready && ends == vm->console_ends,
			  ready || !err.message[0] ? NULL : err.message);
	pthread_mutex_unlock(&vm->lock);
}

static void open_consoles(struct worker *w)
{
	struct vm *vm = w->vm;
	size_t i;

	for (i = 0; i < vm->n_specs && !w->no_console; i++) {
		const struct vm_machine *machine = &vm->truth.machines[i];
		bool live, ready;

		pthread_mutex_lock(&vm->lock);
		live = !machine->not_ours && !core_in_hand(vm, vm->specs[i].name) &&
		       (machine->state == STATE_RUNNING || machine->state == STATE_PAUSED);
		ready = machine->console_ready;
		if (core_in_hand(vm, vm->specs[i].name))
			; /* the action may be changing its console */
		else if (!live)
			core_console_off(vm, i);
		else if (ready)
			core_console_opens(vm, i); /* a job opened it before the machine ran */
		pthread_mutex_unlock(&vm->lock);
		if (live && !ready)
			open_console(w, i);
	}
}

bool worker_look(struct worker *w, bool full, bool sample)
{
	struct error err = { 0 };
	bool ok = read_machines(w, full, sample, &err);

	w->was_read = ok;
	if (worker_is_lost(w))
		return false;
	pthread_mutex_lock(&w->vm->lock);
	if (w->vm->truth.old == ok ||
	    strcmp(w->vm->truth.problem.message, (ok ? &w->standing : &err)->message) != 0)
		core_changed(w->vm);
	w->vm->truth.old = !ok;
	w->vm->truth.problem = ok ? w->standing : err;
	pthread_mutex_unlock(&w->vm->lock);
	if (!ok)
		log_line("read: %s", err.message);
	else
		open_consoles(w);
	return true;
}
