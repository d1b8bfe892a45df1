// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Marking text in a console.  Private to src/ui; one thread. */
#ifndef UI_INPUT_SELECT_H
#define UI_INPUT_SELECT_H

#include "ui/state/ui-state.h"

/* Opens the console and starts at its cursor. */
struct command select_begin(struct ui *ui);
/* A key while text is being marked.  Returns COMMAND_COPY when it is done, and the id of a
 * command that ui_command() is to do. */
struct command select_key(struct ui *ui, const struct view *view, int code);
/* A click into the console, and the drag that follows it. */
struct command select_mouse(struct ui *ui, const struct view *view, struct key key);
/* Moves the end of the selection to a line that was found. */
void select_found(struct ui *ui, uint64_t line);

#endif
