// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The lesson, with its button bar.  Private to src/ui; one thread. */
#ifndef UI_PANES_PANE_LESSON_H
#define UI_PANES_PANE_LESSON_H

#include "ui/panes/paint.h"

/* How many rows the text and the bar take in a frame of so many columns; roomy: with blank
 * rows between buttons and checks. */
int pane_lesson_rows(const struct paint *p, int cols, bool roomy);
void pane_lesson(const struct paint *p, struct rect rect);

#endif
