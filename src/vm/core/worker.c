// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The worker: the thread that reads the machines, after each job, at each event
 * and at each tick, and watches its own calls for one that gets no answer.  It
 * begins the jobs one by one; the call of each is made by a thread of its own,
 * as one machine that does not answer must not keep it from the others. */
#include "vm/core/worker.h"

#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "vm/core/guest-ready.h"
#include "vm/core/jobs.h"
#include "vm/core/picture.h"
#include "vm/core/serial.h"

enum {
	REPEATS = 4,    /* reads that an event overtook, in a row */
	FULL_TICKS = 4, /* every so many ticks everything is read anew */
};

/* A limit of 0 takes the watch off. */
static void arm_timer(struct vm *vm, int64_t limit_ms)
{
	/* A little late rather than early: who wakes by it compares clocks. */
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

/* With the lock.  Sleeps until then, or until something is to be done. */
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

/* One read into the picture; *overtaken: an event came meanwhile. */
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
	/* One that ended meanwhile is not ready, and is opened at the next look. */
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
			; /* what is done with its console is not known yet */
		else if (!live)
			core_console_off(vm, i);
		else if (ready)
			core_console_opens(vm, i); /* in a job, before the machine ran */
		pthread_mutex_unlock(&vm->lock);
		if (live && !ready)
			open_console(w, i);
	}
}

/* Reads and opens consoles.  False when the connection is gone. */
bool worker_look(struct worker *w, bool full, bool sample)
{
	struct error err = { 0 };
	bool ok = read_machines(w, full, sample, &err);

	if (worker_is_lost(w))
		return false;
	pthread_mutex_lock(&w->vm->lock);
	if (strcmp(w->vm->truth.problem.message, (ok ? &w->standing : &err)->message) != 0)
		core_changed(w->vm);
	w->vm->truth.problem = ok ? w->standing : err;
	pthread_mutex_unlock(&w->vm->lock);
	if (!ok)
		log_line("read: %s", err.message);
	else
		open_consoles(w);
	return true;
}

enum duty { STOP, LOST, END, TYPE, JOB, READ, SCREEN, TICK };

static const char *base_of(const struct vm *vm, const char *machine)
{
	size_t i;

	for (i = 0; machine && i < vm->n_specs; i++)
		if (str_eq(vm->specs[i].name, machine))
			return vm->specs[i].clone_of;
	return NULL;
}

/* A clone that is made or removed decides what its base may do, and the other way round:
 * such a job ends before the next one on either begins. */
static bool decides_for(const struct vm *vm, const struct core_job *begun, const char *machine)
{
	const struct action *action = &begun->request.action;
	const char *base = base_of(vm, machine), *other = base_of(vm, action->machine);
	enum verb verb = action->verb;

	return !begun->silent && machine &&
	       (verb == VERB_REMOVE || verb == VERB_DEFINE || verb == VERB_CLONE ||
		verb == VERB_STAGE) &&
	       ((base && str_eq(base, action->machine)) || (other && str_eq(other, machine)));
}

/* These hold the folder of the disks: one after the other, as the lock on it tells
 * processes apart and threads too. */
static bool holds_folder(const struct core_job *job)
{
	enum verb verb = job->request.action.verb;

	return job->reset || verb == VERB_DEFINE || verb == VERB_CLONE || verb == VERB_REMOVE ||
	       verb == VERB_STAGE;
}

/* With the lock: one thing at a time is done with a machine, but for cutting the
 * power of one that does not answer. */
static bool has_to_wait(const struct vm *vm, const struct core_job *job)
{
	const struct core_job *begun;
	const char *machine = job->reset ? NULL : job->request.action.machine;

	if (!job->reset && job->request.action.verb == VERB_POWEROFF)
		return false;
	for (begun = vm->begun; begun; begun = begun->next)
		if ((holds_folder(job) && holds_folder(begun) && !begun->silent) ||
		    core_job_is_on(begun, machine) || decides_for(vm, begun, machine) ||
		    (job->request.action.as && core_job_is_on(begun, job->request.action.as)))
			return true;
	return false;
}

