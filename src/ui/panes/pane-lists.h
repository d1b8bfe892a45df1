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

/* The step in which a snapshot of the chosen machine was taken, or "".  snapshot may be NULL. */
const char *snapshot_step(const struct paint *p, const struct vm_snapshot *snapshot);
/* When that was, in words, or "".  Caller frees. */
char *snapshot_clock(const struct paint *p, const struct vm_snapshot *snapshot);

#endif
