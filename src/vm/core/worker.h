// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The worker: the thread that reads the machines after each job, at each event and at each
 * tick, and that begins the jobs one by one.  The call of each job is made by a thread of
 * its own, so that a machine that does not answer does not delay the others. */
#ifndef VM_CORE_WORKER_H
#define VM_CORE_WORKER_H

/* The thread's function; vm is a struct vm, of which it holds a reference. */
void *core_worker(void *vm);

#endif
