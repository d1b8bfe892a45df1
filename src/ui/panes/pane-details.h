// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The third column of a very wide screen: what more was read of the chosen machine.  Private
 * to src/ui; one thread. */
#ifndef UI_PANES_PANE_DETAILS_H
#define UI_PANES_PANE_DETAILS_H

#include "ui/panes/paint.h"

/* Whether there is anything to tell. */
bool has_details(const struct paint *p);
/* Its cpu history, its disks, and what its snapshots are described as, each in a frame, if
 * it is known. */
void pane_details(const struct paint *p, struct rect rect);

#endif
