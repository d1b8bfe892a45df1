// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The shell command that a button stands for.  Pure; any thread. */
#ifndef VM_SHELL_COMMAND_H
#define VM_SHELL_COMMAND_H

#include "vm/machine.h"

/* Returns what to type in a shell for the same effect: "virsh suspend dreamer".
 * Arguments are quoted for sh where needed.  It fits the machine as the picture shows
 * it (NULL: nothing is known).  Caller frees. */
char *command_text(const struct action *action, const struct vm_picture *picture);

#endif
