// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The worker's jobs; see worker-jobs.h.  The call of each job is made on a thread of its
 * own.  If it does not return soon, the worker goes on with other machines and ends the job
 * when it has returned. */
#include "vm/core/worker-jobs.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "base/utf8.h"
#include "vm/core/exchange.h"
#include "vm/core/guest-ready.h"
#include "vm/core/serial.h"
#include "vm/core/watched-screen.h"
#include "vm/machine.h"
#include "vm/outcome.h"
#include "vm/rules.h"

enum {
	AFTERMATH_MS = 3000, /* for a machine to settle after a lost daemon */
	KEY_MS = 100,        /* at most, for a key that is typed */
	RESET_REPEATS = 3,   /* of a reset that a lost daemon cut short */
	READ_REPEATS = 3,    /* after a job: libvirt may be busy with the machine for a short time */
};

/* Actions that may take long even if the hypervisor answers. */
static const bool takes_long[VERB_COUNT] = {
	[VERB_DEFINE] = true,   [VERB_START] = true,   [VERB_SHUTDOWN] = true,
	[VERB_POWEROFF] = true, [VERB_SAVE] = true,    [VERB_SNAPSHOT] = true,
	[VERB_RESTORE] = true,  [VERB_DELETE] = true,  [VERB_CLONE] = true,
	[VERB_REMOVE] = true,   [VERB_ATTACH] = true,  [VERB_TYPE] = true,
	[VERB_DETACH] = true,  [VERB_SET] = true,
	[VERB_STAGE] = true,    [VERB_UNDO] = true,
};

/* After these, a console continues elsewhere. */
static const bool moves_console[VERB_COUNT] = {
	[VERB_START] = true, [VERB_RESET] = true, [VERB_RESTORE] = true, [VERB_STAGE] = true,
	[VERB_UNDO] = true,
};

static void begin_job(struct worker *w, struct core_job *job)
{
	struct vm *vm = w->vm;
	const struct vm_machine *machine;
	struct vm_result *result = &job->result;

	job->began_ms = clock_mono_ms();
	*result = (struct vm_result){ .ticket = job->ticket, .verb = job->request.action.verb };
	pthread_mutex_lock(&vm->lock);
	machine = core_machine(vm, job->request.action.machine);
	if (job->reset)
		result->verb = VERB_REMOVE;
	else
		utf8_copy(result->machine, sizeof result->machine, machine->name);
	result->was = machine ? machine->state : STATE_UNKNOWN;
	if (machine) {
		result->before = machine->next;
		result->before.disks = NULL;
		result->before.drives = NULL;
		result->before.n_drives = 0;
	}
	outcome_remember(&job->past, &job->request, machine);
	if (!job->reset)
		core_resets(vm, &job->request);
	if (moves_console[result->verb])
		core_console_cause(vm, &job->request, result->was);
	pthread_mutex_unlock(&vm->lock);
}

/* Does what is read afterwards tell whether the job succeeded? */
static bool shows_in_machine(const struct core_job *job)
{
	enum verb verb = job->request.action.verb;

	return !job->reset && !job->request.files_only && (outcome_shows(verb) || verb == VERB_SET);
}

/* With the lock.  Could the job's machine be read at the last look? */
static bool was_read(const struct worker *w, const struct core_job *job)
{
	const struct vm_machine *machine = core_machine(w->vm, job->request.action.machine);

	return w->was_read && !(machine && machine->unread);
}

/* The machine could not be read, so the picture of it is older than the job. */
static void judge_unread(struct core_job *job, const struct vm_picture *picture)
{
	struct vm_result *result = &job->result;
	const struct vm_machine *machine = vm_picture_machine(picture, job->request.action.machine);

	result->now = STATE_UNKNOWN;
	if (!result->ok || !shows_in_machine(job))
		return;
	result->ok = false;
	if (machine && machine->unread)
		error_set(&result->error, ERROR_STATE,
			  _("It was carried out, but what came of it is not known, because %1$s could "
			    "not be read: %2$s"), machine->name, machine->unread);
	else
		error_set(&result->error, ERROR_CONNECTION,
			  _("It was carried out, but what came of it is not known, because the machines "
			    "could not be read: %s"), picture->problem.message);
	error_remedy(&result->error, _("Look at the machine and try again."));
}

