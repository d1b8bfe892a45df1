// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation guests: makes missing guests, or takes them from an archive. */
#ifndef CLI_CMD_GUESTS_H
#define CLI_CMD_GUESTS_H

#include "cli/command-line.h"

int cmd_guests(const struct options *options); /* returns the exit status */

#endif
