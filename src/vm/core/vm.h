// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A hypervisor connection with a thread of its own.
 *
 * vm_open() returns at once; a worker thread connects, takes the jobs one by one and reads
 * the machines again after each.  The screen's thread never waits for the hypervisor: a byte
 * on a pipe tells it of changes, and it copies the picture and takes results.  Call these
 * functions only on the thread that opened it; none of them waits for a hypervisor. */
#ifndef VM_CORE_VM_H
#define VM_CORE_VM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "lesson/lesson.h"
#include "vm/request.h"

struct vm;

struct vm *vm_open(const struct vm_config *config, struct error *err);
/* Waits at most that many milliseconds for a running job, then closes.  Machines keep running. */
void vm_close(struct vm *vm, int patience_ms);

int vm_fd(const struct vm *vm); /* readable when there is something new */
/* Empties the pipe.  Returns true if picture or results changed since the last call. */
bool vm_drain(struct vm *vm);

#endif
