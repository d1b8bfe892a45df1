// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The worker's thread, and opening and closing it; see worker.h. */
#include "vm/core/worker.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "vm/core/exchange.h"
#include "vm/core/guest-ready.h"
#include "vm/core/serial.h"
#include "vm/core/state.h"
#include "vm/core/watched-screen.h"
#include "vm/core/worker-jobs.h"
#include "vm/core/worker-link.h"
#include "vm/core/worker-read.h"

/* ---- the worker's thread ------------------------------------------------------- */

enum {
	FULL_TICKS = 4, /* every so many ticks everything is read again */
	/* Ticks while no machine runs: so long after something happened … */
	STIRRED_MS = 60000,
	STIRRED_TICK_MS = 5000,
	RESTING_TICK_MS = 15000, /* … and later */
	RESTING_FULL_MS = 300000, /* everything is read again, whatever seems unchanged */
	AGAIN_MS = 100, /* until a machine that took no more text is tried again */
};

enum duty { STOP, LOST, END, TYPE, JOB, READ, SCREEN, TICK };

static const char *base_of(const struct vm *vm, const char *machine)
{
	size_t i;

	for (i = 0; machine && i < vm->n_specs; i++)
		if (str_eq(vm->specs[i].name, machine))
			return vm->specs[i].clone_of;
	return NULL;
}

/* Making or removing a clone changes what its base may do, and the other way round: such a
 * job must end before the next job on either begins. */
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

/* These lock the folder of the disks.  They run one after the other, because the lock
 * excludes other threads as well as other processes. */
static bool holds_folder(const struct core_job *job)
{
	enum verb verb = job->request.action.verb;

	return job->reset || verb == VERB_DEFINE || verb == VERB_CLONE || verb == VERB_REMOVE ||
	       verb == VERB_STAGE;
}

/* With the lock.  Only one job at a time runs on a machine, except one that cuts the power
 * of a machine that does not answer. */
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

/* With the lock.  Returns the oldest job that need not wait. */
static struct core_job **next_job(struct vm *vm, int64_t *again)
{
	struct core_job **job = &vm->jobs;

	while (*job && (has_to_wait(vm, *job) || !guest_is_ready(vm, *job, again)))
		job = &(*job)->next;
	return *job ? job : NULL;
}

/* With the lock.  Returns the time at which there is something to do, if nothing comes before. */
static int64_t next_time(const struct worker *w, bool typed, int64_t at)
{
	const struct vm *vm = w->vm;

	at = clock_sooner(at, w->next_tick_ms);
	if (vm->dirty)
		at = clock_sooner(at, w->not_before_ms);
	if (vm->watched)
		at = clock_sooner(at, vm->screen_at_ms);
	if (typed)
		at = clock_sooner(at, w->type_not_before_ms);
	return at;
}

/* With the lock.  Appends it to the jobs that have begun. */
static void begin(struct vm *vm, struct core_job *job)
{
	struct core_job **end = &vm->begun;

	while (*end)
		end = &(*end)->next;
	job->next = NULL;
	*end = job;
}

/* Waits for something to do; *next: the job that it is about, or NULL. */
static enum duty next_duty(struct worker *w, struct core_job **next)
{
	struct vm *vm = w->vm;
	enum duty duty = TICK;
	struct core_job **job;

