// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Watches the consoles for the patterns of checks and jobs, on a thread of its own: a
 * pattern comes from a lesson and may take long to compare.  Each line is compared once
 * with each pattern; what came of it is in struct vm_match. */
#ifndef VM_CORE_CONSOLE_WATCH_H
#define VM_CORE_CONSOLE_WATCH_H

#include <stddef.h>

#include "lesson/lesson.h"

struct vm;

/* Watches for the patterns of these checks, and for those of other checks no longer.  The
 * patterns are copied.  For the thread that opened the vm; does not wait. */
void vm_watch_consoles(struct vm *vm, const struct check *checks, size_t n);

/* Private to vm/core, with the lock: watches for a pattern that a job waits for.  Does
 * nothing if the pattern is NULL. */
void core_watch(struct vm *vm, const char *machine, const char *pattern);

#endif
