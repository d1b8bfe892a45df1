/* The worker: the one thread that calls the backend.  It connects, takes the
 * jobs one by one, reads the machines after each, and at each tick, and gets
 * over a daemon that went away. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "vm/choose.h"
#include "vm/command.h"
#include "vm/hub.h"
#include "vm/promise.h"

enum {
	REPEATS = 4,       /* reads that an event overtook, in a row */
	CALM_MS = 200,     /* then let the events settle for so long */
	FULL_TICKS = 4,    /* every so many ticks everything is read anew */
	AFTERMATH_MS = 3000, /* for a machine to settle after a lost daemon */
	WAKING_MS = 3000,    /* for a started machine to say something */
};

struct worker {
	struct vm *vm;
	struct vm_conn *conn;
	char *uri; /* the one that answered; it is the one to come back to */
	struct error standing; /* to be shown while all is well: why it is simulated */
	int retry_ms;
	int64_t next_tick_ms, not_before_ms;
	unsigned ticks;
	bool no_console; /* this hypervisor has none */
	/* The job in hand (vm->job): */
	struct vm_result result;
	int64_t job_began_ms;
	char *safety_before;
	bool cut_short; /* the connection broke in the middle of it */
};

/* Actions that may take longer than an answer should. */
static const bool takes_long[VERB_COUNT] = {
	[VERB_DEFINE] = true,   [VERB_START] = true,   [VERB_SHUTDOWN] = true,
	[VERB_POWEROFF] = true, [VERB_SAVE] = true,    [VERB_SNAPSHOT] = true,
	[VERB_RESTORE] = true,  [VERB_DELETE] = true,  [VERB_CLONE] = true,
	[VERB_REMOVE] = true,   [VERB_ATTACH] = true,  [VERB_TYPE] = true,
	[VERB_STAGE] = true,    [VERB_UNDO] = true,
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

static void call_begins(struct vm *vm, int64_t limit_ms)
{
	pthread_mutex_lock(&vm->lock);
	vm->call_began_ms = clock_mono_ms();
	vm->call_limit_ms = limit_ms;
	vm->call_stalled = false;
	arm_timer(vm, limit_ms);
	pthread_mutex_unlock(&vm->lock);
}

static void call_ends(struct vm *vm)
{
	pthread_mutex_lock(&vm->lock);
	arm_timer(vm, 0);
	vm->call_began_ms = 0;
	if (vm->call_stalled) {
		vm->call_stalled = false;
		hub_changed(vm);
	}
	pthread_mutex_unlock(&vm->lock);
}

/* What the backend tells, from its threads. */

static void on_changed(void *context, const char *domain)
{
	struct vm *vm = context;

	(void)domain;
	pthread_mutex_lock(&vm->lock);
	vm->events++;
	vm->dirty = true;
	pthread_cond_signal(&vm->wake);
	pthread_mutex_unlock(&vm->lock);
}

static void on_lost(void *context, const char *why)
{
	struct vm *vm = context;

	pthread_mutex_lock(&vm->lock);
	vm->lost = true;
	snprintf(vm->lost_why, sizeof vm->lost_why, "%s", why ? why : "");
	pthread_cond_signal(&vm->wake);
	pthread_mutex_unlock(&vm->lock);
}

static void on_console(void *context, const char *machine, const char *bytes, size_t n)
{
	struct vm *vm = context;

	pthread_mutex_lock(&vm->lock);
	hub_console_bytes(vm, machine, bytes, n);
	if (n == 0)
		vm->dirty = true; /* a look, and it is opened again */
	if (n == 0 || vm->job)
		pthread_cond_signal(&vm->wake);
	pthread_mutex_unlock(&vm->lock);
}

static bool is_lost(struct worker *w)
{
	bool alive = w->vm->backend->alive(w->conn), lost;

	pthread_mutex_lock(&w->vm->lock);
	w->vm->lost |= !alive;
	lost = w->vm->lost;
	pthread_mutex_unlock(&w->vm->lock);
	return lost;
}

static bool stopping(struct vm *vm)
{
	bool stop;

	pthread_mutex_lock(&vm->lock);
	stop = vm->stop;
	pthread_mutex_unlock(&vm->lock);
	return stop;
}

/* With the lock.  Sleeps until then, or until something is to be done. */
static void sleep_until(struct vm *vm, int64_t mono_ms)
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
	bool ok;

	pthread_mutex_lock(&vm->lock);
	seen = vm->events;
	vm->dirty = false;
	pthread_mutex_unlock(&vm->lock);
	call_begins(vm, HUB_STALL_MS);
	ok = vm->backend->read(w->conn, fresh, vm->n_specs, full, err);
	call_ends(vm);
	pthread_mutex_lock(&vm->lock);
	*overtaken = vm->events != seen;
	if (ok && (!*overtaken || last))
		hub_merge(vm, fresh, sample);
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
	bool ready;

	call_begins(vm, HUB_STALL_MS);
	ready = vm->backend->console_open(w->conn, vm->specs[i].name, &err);
	call_ends(vm);
	if (!ready && err.kind == ERROR_UNSUPPORTED)
		w->no_console = true;
	pthread_mutex_lock(&vm->lock);
	hub_console_state(vm, i, ready, ready || !err.message[0] ? NULL : err.message);
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
		live = !machine->foreign &&
		       (machine->state == STATE_RUNNING || machine->state == STATE_PAUSED);
		ready = machine->console_ready;
		if (!live)
			hub_console_state(vm, i, false, NULL);
		pthread_mutex_unlock(&vm->lock);
		if (live && !ready)
			open_console(w, i);
	}
}

