// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The shell command that has the effect of a button.  Pure; any thread. */
#ifndef VM_SHELL_COMMAND_H
#define VM_SHELL_COMMAND_H

#include "vm/machine.h"

/* What one would type in a shell for the same effect: "virsh suspend dreamer".
 * Arguments are quoted for sh where they need it.  It is for the machine as
 * the picture shows it (NULL: nothing is known).  Caller frees. */
char *command_text(const struct action *action, const struct vm_picture *picture);
#endif
