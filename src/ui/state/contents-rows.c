// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The rows of the contents; see contents-rows.h.  Pure. */
#include "ui/state/contents-rows.h"

size_t contents_count(const struct view *view)
{
	size_t n = 1;

	for (size_t i = 0; i < view->workshop->n_lessons; i++)
		n += 1 + view->workshop->lessons[i].n_steps;
	return n;
}

bool contents_entry(const struct view *view, size_t row, size_t *lesson, size_t *step)
{
	*lesson = *step = NO_INDEX;
	if (row == 0)
		return true;
	row--;
	for (size_t i = 0; i < view->workshop->n_lessons; i++) {
		size_t rows = 1 + view->workshop->lessons[i].n_steps;

		if (row < rows) {
			*lesson = i;
			*step = row == 0 ? NO_INDEX : row - 1;
			return true;
		}
		row -= rows;
	}
	return false;
}

size_t contents_lesson(const struct view *view, int number)
{
	size_t row = 1;

	for (size_t i = 0; i < view->workshop->n_lessons; i++) {
		if (view->workshop->lessons[i].number == number)
			return row;
		row += 1 + view->workshop->lessons[i].n_steps;
	}
	return 0;
}

size_t contents_here(const struct view *view)
{
	size_t row = 1;

	if (view->cover || view->workshop->n_lessons == 0)
		return 0;
	if (view->finished)
		return contents_count(view) - 1;
	for (size_t i = 0; i < view->lesson; i++)
		row += 1 + view->workshop->lessons[i].n_steps;
	return row + 1 + view->step;
}