/* Reads and opens consoles.  False when the connection is gone. */
static bool look(struct worker *w, bool full, bool sample)
{
	struct error err = { 0 };
	bool ok = read_machines(w, full, sample, &err);

	if (is_lost(w))
		return false;
	pthread_mutex_lock(&w->vm->lock);
	w->vm->truth.problem = ok ? w->standing : err;
	pthread_mutex_unlock(&w->vm->lock);
	if (!ok)
		log_line("read: %s", err.message);
	else
		open_consoles(w);
	return true;
}

/* With the lock. */
static const char *newest_safety(const struct vm_machine *machine)
{
	const struct vm_moment *newest = NULL;
	size_t i;

	for (i = 0; machine && i < machine->n_moments; i++) {
		const struct vm_moment *moment = &machine->moments[i];

		if (moment->safety && (!newest || moment->created_ms >= newest->created_ms))
			newest = moment;
	}
	return newest ? newest->name : "";
}

static void begin_job(struct worker *w, struct hub_job *job)
{
	struct vm *vm = w->vm;
	const struct vm_machine *machine;

	w->job_began_ms = clock_mono_ms();
	w->result = (struct vm_result){ .ticket = job->ticket, .verb = job->request.action.verb };
	w->cut_short = false;
	free(w->safety_before);
	pthread_mutex_lock(&vm->lock);
	machine = hub_machine(vm, job->request.action.machine);
	if (job->reset)
		w->result.verb = VERB_REMOVE;
	else
		snprintf(w->result.machine, sizeof w->result.machine, "%s", machine->name);
	w->result.was = machine ? machine->state : STATE_UNKNOWN;
	w->safety_before = mem_dup(newest_safety(machine));
	pthread_mutex_unlock(&vm->lock);
}

/* A machine that was started a moment ago has nobody yet who reads its
 * keyboard, and keys would be lost: its first words on the console show that
 * somebody is there.  A machine that stays silent is given a short while. */
static void wait_until_awake(struct worker *w, const char *name)
{
	struct vm *vm = w->vm;

	pthread_mutex_lock(&vm->lock);
	for (;;) {
		const struct vm_machine *machine = hub_machine(vm, name);
		int64_t until = machine ? machine->since_ms + WAKING_MS : 0;

		if (!machine || vm->stop || vm->lost || machine->state != STATE_RUNNING ||
		    vm->extra[machine - vm->truth.machines].heard || clock_mono_ms() >= until)
			break;
		sleep_until(vm, until);
	}
	pthread_mutex_unlock(&vm->lock);
}

/* With the lock.  What was read decides. */
static void judge(struct worker *w, struct hub_job *job, const struct vm_machine *machine)
{
	struct vm_result *result = &w->result;
	const char *safety = newest_safety(machine);

	result->now = machine ? machine->state : STATE_UNKNOWN;
	if (machine && strcmp(safety, w->safety_before) != 0)
		snprintf(result->undo, sizeof result->undo, "%s", safety);
	if (result->ok && machine)
		result->ok = promise_kept(&job->request, result->was, machine, &result->error);
}

static void end_job(struct worker *w)
{
	struct vm *vm = w->vm;

	pthread_mutex_lock(&vm->lock);
	judge(w, vm->job, hub_machine(vm, vm->job->request.action.machine));
	hub_rebooted(vm, &w->result);
	w->result.took_ms = clock_mono_ms() - w->job_began_ms;
	log_line("job %d on %s: %s %s", (int)w->result.verb, w->result.machine,
		 w->result.ok ? "done" : "failed:", w->result.error.message);
	hub_job_end(vm, vm->job, &w->result);
	pthread_mutex_unlock(&vm->lock);
}

