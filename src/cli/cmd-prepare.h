// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation prepare: makes the disk and the definition of a machine. */
#ifndef CLI_CMD_PREPARE_H
#define CLI_CMD_PREPARE_H

#include "cli/options.h"

int cmd_prepare(const struct options *options); /* returns the exit status */

#endif
