// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Does anybody listen to what is typed, or to the power button?  A machine that
 * was started a moment ago has nobody yet who reads its keyboard, and keys would
 * be lost.  All of it on the worker's thread, with the core's lock. */
#ifndef VM_CORE_GUEST_READY_H
#define VM_CORE_GUEST_READY_H

#include "vm/core/state.h"

/* May the job begin?  Only one that types or asks to shut down ever waits: for the
 * machine's first words, or where the action says so for the words that it names.
 * If not, *again is moved to when that is to be asked anew at the latest. */
bool guest_is_ready(struct vm *vm, const struct core_job *job, int64_t *again);
/* The words that the job waited for never came: false, and *err says so. */
bool guest_ready_in_time(struct vm *vm, const struct core_job *job, struct error *err);

#endif
