// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Is the guest ready to read what is typed, or to react to the power button?  A machine that
 * was just started does not read its keyboard yet, and keys would be lost.  On the worker's
 * thread, with the core's lock. */
#ifndef VM_CORE_GUEST_READY_H
#define VM_CORE_GUEST_READY_H

#include "vm/core/state.h"

/* May the job begin?  Only a job that types or asks for a shutdown ever waits: for the
 * machine's first output, or for the text that the action names.  If not, *again is lowered
 * to the time at which to ask again. */
bool guest_is_ready(struct vm *vm, const struct core_job *job, int64_t *again);
/* Returns false with err if the text that the job waited for never came. */
bool guest_ready_in_time(struct vm *vm, const struct core_job *job, struct error *err);

#endif