/* Names the safety snapshot that the job took, if there is a new one. */
static void name_undo(struct vm_result *result, const struct outcome_past *past,
		      const struct vm_machine *machine)
{
	const char *safety = safety_newest(machine->snapshots, machine->n_snapshots);
	const struct vm_snapshot *back = safety_for_undo(machine->snapshots, machine->n_snapshots);

	if (!safety || str_eq(safety, past->safety))
		return;
	utf8_copy(result->undo, sizeof result->undo, safety);
	result->undo_later = !str_eq(back->name, safety);
}

/* With the lock.  Decides by what was read whether the job succeeded. */
static void judge(struct core_job *job, const struct vm_machine *machine)
{
	struct vm_result *result = &job->result;

	result->now = machine ? machine->state : STATE_UNKNOWN;
	if (machine)
		name_undo(result, &job->past, machine);
	if (!result->ok && machine && !job->reset &&
	    outcome_done_anyway(&job->request, &job->past, machine)) {
		log_line("%s is %s, and the action is done, though it was said: %s", result->machine,
			 state_name(result->now), result->error.message);
		error_clear(&result->error);
		result->ok = true;
	}
	if (result->ok && machine)
		result->ok = outcome_kept(&job->request, result->was, machine, &result->error);
	if (result->ok && machine && result->verb == VERB_SET)
		hardware_outcome(&job->request.action, machine, result);
}

static void end_job(struct worker *w, struct core_job *job)
{
	struct vm *vm = w->vm;
	struct vm_result *result = &job->result;

	pthread_mutex_lock(&vm->lock);
	if (was_read(w, job))
		judge(job, core_machine(vm, job->request.action.machine));
	else
		judge_unread(job, &vm->truth);
	core_rebooted(vm, result, job->request.anew);
	vm->screen_at_ms = 0; /* what came of it shows at once */
	result->took_ms = clock_mono_ms() - job->began_ms;
	log_line("job %d on %s: %s %s", (int)result->verb, result->machine,
		 result->ok ? "done" : "failed:", result->error.message);
	core_job_end(vm, job, result);
	pthread_mutex_unlock(&vm->lock);
}

static void name_definition(struct core_job *job, const char *folder, const char *prefix)
{
	char *path = mem_printf("%s/%s%s.xml", folder, prefix, job->request.action.machine);

	utf8_copy(job->result.file, sizeof job->result.file, path);
	free(path);
}

/* On the call's own thread. */
static bool carry_out(struct vm *vm, struct vm_conn *conn, struct core_job *job)
{
	const struct vm_backend *backend = vm->backend;
	const struct vm_request *request = &job->request;
	struct error *err = &job->result.error;
	bool ok;

	if (!job->reset && request->action.verb == VERB_SCREENSHOT)
		return worker_keep_screen(vm, conn, job, err);
	ok = job->reset ? backend->reset(conn, err) : backend->act(conn, request, err);
	/* An earlier try may have failed. */
	if (ok && err->kind != ERROR_NOTE)
		error_clear(err);
	if (ok && request->files_only)
		name_definition(job, backend->folder(conn), vm->prefix);
	return ok;
}

struct call {
	struct vm *vm;
	struct vm_conn *conn;
	struct core_job *job;
};

/* The worker, the connection and the job live longer than this thread (worker_await_calls). */
static void *call_thread(void *arg)
{
	struct call call = *(struct call *)arg;
	bool ok;

	free(arg);
	ok = carry_out(call.vm, call.conn, call.job);
	pthread_mutex_lock(&call.vm->lock);
	call.job->result.ok = ok;
	call.job->done = true;
	pthread_cond_signal(&call.vm->wake);
	pthread_mutex_unlock(&call.vm->lock);
	return NULL;
}

static void call(struct worker *w, struct core_job *job)
{
	struct call *call = mem_alloc(sizeof *call);

	*call = (struct call){ w->vm, w->conn, job };
	if (thread_start(NULL, call_thread, call) != 0)
		call_thread(call);
}

/* Waits a short time for the call.  Returns false if it has not returned: other machines
 * must not wait longer. */
static bool call_returns(struct vm *vm, const struct core_job *job)
{
	int64_t until = clock_mono_ms() + CORE_PATIENCE_MS;
	bool done;

	pthread_mutex_lock(&vm->lock);
	while (!job->done && clock_mono_ms() < until)
		worker_sleep_until(vm, until);
	done = job->done;
	pthread_mutex_unlock(&vm->lock);
	return done;
}

