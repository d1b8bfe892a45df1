// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine answers to what a button typed into it: the last whole line that it has written
 * since, said after "Typed into …".  For this folder; one thread. */
#ifndef SESSION_TYPED_H
#define SESSION_TYPED_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/machine.h"

struct session;
struct typed;

/* It was typed, and that is what is said now. */
void typed_begin(struct session *session, const struct vm_result *result);
/* Says the answer, once it is there; true: it did. */
bool typed_turn(struct session *session);
/* When to call typed_turn() even if there is no news; CLOCK_NEVER: need not be. */
int64_t typed_due_ms(const struct session *session);
void typed_forget(struct session *session); /* no answer is waited for any more */

#endif
