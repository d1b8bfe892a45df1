// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What comes in from the terminal: keys, pastes and the mouse.  One thread. */
#ifndef TERM_INPUT_H
#define TERM_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "ui/input/command.h"

/* The next key that is waiting, KEY_PASTE_, KEY_MANY_ and their ends among them; false:
 * none.  Never blocks. */
bool term_key(struct key *key);
/* Whether a key, or something else from the terminal, waits to be taken. */
bool term_key_waits(void);

/* Leaves the mouse to the terminal.  Before term_open(). */
void term_no_mouse(void);

/* Private to src/term: */
/* Call it when curses has the screen: the mouse is reported from now on.  reset_changed
 * is called when the bytes change that a crash must write. */
void input_begin(void (*reset_changed)(void));
/* Asks the terminal to put marks around pasted text.  One that cannot ignores that. */
void input_mark_pastes(bool on);
/* Asks the terminal to report the mouse also while its button is held.  Call it after
 * curses has asked for clicks, which would end it. */
void input_report_drags(bool on);
void input_reset_bytes(struct str *out); /* what a crash must write */
/* When to call term_key() although nothing came; as term_due_ms(). */
int64_t input_due_ms(void);
void input_forget(void); /* the keys that were read and not taken yet */
void input_end(void);                    /* before curses gives the screen back for good */
/* Returns terminfo's string of this name, such as "kmous"; NULL if this terminal has
 * none. */
const char *input_capability(const char *name);

#endif
