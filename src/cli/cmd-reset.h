// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation reset: removes what the program made for a workshop. */
#ifndef CLI_CMD_RESET_H
#define CLI_CMD_RESET_H

#include "cli/options.h"

int cmd_reset(const struct options *options); /* returns the exit status */

#endif
