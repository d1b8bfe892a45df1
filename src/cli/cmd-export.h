// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation export: writes a workshop as web pages. */
#ifndef CLI_CMD_EXPORT_H
#define CLI_CMD_EXPORT_H

#include "cli/command-line.h"

int cmd_export(const struct options *options); /* returns the exit status */

#endif
