// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation lint: looks for mistakes in workshops. */
#ifndef CLI_CMD_LINT_H
#define CLI_CMD_LINT_H

#include "cli/command-line.h"

int cmd_lint(const struct options *options); /* returns the exit status */

#endif
