// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation completion: prints what completes command lines in a shell. */
#ifndef CLI_CMD_COMPLETION_H
#define CLI_CMD_COMPLETION_H

#include "cli/command-line.h"

int cmd_completion(const struct options *options); /* returns the exit status */

#endif
