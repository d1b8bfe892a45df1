// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Why a button cannot be pressed as things are, in words.  Where its machine or its snapshot is
 * not there yet, they say what is to be pressed for that.  For this folder; one thread. */
#ifndef SESSION_REFUSAL_H
#define SESSION_REFUSAL_H

#include "base/error.h"
#include "vm/machine.h"

struct session;

/* A translated sentence; NULL: the button can be pressed.  Caller frees. */
char *refusal_of(const struct session *session, const struct action *action,
		 const struct vm_machine *machine);
/* If the machine is not there and nothing in this lesson makes it: the remedy names the nearest
 * button of an earlier lesson that does. */
void refusal_remedy(const struct session *session, const struct action *action,
		    const struct vm_machine *machine, struct error *err);

#endif
