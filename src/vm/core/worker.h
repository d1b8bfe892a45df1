// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A hypervisor connection with a thread of its own, the worker.  What runs where:
 *
 *   the screen's      opens the vm; calls these functions and all others of vm/core that are
 *                     named vm_….  None waits for a hypervisor: a bell (base/bell.h) tells of
 *                     changes, then the picture is copied and results are taken
 *   the worker's      connects, begins each job when its machine is free, and reads the machines
 *                     again after each job, at each event and at each tick
 *   one for each job  the job's call (worker-jobs.c), and one for each look at a screen
 *                     (watched-screen.c): a machine that does not answer delays no other
 *   libvirt's events  notes changes, and takes in what the consoles write (serial.c)
 *   each console's    writes to it, where its terminal cannot be opened (vm/libvirt/console-line.c)
 *   the comparer      compares console lines with patterns (console-watch.c)
 */
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
/* Quiets the bell.  Returns true if picture or results changed since the last call. */
bool vm_drain(struct vm *vm);

#endif
