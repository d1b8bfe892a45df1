// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Runs what the command line asks for. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command-line.h"

/* Runs the command that the first argument names.  If it names none, it is a workshop,
 * which is opened: on the screen, or line by line.  Returns the exit status. */
int commands_run(struct options *options);

#endif
