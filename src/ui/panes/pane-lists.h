// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The panes that are lists: the contents of the workshop, and the timeline of the chosen
 * machine.  Private to src/ui; one thread. */
#ifndef UI_PANES_PANE_LISTS_H
#define UI_PANES_PANE_LISTS_H

#include "ui/panes/paint.h"

void pane_contents(const struct paint *p, struct rect rect);

/* How many rows it would like to have. */
size_t pane_timeline_rows(const struct paint *p);
void pane_timeline(const struct paint *p, struct rect rect);
char *timeline_title(const struct paint *p); /* caller frees */

#endif
