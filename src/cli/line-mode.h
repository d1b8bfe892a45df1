// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation --plain: a workshop line by line, without a screen. */
#ifndef CLI_LINE_MODE_H
#define CLI_LINE_MODE_H

#include "cli/command-line.h"

int line_mode_run(const struct options *options); /* the exit status */

#endif
