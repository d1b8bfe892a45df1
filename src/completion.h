// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Scripts that complete command lines, one for each shell, made from the tables of
 * command-line.h.  Each writes to standard output. */
#ifndef COMPLETION_H
#define COMPLETION_H

#include "command-line.h"

void completion_bash(void);
void completion_zsh(void);
void completion_fish(void);

/* The values that are always the same, with blanks between ("bash zsh fish"); ""
 * where the shell or the workshop has them.  Caller frees. */
char *completion_values(enum argument argument);
/* What the scripts ask "imitation completion" for ("steps"); NULL: nothing. */
const char *completion_list(enum argument argument);
/* What a value is, for people; translated. */
const char *completion_title(enum argument argument);

#endif
