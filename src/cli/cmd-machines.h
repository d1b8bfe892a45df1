// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The commands that make and remove a workshop's machines without its lessons. */
#ifndef CLI_CMD_MACHINES_H
#define CLI_CMD_MACHINES_H

#include "cli/command-line.h"

/* Each returns the exit status. */

/* imitation prepare: makes a machine's disk and definition, and prints the definition's
 * path.  It does not tell the hypervisor: virsh does that, in the command that a button
 * of the verb define stands for. */
int cmd_prepare(const struct options *options);
/* imitation reset: removes every machine, snapshot and disk that the program made for a
 * workshop, and nothing else. */
int cmd_reset(const struct options *options);

#endif
