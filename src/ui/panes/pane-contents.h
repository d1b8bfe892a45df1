// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The contents of the workshop.  Private to src/ui; one thread. */
#ifndef UI_PANES_PANE_CONTENTS_H
#define UI_PANES_PANE_CONTENTS_H

#include "ui/panes/paint.h"

void pane_contents(const struct paint *p, struct rect rect);

#endif
