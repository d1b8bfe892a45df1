// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The worker's connection: choosing, retrying, losing and restoring it; and the backend's
 * reports from its own threads. */
#include "vm/core/worker-link.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/utf8.h"
#include "vm/backend.h"
#include "vm/console/terminal.h"
#include "vm/core/exchange.h"
#include "vm/core/serial.h"
#include "vm/core/worker-jobs.h"

/* Called by the backend, on its threads. */

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
	utf8_copy(vm->lost_why, sizeof vm->lost_why, why ? why : "");
	pthread_cond_signal(&vm->wake);
	pthread_mutex_unlock(&vm->lock);
}

static void on_console(void *context, const char *machine, const char *bytes, size_t n)
{
	struct vm *vm = context;

	pthread_mutex_lock(&vm->lock);
	core_console_bytes(vm, machine, bytes, n);
	if (n == 0) {
		vm->console_ends++;
		vm->dirty = true; /* the next read opens it again */
	}
	if (n == 0 || vm->begun || vm->jobs)
		pthread_cond_signal(&vm->wake);
	pthread_mutex_unlock(&vm->lock);
}

void worker_lose(struct worker *w)
{
	struct vm *vm = w->vm;
	struct error problem;

	pthread_mutex_lock(&vm->lock);
	error_set(&problem, ERROR_CONNECTION, _("The connection to %s went away."), w->uri);
	error_remedy(&problem, _("It is being tried again; the machines go on by themselves."));
	log_line("lost %s: %s", w->uri, vm->lost_why);
	core_set_link(vm, VM_LOST, &problem);
	worker_refuse_waiting(vm, &problem);
	pthread_mutex_unlock(&vm->lock);
	/* Show it first: a call that is under way may take long to return. */
	worker_await_calls(vm);
	vm->backend->close(w->conn);
	w->conn = NULL;
	w->retry_ms = CORE_RETRY_FIRST_MS;
	pthread_mutex_lock(&vm->lock);
	worker_lose_jobs(vm);
	pthread_mutex_unlock(&vm->lock);
}

/* Not in vm_open(), because loading takes longer than the screen may wait. */
static bool have_backend(struct vm *vm, struct error *err)
{
	if (!vm->backend) {
		vm->backend = backend_load(err);
		terminal_prepare();
	}
	return vm->backend != NULL;
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
	/* A simulation lives and ends with the program that has it. */
	vm->truth.name_uri = uri_to_name(uri) != NULL;
	vm->lost = false;
	core_changed(vm);
	pthread_mutex_unlock(&vm->lock);
	worker_call_begins(vm, CORE_STALL_LONG_MS);
	w->conn = have_backend(vm, err) ? vm->backend->open(&args, err) : NULL;
	worker_call_ends(vm);
	log_line("open %s: %s", uri, w->conn ? "done" : err->message);
	return w->conn != NULL;
}

/* Tries the list of connections.  Stops at one that exists but cannot be used (busy, or
 * access refused): no simulation replaces it. */
static bool open_any(struct worker *w, struct error *err)
{
	char *folder = w->vm->data_dir ? mem_dup(w->vm->data_dir) : file_data_dir();
	struct choice choice = choose_uris(w->uri ? w->uri : w->vm->asked_uri,
					   getenv("LIBVIRT_DEFAULT_URI"), geteuid(), folder);
	size_t i;

	for (i = 0; i < choice.n && !w->conn && !worker_is_stopping(w->vm); i++) {
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
	core_set_link(vm, w->uri ? VM_LOST : VM_FAILED, err);
	worker_refuse_waiting(vm, err);
	pthread_mutex_unlock(&vm->lock);
}

/* With backoff; true when connected and read for the first time. */
bool worker_connect(struct worker *w)
{
	struct vm *vm = w->vm;
	struct error err = { 0 };
	const char *folder;
	int64_t until;

	if (open_any(w, &err)) {
		w->retry_ms = CORE_RETRY_FIRST_MS;
		w->ticks = 0;
		w->full_ms = w->stirred_ms = clock_mono_ms();
		w->no_console = vm->look_only;
		if (!worker_look(w, true, false)) {
			worker_lose(w);
			return false;
		}
		folder = vm->backend->folder(w->conn);
		pthread_mutex_lock(&vm->lock);
		free(vm->truth.folder);
		vm->truth.folder = folder ? file_tilde(folder) : NULL;
		core_set_link(vm, VM_ALIVE, &vm->truth.problem);
		pthread_mutex_unlock(&vm->lock);
		worker_settle_jobs(w);
		return true;
	}
	show_failure(w, &err);
	until = clock_mono_ms() + w->retry_ms;
	w->retry_ms = w->retry_ms * 2 > CORE_RETRY_MAX_MS ? CORE_RETRY_MAX_MS : w->retry_ms * 2;
	pthread_mutex_lock(&vm->lock);
	while (!vm->stop && clock_mono_ms() < until)
		worker_sleep_until(vm, until);
	pthread_mutex_unlock(&vm->lock);
	return false;
}
