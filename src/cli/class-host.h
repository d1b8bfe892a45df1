// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation class host: the plan of this host for a class.  It changes nothing. */
#ifndef CLI_CLASS_HOST_H
#define CLI_CLASS_HOST_H

#include "cli/command-line.h"

int class_host(const struct options *options); /* arguments: the list */

#endif
