// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The machines: a hypervisor connection with a thread of its own.
 *
 * vm_open() returns at once; a worker thread connects, takes the jobs one by
 * one and reads the machines again after each.  The caller's thread (the
 * screen's) never waits for the hypervisor: it gets told by a byte on a pipe,
 * copies the picture, collects results.  All functions here are for the one
 * thread that opened it, and none of them blocks on a hypervisor. */
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
/* Lets a running job end for at most so many milliseconds, then leaves it to
 * the hypervisor.  Machines go on as they are. */
void vm_close(struct vm *vm, int patience_ms);

int vm_fd(const struct vm *vm); /* readable when there is something new */
/* Empties the pipe; true if picture or results changed since the last call. */
bool vm_drain(struct vm *vm);

#endif
