// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The line at the bottom.  Private to src/ui; one thread. */
#ifndef UI_PANES_PANE_STATUS_H
#define UI_PANES_PANE_STATUS_H

#include "ui/panes/paint.h"

void pane_status(const struct paint *p, struct rect rect);

#endif
