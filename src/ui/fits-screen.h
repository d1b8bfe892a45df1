// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Do the steps of a workshop fit a terminal of 80 by 24?  For imitation lint. */
#ifndef UI_FITS_SCREEN_H
#define UI_FITS_SCREEN_H

#include "lesson/diag.h"
#include "lesson/lesson.h"

/* A warning for each step of a numbered lesson that does not, as it is first
 * seen: its stage set, nothing pressed, no hint open.  Of a translation only what
 * is translated is looked at.  The thread of main(): it may change the language
 * for a moment. */
void fits_screen_lint(const struct workshop *workshop, struct diags *diags);

#endif