	pthread_mutex_lock(&vm->lock);
	for (;;) {
		int64_t now = clock_mono_ms(), again;
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

/* ---- typing --------------------------------------------------------------------- */

static void send_to(struct worker *w, size_t i)
{
	struct vm *vm = w->vm;
	char bytes[1024];
	bool in_hand;
	unsigned cut;
	ssize_t sent;
	size_t n;

	pthread_mutex_lock(&vm->lock);
	n = core_typed(vm, i, bytes, sizeof bytes);
	cut = vm->extra[i].typed_cut;
	/* The action may open its console again. */
	in_hand = core_in_hand(vm, vm->specs[i].name);
	pthread_mutex_unlock(&vm->lock);
	if (n > 0 && in_hand)
		w->type_not_before_ms = clock_mono_ms() + AGAIN_MS;
	if (n == 0 || in_hand)
		return;
	worker_call_begins(vm, CORE_STALL_MS);
	sent = vm->backend->console_write(w->conn, vm->specs[i].name, bytes, n, NULL);
	worker_call_ends(vm);
	if (sent >= 0 && (size_t)sent < n)
		w->type_not_before_ms = clock_mono_ms() + AGAIN_MS;
	pthread_mutex_lock(&vm->lock);
	/* If the stream ended meanwhile, the waiting text was discarded. */
	if (cut == vm->extra[i].typed_cut)
		core_typed_sent(vm, i, sent < 0 ? SIZE_MAX : (size_t)sent);
	pthread_mutex_unlock(&vm->lock);
}

static void type(struct worker *w)
{
	size_t i;

	for (i = 0; i < w->vm->n_specs; i++)
		send_to(w, i);
}

/* ---- ticks ---------------------------------------------------------------------- */

/* With the lock: does no machine run, is no job at work and no console to be opened? */
static bool is_resting(const struct worker *w)
{
	const struct vm *vm = w->vm;
	size_t i;

	if (vm->begun || vm->jobs)
		return false;
	for (i = 0; i < vm->n_specs; i++) {
		const struct vm_machine *machine = &vm->truth.machines[i];

		if (machine->unread || machine->state == STATE_RUNNING ||
		    (machine->state == STATE_UNKNOWN && !machine->not_ours) ||
		    (machine->state == STATE_PAUSED && !machine->console_ready && !w->no_console))
			return false;
	}
	return true;
}

static bool is_unchanged(struct worker *w)
{
	struct vm *vm = w->vm;
	bool unchanged;

	pthread_mutex_lock(&vm->lock);
	unchanged = is_resting(w) && vm->backend->unchanged;
	pthread_mutex_unlock(&vm->lock);
	if (!unchanged)
		return false;
	worker_call_begins(vm, CORE_STALL_MS);
	unchanged = vm->backend->unchanged(w->conn);
	worker_call_ends(vm);
	return unchanged;
}

/* Reads the machines, unless they rest and are as they were.  Returns false if the
 * connection is gone. */
static bool tick(struct worker *w)
{
	int64_t now = clock_mono_ms();
	bool is_due = now - w->full_ms >= RESTING_FULL_MS, full, alive;

	if (!is_due && is_unchanged(w)) {
		w->next_tick_ms = now + (now - w->stirred_ms < STIRRED_MS ? STIRRED_TICK_MS :
									    RESTING_TICK_MS);
		return !worker_is_lost(w);
	}
	full = w->ticks++ % FULL_TICKS == 0 || is_due;
	if (full)
		w->full_ms = now;
	if (!is_due)
		w->stirred_ms = now;
	alive = worker_look(w, full, true);
	w->next_tick_ms = clock_mono_ms() + CORE_TICK_MS;
	return alive;
}

/* ---- the loop ------------------------------------------------------------------- */

/* Works until the connection is gone or the program ends. */
static void serve(struct worker *w)
{
	for (;;) {
		struct core_job *job;
		bool alive = true;
		enum duty duty = next_duty(w, &job);

		if (duty != TICK && duty != SCREEN)
			w->stirred_ms = clock_mono_ms();
		switch (duty) {
		case STOP:
			return;
		case LOST:
			alive = false;
			break;
		case TYPE:
			type(w);
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
			alive = tick(w);
			break;
		}
		if (!alive) {
			worker_lose(w);
			return;
		}
	}
}

/* The thread's function; arg is a struct vm, of which it holds a reference. */
static void *core_worker(void *arg)
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
	vm->worker_runs = false;
	pthread_cond_signal(&vm->ended);
	pthread_mutex_unlock(&vm->lock);
	core_unref(vm);
	return NULL;
}

/* ---- the screen's thread ------------------------------------------------------- */

static bool watch_fd(int epoll_fd, int fd)
{
	struct epoll_event event = { .events = EPOLLIN, .data = { .fd = fd } };

	return epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event) == 0;
}

static bool make_fds(struct vm *vm, struct error *err)
{
	if (!bell_open(&vm->tells))
		return error_errno(err, "eventfd");
	vm->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	vm->wait_fd = epoll_create1(EPOLL_CLOEXEC);
	if (vm->timer_fd < 0 || vm->wait_fd < 0 || !watch_fd(vm->wait_fd, bell_fd(&vm->tells)) ||
	    !watch_fd(vm->wait_fd, vm->timer_fd))
		return error_errno(err, "epoll");
	return true;
}

struct vm *vm_open(const struct vm_config *config, struct error *err)
{
	struct vm *vm = core_new(config);

	vm->backend = config->backend;
	if (!make_fds(vm, err)) {
		core_free(vm);
		return NULL;
	}
	vm->refs = 1;
	if (!config->later)
		vm_begin(vm);
	return vm;
}

void vm_begin(struct vm *vm)
{
	struct error problem = { 0 };

	if (vm->was_begun)
		return;
	vm->was_begun = true;
	pthread_mutex_lock(&vm->lock);
	errno = thread_start(&vm->thread, core_worker, vm);
	if (errno) {
		error_errno(&problem, "pthread_create");
		core_set_link(vm, VM_FAILED, &problem);
	} else {
		vm->has_thread = vm->worker_runs = true;
		vm->refs++;
	}
	pthread_mutex_unlock(&vm->lock);
}

void vm_close(struct vm *vm, int patience_ms)
{
	struct timespec until = thread_deadline(patience_ms);
	bool done;

	if (!vm)
		return;
	pthread_mutex_lock(&vm->lock);
	vm->stop = true;
	pthread_cond_signal(&vm->wake);
	pthread_cond_signal(&vm->heard);
	while (vm->worker_runs || vm->compares)
		if (pthread_cond_timedwait(&vm->ended, &vm->lock, &until) == ETIMEDOUT)
			break;
	done = !vm->worker_runs;
	pthread_mutex_unlock(&vm->lock);
	if (vm->has_thread && done)
		pthread_join(vm->thread, NULL);
	else if (vm->has_thread)
		pthread_detach(vm->thread);
	core_unref(vm);
}

int vm_fd(const struct vm *vm)
{
	return vm->wait_fd;
}

bool vm_drain(struct vm *vm)
{
	uint64_t expired;
	bool changed;

	pthread_mutex_lock(&vm->lock);
	bell_quiet(&vm->tells);
	changed = vm->changed;
	vm->changed = false;
	pthread_mutex_unlock(&vm->lock);
	return read(vm->timer_fd, &expired, sizeof expired) > 0 || changed;
}
