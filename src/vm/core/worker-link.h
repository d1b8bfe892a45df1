// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The worker's connection: opening it, and losing it.  Private to vm/core; on the worker's
 * thread. */
#ifndef VM_CORE_WORKER_LINK_H
#define VM_CORE_WORKER_LINK_H

#include "vm/core/worker-read.h"

/* Connects and reads for the first time.  Returns false if that failed, after a pause that
 * grows with each failure. */
bool worker_connect(struct worker *w);
/* Closes a connection that is gone. */
void worker_lose(struct worker *w);

#endif
