// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A hypervisor connection with a thread of its own, the worker.
 *
 * vm_open() returns at once; a worker thread connects, begins each job when its machine
 * is free, and reads the machines again after each, at each event and at each tick.  The
 * call of each job is made by a thread of its own, so that a machine that does not answer
 * does not delay the others.  The screen's thread never waits for the hypervisor: a byte on a pipe tells it of
 * changes, and it copies the picture and takes results.  Call these functions only on the
 * thread that opened it; none of them waits for a hypervisor. */
#ifndef VM_CORE_WORKER_H
#define VM_CORE_WORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "lesson/lesson.h"
#include "vm/machine.h"

struct vm;

struct vm *vm_open(const struct vm_config *config, struct error *err);
/* Starts the worker, unless it was started before.  If it cannot be started, the picture
 * says why (VM_FAILED).  Only needed if config.later was set. */
void vm_begin(struct vm *vm);
/* Waits at most that many milliseconds for running jobs, then closes.  Machines keep running. */
void vm_close(struct vm *vm, int patience_ms);

int vm_fd(const struct vm *vm); /* readable when there is something new */
/* Empties the pipe.  Returns true if picture or results changed since the last call. */
bool vm_drain(struct vm *vm);

#endif
