// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The whole screen of the instructor's roster: how it is divided, and what is said and asked
 * there.  Its keys are in ui/roster-keys.h.  Pure; one thread. */
#ifndef UI_ROSTER_SCREEN_H
#define UI_ROSTER_SCREEN_H

#include "ui/canvas.h"
#include "ui/roster-view.h"

/* Draws all of it into the canvas, and notes in the desk what is selected, how far what is shown
 * can be scrolled, and when it changes by itself. */
void roster_screen_draw(struct roster_desk *desk, const struct roster_view *view, struct canvas *canvas);

#endif
