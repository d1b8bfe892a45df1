// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The lesson, with its button bar.  Private to src/ui; one thread. */
#ifndef UI_PANES_PANE_LESSON_H
#define UI_PANES_PANE_LESSON_H

#include "ui/panes/paint.h"

/* From the one that takes most room to the one that takes least: for an audience with narrow
 * lines and air around them; for an audience; with blank rows between buttons and checks.  The
 * first two show commands whole, the others in a row each. */
enum lesson_form { LESSON_AIRY, LESSON_WHOLE, LESSON_ROOMY, LESSON_TIGHT };

/* The first form to try. */
enum lesson_form pane_lesson_form(const struct paint *p);
/* How many rows the text and the bar take in a frame of so many columns. */
int pane_lesson_rows(const struct paint *p, int cols, enum lesson_form form);
void pane_lesson(const struct paint *p, struct rect rect);

#endif