/* With the lock: the oldest that need not wait for its machine to listen. */
static struct core_job **next_job(struct vm *vm, int64_t *again)
{
	struct core_job **job = &vm->jobs;

	while (*job && (has_to_wait(vm, *job) || !guest_is_ready(vm, *job, again)))
		job = &(*job)->next;
	return *job ? job : NULL;
}

/* With the lock: when there will be something to do, if nothing comes before. */
static int64_t next_time(const struct worker *w, bool typed, int64_t at)
{
	const struct vm *vm = w->vm;

	if (w->next_tick_ms < at)
		at = w->next_tick_ms;
	if (vm->dirty && w->not_before_ms < at)
		at = w->not_before_ms;
	if (vm->watched && vm->screen_at_ms < at)
		at = vm->screen_at_ms;
	if (typed && w->type_not_before_ms < at)
		at = w->type_not_before_ms;
	return at;
}

/* With the lock: behind those that are in hand. */
static void begin(struct vm *vm, struct core_job *job)
{
	struct core_job **end = &vm->begun;

	while (*end)
		end = &(*end)->next;
	job->next = NULL;
	*end = job;
}

/* Waits for what is to be done next, and with which job. */
static enum duty next_duty(struct worker *w, struct core_job **next)
{
	struct vm *vm = w->vm;
	enum duty duty = TICK;
	struct core_job **job;

	pthread_mutex_lock(&vm->lock);
	for (;;) {
		int64_t now = clock_mono_ms(), again = INT64_MAX;
		bool typed = core_typed_waits(vm);

		again = worker_note_silent(vm);
		if (vm->stop)
			duty = STOP;
		else if (vm->lost)
			duty = LOST;
		else if (worker_returned_job(vm))
			duty = END;
		else if (typed && now >= w->type_not_before_ms)
			duty = TYPE;
		else if ((job = next_job(vm, &again)) != NULL)
			duty = JOB;
		else if (vm->dirty && now >= w->not_before_ms)
			duty = READ;
		else if (vm->watched && now >= vm->screen_at_ms)
			duty = SCREEN;
		else if (now < w->next_tick_ms) {
			worker_sleep_until(vm, next_time(w, typed, again));
			continue;
		}
		break;
	}
	*next = NULL;
	if (duty == JOB) {
		*next = *job;
		*job = (*job)->next;
		begin(vm, *next);
	} else if (duty == END) {
		*next = worker_returned_job(vm);
	}
	pthread_mutex_unlock(&vm->lock);
	return duty;
}

/* Until the connection is gone or the program ends. */
static void serve(struct worker *w)
{
	for (;;) {
		struct core_job *job;
		bool alive = true;

		switch (next_duty(w, &job)) {
		case STOP:
			return;
		case LOST:
			alive = false;
			break;
		case TYPE:
			worker_type(w);
			break;
		case JOB:
			alive = worker_run_job(w, job);
			break;
		case END:
			alive = worker_end_job(w, job);
			break;
		case READ:
			alive = worker_look(w, true, false);
			break;
		case SCREEN:
			alive = worker_look_at_screen(w);
			break;
		case TICK:
			alive = worker_look(w, w->ticks++ % FULL_TICKS == 0, true);
			w->next_tick_ms = clock_mono_ms() + CORE_TICK_MS;
			break;
		}
		if (!alive) {
			worker_lose(w);
			return;
		}
	}
}

void *core_worker(void *arg)
{
	struct vm *vm = arg;
	struct worker w = { .vm = vm, .retry_ms = CORE_RETRY_FIRST_MS };
	struct core_job *job;

	while (!worker_is_stopping(vm))
		if (worker_connect(&w))
			serve(&w);
	worker_await_calls(vm);
	if (w.conn)
		vm->backend->close(w.conn);
	free(w.uri);
	pthread_mutex_lock(&vm->lock);
	while ((job = vm->begun) != NULL) {
		vm->begun = job->next;
		core_job_free(job);
	}
	vm->worker_done = true;
	pthread_cond_signal(&vm->ended);
	pthread_mutex_unlock(&vm->lock);
	core_unref(vm);
	return NULL;
}
