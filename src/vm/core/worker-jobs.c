// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The worker's jobs: carrying them out, judging them by what is read after,
 * and finding out about those that a lost daemon cut short. */
#include "vm/core/worker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/str.h"
#include "vm/core/guest-ready.h"
#include "vm/core/jobs.h"
#include "vm/core/picture.h"
#include "vm/core/serial.h"
#include "vm/hardware.h"
#include "vm/outcome.h"
#include "vm/safety.h"

enum {
	AFTERMATH_MS = 3000, /* for a machine to settle after a lost daemon */
};

/* Actions that may take longer than an answer should. */
static const bool takes_long[VERB_COUNT] = {
	[VERB_DEFINE] = true,   [VERB_START] = true,   [VERB_SHUTDOWN] = true,
	[VERB_POWEROFF] = true, [VERB_SAVE] = true,    [VERB_SNAPSHOT] = true,
	[VERB_RESTORE] = true,  [VERB_DELETE] = true,  [VERB_CLONE] = true,
	[VERB_REMOVE] = true,   [VERB_ATTACH] = true,  [VERB_TYPE] = true,
	[VERB_DETACH] = true,  [VERB_SET] = true,
	[VERB_STAGE] = true,    [VERB_UNDO] = true,
};

/* After these a console goes on somewhere else. */
static const bool moves_console[VERB_COUNT] = {
	[VERB_START] = true, [VERB_RESET] = true, [VERB_RESTORE] = true, [VERB_STAGE] = true,
	[VERB_UNDO] = true,
};

static void begin_job(struct worker *w, struct core_job *job)
{
	struct vm *vm = w->vm;
	const struct vm_machine *machine;

	w->job_began_ms = clock_mono_ms();
	w->result = (struct vm_result){ .ticket = job->ticket, .verb = job->request.action.verb };
	w->cut_short = false;
	pthread_mutex_lock(&vm->lock);
	machine = core_machine(vm, job->request.action.machine);
	if (job->reset)
		w->result.verb = VERB_REMOVE;
	else
		snprintf(w->result.machine, sizeof w->result.machine, "%s", machine->name);
	w->result.was = machine ? machine->state : STATE_UNKNOWN;
	if (machine) {
		w->result.before = machine->next;
		w->result.before.disks = NULL;
	}
	outcome_remember(&w->past, &job->request, machine);
	if (!job->reset)
		core_resets(vm, &job->request);
	pthread_mutex_unlock(&vm->lock);
}

/* With the lock.  What was read decides. */
static void judge(struct worker *w, struct core_job *job, const struct vm_machine *machine)
{
	struct vm_result *result = &w->result;
	const char *safety = machine ? safety_newest(machine->snapshots, machine->n_snapshots) : NULL;

	result->now = machine ? machine->state : STATE_UNKNOWN;
	if (safety && !str_eq(safety, w->past.safety))
		snprintf(result->undo, sizeof result->undo, "%s", safety);
	if (result->ok && machine)
		result->ok = outcome_kept(&job->request, result->was, machine, &result->error);
	if (result->ok && machine && result->verb == VERB_SET)
		hardware_outcome(&job->request.action, machine, result);
}

static void end_job(struct worker *w)
{
	struct vm *vm = w->vm;

	pthread_mutex_lock(&vm->lock);
	judge(w, vm->job, core_machine(vm, vm->job->request.action.machine));
	core_rebooted(vm, &w->result, vm->job->request.anew);
	vm->screen_at_ms = 0; /* what came of it shows at once */
	w->result.took_ms = clock_mono_ms() - w->job_began_ms;
	log_line("job %d on %s: %s %s", (int)w->result.verb, w->result.machine,
		 w->result.ok ? "done" : "failed:", w->result.error.message);
	core_job_end(vm, vm->job, &w->result);
	pthread_mutex_unlock(&vm->lock);
}

static bool carry_out(struct worker *w, struct core_job *job, struct error *err)
{
	const struct vm_backend *backend = w->vm->backend;
	bool ok;

	pthread_mutex_lock(&w->vm->lock);
	ok = job->reset || guest_ready_in_time(w->vm, job, err);
	pthread_mutex_unlock(&w->vm->lock);
	if (!ok)
		return false;
	if (!job->reset && job->request.action.verb == VERB_SCREENSHOT)
		return worker_keep_screen(w, &job->request.action, err);
	worker_call_begins(w->vm, job->reset || takes_long[job->request.action.verb] ?
					  CORE_STALL_LONG_MS : CORE_STALL_MS);
	ok = job->reset ? backend->reset(w->conn, err) :
			  backend->act(w->conn, &job->request, err);
	worker_call_ends(w->vm);
	if (ok && job->request.files_only)
		snprintf(w->result.file, sizeof w->result.file, "%s/%s%s.xml", backend->folder(w->conn),
			 w->vm->prefix, job->request.action.machine);
	return ok;
}

/* False when the connection went away: then the job stays in hand. */
bool worker_run_job(struct worker *w, struct core_job *job)
{
	struct vm_result *result = &w->result;

	begin_job(w, job);
	result->ok = carry_out(w, job, &result->error);
	if (result->ok && moves_console[job->request.action.verb]) {
		pthread_mutex_lock(&w->vm->lock);
		core_console_cause(w->vm, &job->request, result->was);
		pthread_mutex_unlock(&w->vm->lock);
	}
	if (worker_is_lost(w) || !worker_look(w, true, false)) {
		w->cut_short = true;
		return false;
	}
	end_job(w);
	return true;
}

/* The machine may still be settling, so it is looked at until it shows.  False
 * when the connection is gone again. */
static bool await_outcome(struct worker *w, struct core_job *job, bool *done)
{
	struct vm *vm = w->vm;
	int64_t until = clock_mono_ms() + AFTERMATH_MS;
	bool last = false;

	for (;;) {
		pthread_mutex_lock(&vm->lock);
		*done = outcome_done(&job->request, &w->past,
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

/* An action that a lost daemon cut short: how did it really end? */
void worker_settle_job(struct worker *w)
{
	struct core_job *job = w->vm->job;
	enum verb verb = job->request.action.verb;
	struct vm_result *result = &w->result;
	bool shows = !job->reset && outcome_shows(verb);

	if (shows && !await_outcome(w, job, &result->ok))
		return;
	/* Of what does not show, the answer that came before the end tells. */
	result->error = (struct error){ 0 };
	if (!result->ok)
		error_set(&result->error, ERROR_CONNECTION, "%s", shows ?
			  _("The connection broke in the middle of this, and it was not carried out.") :
			  _("The connection broke in the middle of this, and whether it was carried "
			    "out is not known."));
	if (!result->ok)
		error_remedy(&result->error, _("Look at the machine and try again."));
	w->cut_short = false;
	end_job(w);
}

/* With the lock: the jobs that nobody has begun will not be. */
void worker_refuse_waiting(struct vm *vm, const struct error *why)
{
	struct core_job *job;

	while ((job = vm->jobs) != NULL) {
		struct vm_result result = { .ticket = job->ticket, .error = *why };

		vm->jobs = job->next;
		result.verb = job->reset ? VERB_REMOVE : job->request.action.verb;
		snprintf(result.machine, sizeof result.machine, "%s",
			 job->reset ? "" : job->request.action.machine);
		core_job_end(vm, job, &result);
	}
}
