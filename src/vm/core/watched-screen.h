// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The screen of the machine that is watched: which it is, and what was seen last. */
#ifndef VM_CORE_WATCHED_SCREEN_H
#define VM_CORE_WATCHED_SCREEN_H

#include "vm/core/state.h"

/* For the thread that opened the vm. */
/* Sets the machine whose screen is read about once a second; NULL: none, and the hypervisor
 * is not asked. */
void vm_watch_screen(struct vm *vm, const char *machine);
/* Returns a copy of what was last seen if it is newer than version seen, else NULL.  Release
 * it with vm_screen_free(). */
struct vm_screen *vm_screen(struct vm *vm, uint64_t seen);

/* Private to vm/core. */
struct worker;
/* Looks at the watched screen.  Returns false if the connection is gone. */
bool worker_look_at_screen(struct worker *w);
/* VERB_SCREENSHOT: saves what the screen shows in a file.  On the thread of the job's call. */
bool worker_keep_screen(struct vm *vm, struct vm_conn *conn, struct core_job *job,
			struct error *err);

#endif
