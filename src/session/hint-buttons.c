// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which buttons the lesson's own hints name; see hint-buttons.h.
 *
 * A hint is prose, in any language, and names a button by its number.  A number that stands alone is
 * taken for that of a button, if there is one: where that is wrong, the advice comes before the hint,
 * which does no harm. */
#include "session/hint-buttons.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"

static bool is_barred(const struct view *view, long number, bool waits)
{
	const struct view_button *button;

	if (number < 1 || (size_t)number > view->n_buttons)
		return false;
	button = &view->buttons[number - 1];
	return button->doing || (button->refused && !waits);
}

/* Is it part of a longer word or number, as in "3.2" and "x86"? */
static bool goes_on(const char *end)
{
	return ascii_alnum(*end) || (*end && strchr(".,:-", *end) && ascii_alnum(end[1]));
}

static bool begins(const char *text, const char *at)
{
	return at == text || !(ascii_alnum(at[-1]) || strchr(".,:-", at[-1]));
}

static bool names_barred(const struct view *view, const char *text, bool waits)
{
	const char *at = text;
	char *end;
	long number;

	while ((at = strpbrk(at, "123456789"))) {
		number = strtol(at, &end, 10);
		if (begins(text, at) && !goes_on(end) && is_barred(view, number, waits))
			return true;
		at = end;
	}
	return false;
}

/* In a document keys are written as code. */
static bool block_names_barred(const struct view *view, const struct block *block, bool waits)
{
	size_t i;

	for (i = 0; i < block->n_spans; i++)
		if ((block->spans[i].style & SPAN_CODE) && names_barred(view, block->spans[i].text, waits))
			return true;
	for (i = 0; i < block->n_kids; i++)
		if (block_names_barred(view, &block->kids[i], waits))
			return true;
	return false;
}

bool hint_names_barred(const struct view *view, bool waits)
{
	const struct step *step = view_step(view);
	size_t i;

	for (i = 0; i < view->n_checks; i++)
		if (!view->checks[i].passed && view->checks[i].hint)
			return names_barred(view, view->checks[i].hint, waits);
	return step && step->n_hints > 0 && block_names_barred(view, &step->hints[0].root, waits);
}
