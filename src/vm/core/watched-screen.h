// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The screen of the machine that is watched: which it is, and what was seen last. */
#ifndef VM_CORE_WATCHED_SCREEN_H
#define VM_CORE_WATCHED_SCREEN_H

#include "vm/core/state.h"


/* For the thread that opened the vm. */
/* Which machine's screen is looked at, about once a second; NULL: none, and then
 * nothing is asked of the hypervisor. */
void vm_watch_screen(struct vm *vm, const char *machine);
/* A copy of what was last seen, if it is newer than the version that the caller
 * has; else NULL.  vm_screen_free. */
struct vm_screen *vm_screen(struct vm *vm, uint64_t seen);

/* Private to vm/core. */
void core_screen_slim(struct vm_screen *screen); /* without the lock: what the pane needs */
void core_screen_take(struct vm *vm, struct vm_screen *fresh); /* what is in it becomes ours */

#endif
