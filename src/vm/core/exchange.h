// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the screen's thread and the worker exchange: jobs, their results, and the picture,
 * which is what is known of the machines.  The functions named vm_… are for the thread that
 * opened the vm. */
#ifndef VM_CORE_EXCHANGE_H
#define VM_CORE_EXCHANGE_H

#include "vm/core/state.h"
#include "vm/machine.h"

/* Queues the job and returns its ticket; 0 with err if it is refused at once because the
 * machine is busy, unknown or not ours. */
uint64_t vm_submit(struct vm *vm, const struct vm_request *request, struct error *err);
bool vm_next_result(struct vm *vm, struct vm_result *result); /* false: none is waiting */
bool vm_busy(struct vm *vm, const char *machine); /* NULL: any */

/* Everything of ours that belongs to this workshop (all machines marked with
 * its id, their snapshots and disks), for `imitation reset`: queued like a job. */
uint64_t vm_submit_reset(struct vm *vm, struct error *err);

/* Private to vm/core, with the lock. */
bool core_job_is_on(const struct core_job *job, const char *machine); /* NULL: on any */
/* Is a call under way for this machine? */
bool core_in_hand(const struct vm *vm, const char *machine);
/* The same, or the call has returned and the job has not ended yet. */
bool core_is_begun(const struct vm *vm, const char *machine);
/* Has such a call got no answer for long, while no other job for the machine waits or cuts
 * its power? */
bool core_is_silent(const struct vm *vm, const char *machine);
/* Queues the result, and frees the job.  The machine is not busy any more. */
void core_job_end(struct vm *vm, struct core_job *job, const struct vm_result *result);

/* A copy, for the thread that opened the vm; vm_picture_free. */
struct vm_picture *vm_picture(struct vm *vm);

/* Private to vm/core; call these with the lock held. */
void core_set_link(struct vm *vm, enum vm_link link, const struct error *problem);
/* Takes over what was read; the strings of fresh become ours. */
void core_merge(struct vm *vm, struct vm_machine *fresh, bool sample);
/* Call it before a reset: output from now on belongs to the new start. */
void core_resets(struct vm *vm, const struct vm_request *request);
/* anew: the job restarted it, although its state is the same */
void core_rebooted(struct vm *vm, const struct vm_result *result, bool anew);

#endif