/* False when the connection went away: then the job stays in hand. */
static bool run_job(struct worker *w, struct hub_job *job)
{
	struct vm *vm = w->vm;
	struct vm_result *result = &w->result;

	begin_job(w, job);
	if (job->request.action.verb == VERB_TYPE)
		wait_until_awake(w, job->request.action.machine);
	call_begins(vm, job->reset || takes_long[job->request.action.verb] ? HUB_STALL_LONG_MS :
									     HUB_STALL_MS);
	result->ok = job->reset ? vm->backend->reset(w->conn, &result->error) :
				  vm->backend->act(w->conn, &job->request, &result->error);
	call_ends(vm);
	if (is_lost(w) || !look(w, true, false)) {
		w->cut_short = true;
		return false;
	}
	end_job(w);
	return true;
}

/* An action that a lost daemon cut short: how did it really end?  The machine
 * may still be settling, so it is looked at until the promise holds. */
static void settle_job(struct worker *w)
{
	struct vm *vm = w->vm;
	struct hub_job *job = vm->job;
	enum verb verb = job->request.action.verb;
	int64_t until = clock_mono_ms() + AFTERMATH_MS;
	struct error broken;

	error_set(&broken, ERROR_CONNECTION,
		  _("The connection broke in the middle of this, and it was not carried out."));
	error_mend(&broken, _("Look at the machine and try again."));
	w->result.ok = !job->reset && promise_shows(verb);
	while (w->result.ok) {
		const struct vm_machine *machine;
		bool kept;

		pthread_mutex_lock(&vm->lock);
		machine = hub_machine(vm, job->request.action.machine);
		kept = promise_kept(&job->request, w->result.was, machine, NULL);
		if (!kept && clock_mono_ms() < until && !vm->stop)
			sleep_until(vm, clock_mono_ms() + CALM_MS);
		else
			w->result.ok = kept;
		pthread_mutex_unlock(&vm->lock);
		if (kept)
			break;
		if (w->result.ok && !look(w, true, false))
			return;
	}
	w->result.error = w->result.ok ? (struct error){ 0 } : broken;
	w->cut_short = false;
	end_job(w);
}

/* With the lock: the jobs that nobody has begun will not be. */
static void refuse_waiting(struct vm *vm, const struct error *why)
{
	struct hub_job *job;

	while ((job = vm->jobs) != NULL) {
		struct vm_result result = { .ticket = job->ticket, .error = *why };

		vm->jobs = job->next;
		result.verb = job->reset ? VERB_REMOVE : job->request.action.verb;
		snprintf(result.machine, sizeof result.machine, "%s",
			 job->reset ? "" : job->request.action.machine);
		hub_job_end(vm, job, &result);
	}
}

static void lose(struct worker *w)
{
	struct vm *vm = w->vm;
	struct error problem;

	vm->backend->close(w->conn);
	w->conn = NULL;
	w->retry_ms = HUB_RETRY_FIRST_MS;
	pthread_mutex_lock(&vm->lock);
	error_set(&problem, ERROR_CONNECTION, _("The connection to %s went away."), w->uri);
	error_mend(&problem, _("It is being tried again; the machines go on by themselves."));
	log_line("lost %s: %s", w->uri, vm->lost_why);
	hub_set_link(vm, VM_LOST, &problem);
	refuse_waiting(vm, &problem);
	pthread_mutex_unlock(&vm->lock);
}

static bool open_uri(struct worker *w, const char *uri, struct error *err)
{
	struct vm *vm = w->vm;
	struct vm_open_args args = {
		.uri = uri,
		.prefix = vm->prefix,
		.workshop_id = vm->workshop_id,
		.data_dir = vm->data_dir,
		.specs = vm->specs,
		.n_specs = vm->n_specs,
		.watch = { vm, on_changed, on_lost, on_console },
	};

	pthread_mutex_lock(&vm->lock);
	free(vm->truth.uri);
	vm->truth.uri = mem_dup(uri);
	vm->truth.simulated = uri_is_simulated(uri);
	vm->lost = false;
	hub_changed(vm);
	pthread_mutex_unlock(&vm->lock);
	call_begins(vm, HUB_STALL_LONG_MS);
	w->conn = vm->backend->open(&args, err);
	call_ends(vm);
	log_line("open %s: %s", uri, w->conn ? "done" : err->message);
	return w->conn != NULL;
}

/* Tries the list.  A connection that exists but is not to be had (a busy one,
 * one that refuses us) ends it: no simulation in its place. */
