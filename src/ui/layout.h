// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How the screen is divided among the panes.  Private to src/ui; one thread. */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include "ui/state/ui-state.h"

/* Draws all panes into a canvas that is blank.  Moves the focus where what had it is
 * gone. */
void layout_draw(struct ui *ui, const struct view *view, struct canvas *canvas);
/* Says so on a canvas that is too small for panes, and returns true. */
bool layout_too_small(struct canvas *canvas);

#endif
