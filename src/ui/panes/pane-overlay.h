// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What lies over the panes: the help screen, the message above the line at the bottom, and
 * the box of a question.  Private to src/ui; one thread. */
#ifndef UI_PANES_PANE_OVERLAY_H
#define UI_PANES_PANE_OVERLAY_H

#include "ui/panes/paint.h"

void pane_help(const struct paint *p, struct rect rect);

/* How many rows the message takes now, or may take. */
size_t pane_message_rows(const struct paint *p, int cols);
void pane_message(const struct paint *p, struct rect rect);
/* Draws the question in the middle of rect, over what is there. */
void pane_question(const struct paint *p, struct rect rect);

#endif
