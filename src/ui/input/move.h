// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Moving within panes and between them, and marking text in a console.  Private to src/ui;
 * one thread. */
#ifndef UI_INPUT_MOVE_H
#define UI_INPUT_MOVE_H

#include "ui/state/ui-state.h"

struct move {
	int lines, pages; /* down; negative: up */
	int to_end;       /* -1: to the start, 1: to the end */
};

/* Scrolls a pane or moves what is selected in it. */
void move_in(struct ui *ui, const struct view *view, enum focus focus, const struct move *move);
/* Moves the focus to the next button or pane that is in sight; -1: to the one before. */
void focus_step(struct ui *ui, const struct view *view, int step);

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
