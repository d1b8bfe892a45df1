// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* One person's step, as the instructor looks at it: where they are, what they were told, and
 * their console if they let it be seen.  Private to src/ui; pure. */
#ifndef UI_ROSTER_LOOK_H
#define UI_ROSTER_LOOK_H

#include "ui/canvas.h"
#include "ui/roster-view.h"

/* Draws what view->look names, which is not NULL.  The last rows of the body may be covered. */
void roster_look(struct canvas *canvas, const struct roster_view *view, struct roster_desk *desk,
		 struct rect body, int covered);

#endif
