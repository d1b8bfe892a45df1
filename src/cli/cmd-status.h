// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation status: prints place, steps, machines and snapshots. */
#ifndef CLI_CMD_STATUS_H
#define CLI_CMD_STATUS_H

#include "cli/command-line.h"

int cmd_status(const struct options *options); /* returns the exit status */

#endif
