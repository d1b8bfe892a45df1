// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the terminal can show, asked at once, for `imitation doctor`. */
#ifndef TERM_ASK_H
#define TERM_ASK_H

#include <stdbool.h>

#include "term/ability.h"

struct asked {
	enum pixels pixels;
	bool sixel_lost; /* it could show sixels, if this program could make them */
};

/* Asks and waits, a second at most; what is typed meanwhile is lost.  For a
 * program that has not opened the screen; from its first thread, before others
 * that take signals.  Ctrl-C has to wait for the end of it.  False: input or
 * output is no terminal, or another program's just now. */
bool ask_terminal(struct asked *out);

#endif
