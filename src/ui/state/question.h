// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the program asks and says by itself: a question that yes or no answers, and a note
 * that the next key removes.  Part of ui.h; one thread. */
#ifndef UI_STATE_QUESTION_H
#define UI_STATE_QUESTION_H

#include <stdbool.h>

#include "ui/input/command.h"

struct ui;

/* Asks a question, in place of one that is open.  Both arguments are copied.  When the
 * answer is yes, ui_key() returns the command with confirmed set. */
void ui_ask(struct ui *ui, const char *question, const struct command *command);
/* Whether a question is open. */
bool ui_asks(const struct ui *ui);
/* Closes the question; returns what is to be done. */
struct command ui_answer(struct ui *ui, bool yes);
/* Closes the question without an answer. */
void ui_forget_question(struct ui *ui);

/* Shows a copy of the text until the next key. */
void ui_note(struct ui *ui, const char *text);
/* Removes the note; false: there was none. */
bool ui_forget_note(struct ui *ui);

/* Whether letters are text now, not commands: for a question, the search line or a
 * machine. */
bool ui_takes_text(const struct ui *ui);

#endif
