// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The mark for those who watch: which button, check or pane it is on.  Private to src/ui; one
 * thread. */
#ifndef UI_INPUT_SPOT_H
#define UI_INPUT_SPOT_H

#include "ui/state/ui-state.h"

/* Moves the mark to the next of what was last drawn: the stage, the buttons, the checks, the
 * panes; after the last one, off the screen. */
void spot_next(struct ui *ui, const struct view *view);

#endif
