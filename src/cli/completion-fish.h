// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The script that completes command lines in fish, from the tables of command-line.h. */
#ifndef CLI_COMPLETION_FISH_H
#define CLI_COMPLETION_FISH_H

void completion_fish(void); /* prints it on standard output */

#endif
