// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The list of machines.  Private to src/ui; one thread. */
#ifndef UI_PANES_PANE_MACHINES_H
#define UI_PANES_PANE_MACHINES_H

#include "ui/panes/paint.h"

/* How many rows the whole list takes. */
size_t pane_machines_rows(const struct paint *p, int cols);
void pane_machines(const struct paint *p, struct rect rect);

#endif
