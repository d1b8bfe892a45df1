// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The picture: what is known of the machines. */
#ifndef VM_CORE_PICTURE_H
#define VM_CORE_PICTURE_H

#include "vm/core/state.h"
#include "vm/machine.h"


/* A copy, for the thread that opened the vm; vm_picture_free. */
struct vm_picture *vm_picture(struct vm *vm);

/* Private to vm/core; call these with the lock held. */
void core_set_link(struct vm *vm, enum vm_link link, const struct error *problem);
/* Takes over what was read; the strings of fresh become ours. */
void core_merge(struct vm *vm, struct vm_machine *fresh, bool sample);
/* Call it before a reset: output from now on belongs to the new start. */
void core_resets(struct vm *vm, const struct vm_request *request);
/* anew: the job restarted it, although its state is the same */
void core_rebooted(struct vm *vm, const struct vm_result *result, bool anew);

#endif
