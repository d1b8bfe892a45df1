// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The last hint of a step: the exact key to press, made from what is seen.
 * Pure. */
#ifndef SESSION_ADVICE_H
#define SESSION_ADVICE_H

#include "session/view.h"

/* NULL on a place that has no step.  *first: the lesson's own hints, which name its buttons in
 * order, cannot be followed as things are.  Caller frees. */
char *advice_for(const struct view *view, bool *first);

#endif
