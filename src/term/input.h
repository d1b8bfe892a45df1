// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What comes in from the terminal: keys, pastes and the mouse.  One thread. */
#ifndef TERM_INPUT_H
#define TERM_INPUT_H

#include <stdbool.h>

#include "base/str.h"
#include "ui/input/command.h"

/* The next key that is waiting; false: none.  Never blocks. */
bool term_key(struct key *key);

/* Private to src/term: */
/* Once curses has the screen; the mouse is reported from now on.  reset_changed: called
 * when what a crash must write has changed. */
void input_begin(void (*reset_changed)(void));
/* The terminal is to put two marks around what is pasted, where it can. */
void input_mark_pastes(bool on);
/* The terminal is to report the mouse while its button is held, too; curses asks
 * for clicks only. */
void input_report_drags(bool on);
void input_reset_bytes(struct str *out); /* what a crash must write */
void input_end(void);                    /* before curses gives the screen back for good */
/* What terminfo says of the terminal, by terminfo's name for it, as "kmous"; NULL:
 * it has no such thing. */
const char *input_capability(const char *name);

#endif
