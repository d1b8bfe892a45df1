// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What lies over the panes: the help screen, and the strip at the bottom with messages and
 * questions.  Private to src/ui; one thread. */
#ifndef UI_PANES_PANE_OVERLAY_H
#define UI_PANES_PANE_OVERLAY_H

#include "ui/panes/paint.h"

void pane_help(const struct paint *p, struct rect rect);

/* How many rows the strip has at any time: one or two, or those of what stays in it until it
 * is over. */
int pane_message_rows(const struct paint *p, int cols);
/* How many more rows what is said or asked now takes. */
int pane_message_more(const struct paint *p, int cols);
/* Draws the strip, grown upward by those rows, with what was said last or a question. */
void pane_message(const struct paint *p, struct rect strip);

#endif
