// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What completes the words of a command line, for the scripts of all shells.  Pure. */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "cli/command-line.h"

/* Returns the fixed values of an argument, separated by blanks ("bash zsh fish"); "" if
 * they come from the shell or the workshop.  Caller frees. */
char *completion_values(enum argument argument);
/* Returns which list the scripts request from "imitation completion" ("steps"); NULL if
 * none. */
const char *completion_list(enum argument argument);
/* Returns the translated name of a kind of value; "" if it has none. */
const char *completion_title(enum argument argument);

#endif
