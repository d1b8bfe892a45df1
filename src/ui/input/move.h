// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Moving within panes and between them.  Private to src/ui. */
#ifndef UI_INPUT_MOVE_H
#define UI_INPUT_MOVE_H

#include "ui/panes/pane.h"
#include "vm/machine.h"

struct move {
	int lines, pages;
	int to_end; /* -1: to the start, 1: to the end */
};

void move_in(struct ui *ui, const struct view *view, enum focus focus, const struct move *move);
void focus_step(struct ui *ui, const struct view *view, int step); /* Tab: 1, back: -1 */
void choose_machine(struct ui *ui, const char *name);
void choose_snapshot(struct ui *ui, const struct vm_machine *machine, size_t row);

#endif