/* With the lock: what the machine writes from now on comes after the verb was begun. */
static uint64_t console_now(struct vm *vm, const struct core_job *job)
{
	const struct vm_machine *machine =
		job->reset ? NULL : core_machine(vm, job->request.action.machine);

	return machine ? machine->console_seq : 0;
}

static bool may_begin(struct vm *vm, struct core_job *job)
{
	bool may;

	pthread_mutex_lock(&vm->lock);
	may = job->reset || guest_ready_in_time(vm, job, &job->result.error);
	if (!may)
		job->done = true;
	else if (!job->reset && job->request.action.verb == VERB_TYPE && job->request.action.serial)
		core_console_typed(vm, &job->request.action);
	job->result.console = console_now(vm, job);
	pthread_mutex_unlock(&vm->lock);
	return may;
}

/* A job that cut the power ends after the call that got no answer, because the machine
 * cannot be read while that call is under way. */
static bool is_judgeable(const struct vm *vm, const struct core_job *job)
{
	return job->done && (job->reset || !core_in_hand(vm, job->request.action.machine));
}

static bool may_end(struct vm *vm, const struct core_job *job)
{
	bool may;

	pthread_mutex_lock(&vm->lock);
	may = is_judgeable(vm, job);
	pthread_mutex_unlock(&vm->lock);
	return may;
}

bool worker_run_job(struct worker *w, struct core_job *job)
{
	begin_job(w, job);
	if (may_begin(w->vm, job))
		call(w, job);
	return !call_returns(w->vm, job) || !may_end(w->vm, job) || worker_end_job(w, job);
}

/* Returns false if the connection is gone. */
static bool look_after(struct worker *w, const struct core_job *job)
{
	bool done = false;
	int i;

	for (i = 0; i < READ_REPEATS && !done; i++) {
		if (i > 0)
			clock_nap(CALM_MS);
		if (!worker_look(w, true, false))
			return false;
		pthread_mutex_lock(&w->vm->lock);
		done = was_read(w, job);
		pthread_mutex_unlock(&w->vm->lock);
	}
	return true;
}

bool worker_end_job(struct worker *w, struct core_job *job)
{
	if (moves_console[job->result.verb]) {
		pthread_mutex_lock(&w->vm->lock);
		core_console_moved(w->vm, &job->request, job->result.ok);
		pthread_mutex_unlock(&w->vm->lock);
	}
	if (worker_is_lost(w) || !look_after(w, job))
		return false;
	end_job(w, job);
	return true;
}

void worker_lose_jobs(struct vm *vm)
{
	struct core_job *job;

	for (job = vm->begun; job; job = job->next)
		if (!job->reset && moves_console[job->request.action.verb])
			core_console_moved(vm, &job->request, false);
}

struct core_job *worker_returned_job(struct vm *vm)
{
	struct core_job *job;

	for (job = vm->begun; job; job = job->next)
		if (is_judgeable(vm, job))
			return job;
	return NULL;
}

/* Copying disks may take any time, and no guest is involved. */
static bool asks_no_machine(const struct core_job *job)
{
	enum verb verb = job->request.action.verb;

	return job->reset || verb == VERB_DEFINE || verb == VERB_CLONE || verb == VERB_REMOVE;
}

static int64_t patience_ms(const struct core_job *job)
{
	const struct action *action = &job->request.action;
	int64_t typing = action->verb == VERB_TYPE && action->text ?
		(int64_t)strlen(action->text) * KEY_MS : 0;

	return (takes_long[action->verb] ? CORE_STALL_LONG_MS : CORE_STALL_MS) + typing;
}

int64_t worker_note_silent(struct vm *vm)
{
	int64_t next = CLOCK_NEVER;
	struct core_job *job;

	for (job = vm->begun; job; job = job->next) {
		int64_t at = job->began_ms + patience_ms(job);
		struct vm_machine *machine = core_machine(vm, job->request.action.machine);

		if (job->done || job->silent || asks_no_machine(job))
			continue;
		if (clock_mono_ms() < at) {
			next = clock_sooner(next, at);
			continue;
		}
		job->silent = true;
		/* So that its power can be cut. */
		if (machine && core_is_silent(vm, machine->name))
			machine->doing = VERB_NONE;
		core_changed(vm);
	}
	return next;
}

static bool is_out(const struct vm *vm)
{
	const struct core_job *job;

	for (job = vm->begun; job; job = job->next)
		if (!job->done)
			return true;
	return false;
}

