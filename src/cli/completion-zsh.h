// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The script that completes command lines in zsh, from the tables of command-line.h. */
#ifndef CLI_COMPLETION_ZSH_H
#define CLI_COMPLETION_ZSH_H

void completion_zsh(void); /* prints it on standard output */

#endif
