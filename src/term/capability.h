// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What terminfo says of the terminal.  Once curses has the screen; one thread. */
#ifndef TERM_CAPABILITY_H
#define TERM_CAPABILITY_H

const char *capability(const char *name); /* terminfo's name, "kmous"; NULL: it has not */

#endif
