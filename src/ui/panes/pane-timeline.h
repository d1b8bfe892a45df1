// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The timeline of the chosen machine.  Private to src/ui; one thread. */
#ifndef UI_PANES_PANE_TIMELINE_H
#define UI_PANES_PANE_TIMELINE_H

#include "ui/panes/paint.h"

/* How many rows it would like to have. */
size_t pane_timeline_rows(const struct paint *p);
void pane_timeline(const struct paint *p, struct rect rect);
char *timeline_title(const struct paint *p); /* caller frees */

#endif
