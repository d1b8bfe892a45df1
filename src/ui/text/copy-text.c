// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Finds what can be copied from a page; see copy-text.h.  Pure. */
#include "ui/text/copy-text.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "ui/text/place-text.h"

size_t copy_count(const struct lines *lines, const struct view *view)
{
	return lines->n_codes + (view_step(view) ? view->n_buttons : 0);
}

struct copy_text copy_at(const struct lines *lines, const struct view *view, size_t index)
{
	const struct lines_code *code = lines->codes + index;
	const struct view_button *button;

	if (index < lines->n_codes)
		return (struct copy_text){ code->text, 0, code->first, code->last };
	button = &view->buttons[index - lines->n_codes];
	return (struct copy_text){ .text = button->command, .button = button->number };
}

size_t copy_nearest(const struct lines *lines, size_t top, size_t rows)
{
	size_t nearest = SIZE_MAX, least = SIZE_MAX;

	for (size_t i = 0; i < lines->n_codes; i++) {
		const struct lines_code *code = &lines->codes[i];
		size_t away = code->first > top ? code->first - top :
			      code->last < top ? top - code->last : 0;
		bool shown = code->last >= top && code->first < top + rows;

		if (shown)
			return i;
		if (away < least) {
			least = away;
			nearest = i;
		}
	}
	return nearest;
}

char *copy_whole(const char *text, size_t *n_lines)
{
	size_t n = strlen(text);

	n -= n > 0 && text[n - 1] == '\n';
	*n_lines = 1;
	for (size_t i = 0; i < n; i++)
		*n_lines += text[i] == '\n';
	return mem_ndup(text, n);
}

char *ui_plain_copy(const struct view *view, size_t index)
{
	struct render_options options = { .width = PROSE_COLUMNS };
	struct lines lines = { 0 };
	char *text = NULL;
	size_t n, n_lines;

	page_make(&lines, view, &options);
	n = copy_count(&lines, view);
	if (n > 0)
		text = copy_whole(copy_at(&lines, view, index % n).text, &n_lines);
	lines_free(&lines);
	return text;
}