static bool open_any(struct worker *w, struct error *err)
{
	char *folder = w->vm->data_dir ? mem_dup(w->vm->data_dir) : file_data_dir();
	struct choice choice = choose_uris(w->uri ? w->uri : w->vm->asked_uri,
					   getenv("LIBVIRT_DEFAULT_URI"), geteuid(), folder);
	size_t i;

	for (i = 0; i < choice.n && !w->conn && !stopping(w->vm); i++) {
		bool simulation = choice.chosen && i == choice.n - 1;
		struct error tried = { 0 };

		if (simulation && err->kind != ERROR_UNSUPPORTED)
			break;
		if (!open_uri(w, choice.uris[i], &tried)) {
			*err = tried;
			if (tried.kind == ERROR_STATE)
				break;
			continue;
		}
		free(w->uri);
		w->uri = mem_dup(choice.uris[i]);
		w->standing = simulation ? *err : (struct error){ 0 };
	}
	choice_free(&choice);
	free(folder);
	return w->conn != NULL;
}

static void show_failure(struct worker *w, const struct error *err)
{
	struct vm *vm = w->vm;

	pthread_mutex_lock(&vm->lock);
	hub_set_link(vm, w->uri ? VM_LOST : VM_FAILED, err);
	refuse_waiting(vm, err);
	pthread_mutex_unlock(&vm->lock);
}

/* With backoff; true when connected and read for the first time. */
static bool connect_again(struct worker *w)
{
	struct vm *vm = w->vm;
	struct error err = { 0 };
	int64_t until;

	if (open_any(w, &err)) {
		w->retry_ms = HUB_RETRY_FIRST_MS;
		w->ticks = 0;
		w->no_console = false;
		if (!look(w, true, false)) {
			lose(w);
			return false;
		}
		pthread_mutex_lock(&vm->lock);
		hub_set_link(vm, VM_ALIVE, &vm->truth.problem);
		pthread_mutex_unlock(&vm->lock);
		if (w->cut_short)
			settle_job(w);
		return true;
	}
	show_failure(w, &err);
	until = clock_mono_ms() + w->retry_ms;
	w->retry_ms = w->retry_ms * 2 > HUB_RETRY_MAX_MS ? HUB_RETRY_MAX_MS : w->retry_ms * 2;
	pthread_mutex_lock(&vm->lock);
	while (!vm->stop && clock_mono_ms() < until)
		sleep_until(vm, until);
	pthread_mutex_unlock(&vm->lock);
	return false;
}

enum duty { STOP, LOST, JOB, READ, TICK };

/* Waits for what is to be done next; takes the job off the queue. */
static enum duty next_duty(struct worker *w)
{
	struct vm *vm = w->vm;
	enum duty duty = TICK;

	pthread_mutex_lock(&vm->lock);
	for (;;) {
		int64_t now = clock_mono_ms();

		if (vm->stop)
			duty = STOP;
		else if (vm->lost)
			duty = LOST;
		else if (vm->jobs)
			duty = JOB;
		else if (vm->dirty && now >= w->not_before_ms)
			duty = READ;
		else if (now < w->next_tick_ms) {
			sleep_until(vm, vm->dirty && w->not_before_ms < w->next_tick_ms ?
					    w->not_before_ms : w->next_tick_ms);
			continue;
		}
		break;
	}
	if (duty == JOB) {
		vm->job = vm->jobs;
		vm->jobs = vm->jobs->next;
	}
	pthread_mutex_unlock(&vm->lock);
	return duty;
}

/* Until the connection is gone or the program ends. */
static void serve(struct worker *w)
{
	for (;;) {
		bool alive = true;

		switch (next_duty(w)) {
		case STOP:
			return;
		case LOST:
			alive = false;
			break;
		case JOB:
			alive = run_job(w, w->vm->job);
			break;
		case READ:
			alive = look(w, true, false);
			break;
		case TICK:
			alive = look(w, w->ticks++ % FULL_TICKS == 0, true);
			w->next_tick_ms = clock_mono_ms() + HUB_TICK_MS;
			break;
		}
		if (!alive) {
			lose(w);
			return;
		}
	}
}

void *hub_worker(void *arg)
{
	struct vm *vm = arg;
	struct worker w = { .vm = vm, .retry_ms = HUB_RETRY_FIRST_MS };

	while (!stopping(vm))
		if (connect_again(&w))
			serve(&w);
	if (w.conn)
		vm->backend->close(w.conn);
	free(w.uri);
	free(w.safety_before);
	pthread_mutex_lock(&vm->lock);
	if (vm->job)
		hub_job_free(vm->job);
	vm->job = NULL;
	vm->worker_done = true;
	pthread_cond_signal(&vm->ended);
	pthread_mutex_unlock(&vm->lock);
	hub_unref(vm);
	return NULL;
}