void worker_await_calls(struct vm *vm)
{
	pthread_mutex_lock(&vm->lock);
	while (vm->looks || is_out(vm))
		pthread_cond_wait(&vm->wake, &vm->lock);
	pthread_mutex_unlock(&vm->lock);
}

/* Reads the machine until the outcome shows or time is up, because it may still be
 * changing.  Returns false if the connection is lost again. */
static bool await_outcome(struct worker *w, struct core_job *job, bool *done)
{
	struct vm *vm = w->vm;
	int64_t until = clock_mono_ms() + AFTERMATH_MS;
	bool last = false;

	for (;;) {
		pthread_mutex_lock(&vm->lock);
		*done = was_read(w, job) &&
			outcome_done(&job->request, &job->past,
				     core_machine(vm, job->request.action.machine));
		last = *done || vm->stop || clock_mono_ms() >= until;
		if (!last)
			worker_sleep_until(vm, clock_mono_ms() + CALM_MS);
		pthread_mutex_unlock(&vm->lock);
		if (last)
			return true;
		if (!worker_look(w, true, false))
			return false;
	}
}

/* Does what was read of the machine tell whether the job was carried out? */
static bool is_outcome_known(struct worker *w, const struct core_job *job)
{
	struct vm *vm = w->vm;
	const struct action *action = &job->request.action;
	bool known;

	pthread_mutex_lock(&vm->lock);
	known = was_read(w, job) && outcome_known(action->verb, core_machine(vm, action->machine));
	pthread_mutex_unlock(&vm->lock);
	return known;
}

/* Calls the backend again for a reset that a lost daemon cut short.  Returns false if the
 * connection is gone again. */
static bool reset_again(struct worker *w, struct core_job *job)
{
	log_line("reset again: %s", job->result.error.message);
	error_clear(&job->result.error);
	job->repeats++;
	job->began_ms = clock_mono_ms();
	pthread_mutex_lock(&w->vm->lock);
	job->done = job->silent = false;
	pthread_mutex_unlock(&w->vm->lock);
	call(w, job);
	return !call_returns(w->vm, job) || worker_end_job(w, job);
}

/* Returns false if the connection is gone again. */
static bool settle(struct worker *w, struct core_job *job)
{
	struct vm_result *result = &job->result;
	bool shows = outcome_shows(job->request.action.verb);

	if (job->reset && !result->ok && result->error.kind == ERROR_CONNECTION &&
	    job->repeats < RESET_REPEATS)
		return reset_again(w, job);
	/* Its own error says why it did not complete. */
	if (job->reset)
		return worker_end_job(w, job);
	if (shows && !await_outcome(w, job, &result->ok))
		return false;
	if (shows && !is_outcome_known(w, job))
		shows = result->ok = false;
	/* Hardware may have been changed in part: now, or from the next start on. */
	shows = shows && (result->ok || verb_shows_in_state(job->request.action.verb));
	/* If the outcome does not show in the machine, the call's answer counts. */
	result->error = (struct error){ 0 };
	if (!result->ok)
		error_set(&result->error, ERROR_CONNECTION, "%s", shows ?
			  _("The connection broke in the middle of this, and it was not carried out.") :
			  _("The connection broke in the middle of this, and whether it was carried "
			    "out is not known."));
	if (!result->ok)
		error_remedy(&result->error, _("Look at the machine and try again."));
	end_job(w, job);
	return true;
}

void worker_settle_jobs(struct worker *w)
{
	struct core_job *job;

	do {
		pthread_mutex_lock(&w->vm->lock);
		/* Not a reset whose repeated call is out: that ends as other jobs do. */
		for (job = w->vm->begun; job && !job->done; job = job->next)
			;
		pthread_mutex_unlock(&w->vm->lock);
	} while (job && settle(w, job));
}

/* With the lock: the jobs that nobody has begun will not be. */
void worker_refuse_waiting(struct vm *vm, const struct error *why)
{
	struct core_job *job;

	while ((job = vm->jobs) != NULL) {
		struct vm_result result = { .ticket = job->ticket, .error = *why };

		vm->jobs = job->next;
		result.verb = job->reset ? VERB_REMOVE : job->request.action.verb;
		utf8_copy(result.machine, sizeof result.machine, job->reset ? "" : job->request.action.machine);
		core_job_end(vm, job, &result);
	}
}
