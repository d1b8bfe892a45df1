// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation class: what there is to do for a class, each by its own word. */
#ifndef CLI_CMD_CLASS_H
#define CLI_CMD_CLASS_H

#include "cli/command-line.h"

int cmd_class(const struct options *options);

#endif
