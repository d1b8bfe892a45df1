// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Moving within panes and between them.  Private to src/ui; one thread. */
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

#endif
