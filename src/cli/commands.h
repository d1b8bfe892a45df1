// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Maps the names of commands to functions. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/options.h"

/* Each returns the exit status. */
typedef int command_function(const struct options *options);

command_function *command_to_run(const char *name); /* NULL if there is no such command */

#endif
