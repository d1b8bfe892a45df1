// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Is the guest ready for keys: by its output, its prompt, or its echo of keys without effect.
 *
 * A machine that was just started does not read its keyboard yet, nor does it react to the
 * power button, and keys would be lost.  What it writes shows that it is ready.  If it was
 * running before this program looked, its prompt may have been written before that; so it is
 * asked on its console, by a blank that is erased again, which whatever reads keys shows.
 *
 * Asked on the worker's thread; all of it with the core's lock. */
#ifndef VM_CORE_GUEST_READY_H
#define VM_CORE_GUEST_READY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "vm/core/state.h"

/* For its first output, the text that a lesson waits for, or an answer. */
#define GUEST_WORDS_MS 45000

/* May the job begin?  Only a job that types or asks for a shutdown ever waits: for the
 * machine's first output, for the text that the action names, or for an answer.  If not,
 * *again is lowered to the time at which to ask again. */
bool guest_is_ready(struct vm *vm, const struct core_job *job, int64_t *again);
/* Returns false with err if what the job waited for never came. */
bool guest_ready_in_time(struct vm *vm, const struct core_job *job, struct error *err);
/* To be told of all that the machine writes on its console: finds the answer to what it was
 * asked in it, and notes that in *asked. */
void guest_wrote(struct asked *asked, const char *bytes, size_t n);

#endif
