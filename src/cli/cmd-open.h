// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation WORKSHOP: opens it, on the screen or line by line. */
#ifndef CLI_CMD_OPEN_H
#define CLI_CMD_OPEN_H

#include "cli/options.h"

int cmd_open(const struct options *options); /* returns the exit status */

#endif
