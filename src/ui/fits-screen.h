// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Whether the steps of a workshop fit a terminal of 80 by 24, for imitation lint. */
#ifndef UI_FITS_SCREEN_H
#define UI_FITS_SCREEN_H

#include "lesson/diag.h"
#include "lesson/lesson.h"

/* Adds a warning for each step of a numbered lesson that does not fit as it is first seen:
 * with its stage set, nothing pressed, and no hint open.  In a translation, skips the
 * lessons that are not translated.  Only for the thread of main(): it may change the
 * language and change it back. */
void fits_screen_lint(const struct workshop *workshop, struct diags *diags);

#endif
