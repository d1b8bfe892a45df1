// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation doctor: tells whether this host can run a workshop. */
#ifndef CLI_CMD_DOCTOR_H
#define CLI_CMD_DOCTOR_H

#include "cli/command-line.h"

int cmd_doctor(const struct options *options); /* returns the exit status */

#endif
