// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The beginning of imitation seat: what sshd runs for a person in a class, who has an account
 * on this computer for nothing else. */
#ifndef CLI_SEAT_START_H
#define CLI_SEAT_START_H

#include "cli/command-line.h"

/* Makes the process fit for a seat: files are the person's own, a crash leaves no memory
 * behind, no shell is returned to, and characters are UTF-8 where nothing was said.  Returns 0,
 * or the exit status where there is no terminal, or something was asked for.  Before threads. */
int seat_prepare(const struct options *options);

#endif
