// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation new: begins a workshop. */
#ifndef CLI_CMD_NEW_H
#define CLI_CMD_NEW_H

#include "cli/command-line.h"

int cmd_new(const struct options *options); /* returns the exit status */

#endif
