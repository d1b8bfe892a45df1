// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The machines of a narrow screen.  Private to src/ui; one thread. */
#ifndef UI_PANES_PANE_STRIP_H
#define UI_PANES_PANE_STRIP_H

#include "ui/panes/paint.h"

/* How many rows it would like to have. */
size_t pane_strip_rows(const struct paint *p);
void pane_strip(const struct paint *p, struct rect rect);

#endif
