// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation do: presses the buttons of a step. */
#ifndef CLI_CMD_DO_H
#define CLI_CMD_DO_H

#include "cli/command-line.h"

int cmd_do(const struct options *options); /* the exit status */

#endif
