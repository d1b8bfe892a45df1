// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The two queues between the screen's thread and the worker: jobs and results.  The
 * functions named vm_… are for the thread that opened the vm. */
#ifndef VM_CORE_JOBS_H
#define VM_CORE_JOBS_H

#include "vm/core/state.h"

/* Queues it and returns its ticket, or 0 with err where it is refused at once:
 * the machine is busy, unknown, not ours. */
uint64_t vm_submit(struct vm *vm, const struct vm_request *request, struct error *err);
bool vm_next_result(struct vm *vm, struct vm_result *result); /* false: none is waiting */
bool vm_busy(struct vm *vm, const char *machine); /* NULL: any */

/* Everything of ours that belongs to this workshop (all machines marked with
 * its id, their snapshots and disks), for `imitation reset`: queued like a job. */
uint64_t vm_submit_reset(struct vm *vm, struct error *err);

/* Private to vm/core, with the lock. */
bool core_job_is_on(const struct core_job *job, const char *machine); /* NULL: on any */
/* Is a call out that is about it? */
bool core_in_hand(const struct vm *vm, const char *machine);
/* The same, or it has returned and its end is yet to come. */
bool core_is_begun(const struct vm *vm, const char *machine);
/* Has such a call got no answer for long, and does nothing wait or cut its power yet? */
bool core_is_silent(const struct vm *vm, const char *machine);
bool core_say_silent(struct error *err, const char *machine); /* false */
/* Queues the result and lets go of the machine and the job. */
void core_job_end(struct vm *vm, struct core_job *job, const struct vm_result *result);

#endif
