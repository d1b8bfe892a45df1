// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The consoles of the machines: their output, keys for them, and where output is missing. */
#ifndef VM_CORE_SERIAL_H
#define VM_CORE_SERIAL_H

#include "vm/console/console-page.h"
#include "vm/core/state.h"
#include "vm/machine.h"

/* For the thread that opened the vm; none of these waits for a hypervisor. */
/* The lines up to number `bottom` (0: the newest), at most so many, but the whole
 * screen where a program takes it; NULL for a machine that is not known.  Caller
 * frees. */
struct vm_page *vm_console_page(struct vm *vm, const char *machine, uint64_t bottom, size_t lines);
/* The newest line before that number which has this text; 0: none. */
uint64_t vm_console_find(struct vm *vm, const char *machine, const char *text, uint64_t before);
/* Returns the text from one place to the other, both included, in either order: clean lines
 * without trailing blanks, separated by "\n".  NULL if the machine is unknown.  Caller
 * frees. */
char *vm_console_text(struct vm *vm, const char *machine, struct vm_spot from, struct vm_spot to);
/* Queues a key for the machine.  Returns false if that is not possible. */
bool vm_console_key(struct vm *vm, const char *machine, uint32_t key, struct error *err);

/* Private to vm/core; call these with the lock held. */
void core_console_bytes(struct vm *vm, const char *machine, const char *bytes, size_t n);
void core_console_state(struct vm *vm, size_t index, bool ready, const char *problem);
void core_console_off(struct vm *vm, size_t index); /* the machine is not alive */
/* A job begins after which the machine's console continues elsewhere; the console will say
 * why.  The reason is stored now, because the console may be opened before the job ends. */
void core_console_cause(struct vm *vm, const struct vm_request *request, enum machine_state was);
/* The job has ended; if it failed, the console says nothing. */
void core_console_moved(struct vm *vm, const struct vm_request *request, bool ok);
void core_console_opens(struct vm *vm, size_t index); /* before it is tried */
/* An action is about to type into the console. */
void core_console_typed(struct vm *vm, const struct action *action);
bool core_typed_waits(const struct vm *vm);
size_t core_typed(const struct vm *vm, size_t index, char *bytes, size_t most);
void core_typed_sent(struct vm *vm, size_t index, size_t n);

#endif
