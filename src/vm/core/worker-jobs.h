// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The worker's jobs: carrying them out, judging them by what is read afterwards, and
 * finding out about those that a lost daemon cut short.  Private to vm/core; on the
 * worker's thread. */
#ifndef VM_CORE_WORKER_JOBS_H
#define VM_CORE_WORKER_JOBS_H

#include "vm/core/worker-read.h"

/* Begins the job, and ends it if its call returns soon.  Returns false if the connection
 * is gone: then the job stays in hand. */
bool worker_run_job(struct worker *w, struct core_job *job);
/* Ends a job whose call has returned since.  Returns false as above. */
bool worker_end_job(struct worker *w, struct core_job *job);
/* With the lock.  Returns such a job, or NULL. */
struct core_job *worker_returned_job(struct vm *vm);
/* With the lock.  Marks the jobs whose calls got no answer for long.  Returns the time on
 * the monotonic clock at which to call it again. */
int64_t worker_note_silent(struct vm *vm);
/* Waits until all calls have returned. */
void worker_await_calls(struct vm *vm);
/* Finds out how the jobs ended that a lost daemon cut short. */
void worker_settle_jobs(struct worker *w);
/* With the lock.  The connection is gone: no console was moved by the jobs in hand, as far
 * as is known. */
void worker_lose_jobs(struct vm *vm);
/* With the lock.  Ends the jobs that have not begun, with this error. */
void worker_refuse_waiting(struct vm *vm, const struct error *why);

#endif
