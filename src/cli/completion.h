// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the words of command lines are, for the scripts that complete them in each
 * shell.  Pure. */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "cli/command-line.h"

/* The values that are always the same, with blanks between ("bash zsh fish"); ""
 * where the shell or the workshop has them.  Caller frees. */
char *completion_values(enum argument argument);
/* What the scripts ask "imitation completion" for ("steps"); NULL: nothing. */
const char *completion_list(enum argument argument);
/* What a value is, for people; translated. */
const char *completion_title(enum argument argument);

#endif
