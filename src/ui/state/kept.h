// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a person looks at, as it is kept for their next start: the first line, the hints, the
 * pane.  One thread. */
#ifndef UI_STATE_KEPT_H
#define UI_STATE_KEPT_H

#include "session/view.h"

struct ui;

/* What is looked at now, as last drawn. */
void ui_keep(const struct ui *ui, struct view_kept *kept);
/* Looks at that again: call it before the first ui_draw() of the page.  Keys do not go to a
 * machine, also if they did.  What is not known or not there is left as it is. */
void ui_recall(struct ui *ui, const struct view_kept *kept);

#endif
