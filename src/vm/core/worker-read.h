// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the parts of the worker share: the connection, the watch over its calls, and
 * reading the machines.  Private to vm/core; only on the worker's thread. */
#ifndef VM_CORE_WORKER_READ_H
#define VM_CORE_WORKER_READ_H

#include "vm/core/state.h"

enum {
	CALM_MS = 200, /* for events, or a machine, to settle */
};

struct worker {
	struct vm *vm;
	struct vm_conn *conn;
	char *uri; /* the one that answered, to which it reconnects */
	struct error standing; /* shown while all is well: why it is simulated */
	int retry_ms;
	int64_t next_tick_ms, not_before_ms, type_not_before_ms;
	int64_t full_ms, stirred_ms; /* when everything was read; when something happened */
	unsigned ticks;
	bool was_read;   /* the last look could read the machines */
	bool no_console; /* this hypervisor has no consoles, or look_only is set */
};

/* Begin and end the watch over a call of the backend: after limit_ms the screen's thread
 * shows that it got no answer. */
void worker_call_begins(struct vm *vm, int64_t limit_ms);
void worker_call_ends(struct vm *vm);
bool worker_is_lost(struct worker *w);
bool worker_is_stopping(struct vm *vm);
/* With the lock.  Sleeps until that time on the monotonic clock, or until there is
 * something to do. */
void worker_sleep_until(struct vm *vm, int64_t mono_ms);
/* Reads the machines and opens their consoles.  Returns false if the connection is gone.  If
 * the machines could not be read, w->was_read is false: the picture is the one before. */
bool worker_look(struct worker *w, bool full, bool sample);

#endif
