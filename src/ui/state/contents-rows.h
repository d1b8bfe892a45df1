// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The rows of the contents: the cover, then each lesson and its steps.  Private to src/ui;
 * pure. */
#ifndef UI_STATE_CONTENTS_ROWS_H
#define UI_STATE_CONTENTS_ROWS_H

#include "session/view.h"

#define NO_INDEX SIZE_MAX

size_t contents_count(const struct view *view);
/* What a row is: the cover has neither a lesson nor a step, a lesson no step (NO_INDEX).
 * False: there is no such row. */
bool contents_entry(const struct view *view, size_t row, size_t *lesson, size_t *step);
/* The row of the page that is shown. */
size_t contents_here(const struct view *view);
/* The row of the lesson with this number; 0: there is none. */
size_t contents_lesson(const struct view *view, int number);

#endif
