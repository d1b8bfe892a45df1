// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Inside of the worker's thread: worker.c reads and does what is next,
 * worker-jobs.c carries jobs out and judges them, worker-screen.c looks at
 * screens, worker-link.c keeps the connection, worker-type.c sends what was
 * typed.  Nobody else includes this. */
#ifndef VM_CORE_WORKER_H
#define VM_CORE_WORKER_H

#include "vm/core/state.h"

enum {
	CALM_MS = 200, /* for events, or a machine, to settle */
};

struct worker {
	struct vm *vm;
	struct vm_conn *conn;
	char *uri; /* the one that answered; it is the one to come back to */
	struct error standing; /* to be shown while all is well: why it is simulated */
	int retry_ms;
	int64_t next_tick_ms, not_before_ms, type_not_before_ms;
	unsigned ticks;
	bool no_console; /* this hypervisor has none, or they are not asked for */
};

/* worker.c: the thread itself */
void *core_worker(void *vm);
/* Around each call of the backend: the watch for one that gets no answer. */
void worker_call_begins(struct vm *vm, int64_t limit_ms);
void worker_call_ends(struct vm *vm);
bool worker_is_lost(struct worker *w);
bool worker_is_stopping(struct vm *vm);
/* With the lock.  Sleeps until then, or until something is to be done. */
void worker_sleep_until(struct vm *vm, int64_t mono_ms);
/* Reads and opens consoles.  False when the connection is gone. */
bool worker_look(struct worker *w, bool full, bool sample);

/* worker-jobs.c */
/* Begins it, and ends it where its call returns soon.  False when the connection
 * went away: then the job stays in hand. */
bool worker_run_job(struct worker *w, struct core_job *job);
/* The same for one whose call has returned since. */
bool worker_end_job(struct worker *w, struct core_job *job);
/* With the lock: one of these, or NULL. */
struct core_job *worker_returned_job(struct vm *vm);
/* With the lock: notes which calls have got no answer for long; when to do so next. */
int64_t worker_note_silent(struct vm *vm);
/* Waits until no call is out. */
void worker_await_calls(struct vm *vm);
/* The jobs that a lost daemon cut short: how did they really end? */
void worker_settle_jobs(struct worker *w);
/* With the lock: what a lost daemon cut short moved no console, as far as is known. */
void worker_lose_jobs(struct vm *vm);
/* With the lock: the jobs that nobody has begun will not be. */
void worker_refuse_waiting(struct vm *vm, const struct error *why);

/* worker-screen.c */
/* One look at the screen that is watched.  False when the connection is gone. */
bool worker_look_at_screen(struct worker *w);
/* VERB_SCREENSHOT: one look, into a file.  On the thread of the job's call. */
bool worker_keep_screen(struct vm *vm, struct vm_conn *conn, struct core_job *job,
			struct error *err);

/* worker-type.c */
void worker_type(struct worker *w);

/* worker-link.c */
/* With backoff; true when connected and read for the first time. */
bool worker_connect(struct worker *w);
void worker_lose(struct worker *w);

#endif
