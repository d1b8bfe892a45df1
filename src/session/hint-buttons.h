// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which buttons the lesson's own hints name.  Pure. */
#ifndef SESSION_HINT_BUTTONS_H
#define SESSION_HINT_BUTTONS_H

#include "session/view.h"

/* Does the lesson's next hint, that of the first check that has not passed or else the first of the
 * step, name a button that cannot be pressed now?  waits: what is refused only because its machine is
 * busy waits for its turn; only a button that is being done already counts. */
bool hint_names_barred(const struct view *view, bool waits);

#endif
