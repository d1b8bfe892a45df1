// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What can be copied from a page: its blocks of code in their order, then the shell commands of
 * its buttons.  Pure. */
#ifndef UI_TEXT_COPY_TEXT_H
#define UI_TEXT_COPY_TEXT_H

#include "session/view.h"
#include "ui/text/lines.h"

struct copy_text {
	const char *text; /* as it was written; the workshop's, or the view's */
	int button;       /* whose command it is, 1 for the first; 0: it is code */
	size_t first, last; /* of code: its lines */
};

/* lines: the page of the view. */
size_t copy_count(const struct lines *lines, const struct view *view);
/* The one at this index, which must be less than copy_count(). */
struct copy_text copy_at(const struct lines *lines, const struct view *view, size_t index);
/* The index of the block of code that is nearest to line top, of those that are among the
 * `rows` lines from there on, else of all; SIZE_MAX: there is no code. */
size_t copy_nearest(const struct lines *lines, size_t top, size_t rows);
/* The code without the end of its last line, so that pasting it does not press Enter.  Caller
 * frees. */
char *copy_whole(const char *text, size_t *n_lines);

/* What can be copied from the page of a view, for output without a screen: the text at this index,
 * beginning anew after the last one.  NULL: there is nothing.  Caller frees. */
char *ui_plain_copy(const struct view *view, size_t index);

#endif
