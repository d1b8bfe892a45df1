// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What terminfo says of the terminal, by curses. */
#include "term/capability.h"

/* Last, because <term.h> makes macros of words like "columns". */
#include <curses.h>
#include <term.h>

const char *capability(const char *name)
{
	char *bytes = tigetstr(name);

	return bytes == (char *)-1 ? NULL : bytes;
}
