// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation rehearse: tries every step, button and check, as TAP. */
#ifndef CLI_CMD_REHEARSE_H
#define CLI_CMD_REHEARSE_H

#include "cli/command-line.h"

int cmd_rehearse(const struct options *options); /* returns the exit status */

#endif
