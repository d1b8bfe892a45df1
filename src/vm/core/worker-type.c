// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What was typed into consoles, sent by the worker: in order, as much at a time
 * as the machine takes. */
#include "vm/core/worker.h"

#include <stdint.h>

#include "base/clock.h"
#include "vm/core/jobs.h"
#include "vm/core/serial.h"

#define AGAIN_MS 100 /* until a machine that took no more is tried again */

static void send_to(struct worker *w, size_t i)
{
	struct vm *vm = w->vm;
	char bytes[1024];
	bool in_hand;
	unsigned cut;
	ssize_t sent;
	size_t n;

	pthread_mutex_lock(&vm->lock);
	n = core_typed(vm, i, bytes, sizeof bytes);
	cut = vm->extra[i].typed_cut;
	/* What is done with it may open its console anew. */
	in_hand = core_in_hand(vm, vm->specs[i].name);
	pthread_mutex_unlock(&vm->lock);
	if (n > 0 && in_hand)
		w->type_not_before_ms = clock_mono_ms() + AGAIN_MS;
	if (n == 0 || in_hand)
		return;
	worker_call_begins(vm, CORE_STALL_MS);
	sent = vm->backend->console_write(w->conn, vm->specs[i].name, bytes, n, NULL);
	worker_call_ends(vm);
	if (sent >= 0 && (size_t)sent < n)
		w->type_not_before_ms = clock_mono_ms() + AGAIN_MS;
	pthread_mutex_lock(&vm->lock);
	/* The stream may have ended meanwhile, and with it what waited. */
	if (cut == vm->extra[i].typed_cut)
		core_typed_sent(vm, i, sent < 0 ? SIZE_MAX : (size_t)sent);
	pthread_mutex_unlock(&vm->lock);
}

void worker_type(struct worker *w)
{
	size_t i;

	for (i = 0; i < w->vm->n_specs; i++)
		send_to(w, i);
}
