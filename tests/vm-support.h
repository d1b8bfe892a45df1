// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* For the tests of the machines: a workshop in memory, pressing a button and
 * waiting for its result, waiting for something in the picture.  Every wait
 * has a deadline; none sleeps blindly. */
#ifndef TESTS_VM_SUPPORT_H
#define TESTS_VM_SUPPORT_H

#include "vm/machine.h"

#define WAIT_MS 60000 /* only reached if something is wrong */

struct workshop *support_workshop(const char *id, const char *machine, const char *image);
/* A clone of its first machine. */
void support_add_clone(struct workshop *workshop, const char *name);
void support_workshop_free(struct workshop *workshop);

struct vm *support_open(const struct workshop *workshop, const char *uri, const char *data_dir);

typedef bool support_predicate(const struct vm_picture *picture, void *context);
/* Waits until it holds for the picture; false at the deadline. */
bool support_wait(struct vm *vm, int ms, support_predicate *holds, void *context);
bool support_wait_link(struct vm *vm, enum vm_link link);
bool support_wait_state(struct vm *vm, const char *machine, enum machine_state state);

/* Submits and waits for its result. */
struct vm_result support_run(struct vm *vm, const struct vm_request *request);
struct vm_result support_result(struct vm *vm, uint64_t ticket);
/* Presses a button: verb, machine and a snapshot's name (or a text to type). */
struct vm_result support_do(struct vm *vm, enum verb verb, const char *machine, const char *name);
struct vm_result support_stage(struct vm *vm, const char *machine, enum machine_state to);
struct vm_result support_reset(struct vm *vm);

enum machine_state support_state(struct vm *vm, const char *machine);
bool support_has_snapshot(struct vm *vm, const char *machine, const char *name);
int support_count_safety(struct vm *vm, const char *machine);
/* The number in the last "tick N" of the console; 0 for none after seq. */
int support_tick(struct vm *vm, const char *machine, uint64_t after);
uint64_t support_console_seq(struct vm *vm, const char *machine);

#endif
