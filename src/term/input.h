// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What comes in: keys, pastes and the mouse.  term_key() of term.h is here; the
 * rest of term.h is in term.c.  Private to src/term; one thread. */
#ifndef TERM_INPUT_H
#define TERM_INPUT_H

#include <stdbool.h>

#include "base/str.h"

void input_begin(void); /* once curses has the screen; the mouse is reported from now on */
/* What is pasted comes between two marks, where the terminal can do that. */
void input_mark_pastes(bool on);
/* Where the mouse goes while its button is held; curses asks for clicks only. */
void input_report_drags(bool on);
void input_reset_bytes(struct str *out); /* what a crash must write */

/* term.c */
const char *term_capability(const char *name); /* as terminfo has it; NULL: it has not */
void term_guard_again(void); /* after what a crash must write may have changed */

#endif
