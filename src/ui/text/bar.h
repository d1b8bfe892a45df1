// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The button bar under the text: the stage, buttons, checks and hints, as lines.
 * Private to src/ui; pure. */
#ifndef UI_TEXT_BAR_H
#define UI_TEXT_BAR_H

#include "session/view.h"
#include "ui/text/lines.h"
#include "ui/text/render-options.h"

/* The tag of a line is the index of its button + 1, or one of these.  BAR_WAITING is a
 * check that has not passed; one that has passed is BAR_NONE.  BAR_MARKED is the check that is
 * marked, passed or not. */
enum { BAR_NONE = 0, BAR_STAGE = -1, BAR_WAITING = -2, BAR_HINT = -3, BAR_MARKED = -4 };

struct bar_options {
	struct render_options render;
	bool roomy;   /* put blank lines between buttons and checks */
	bool whole;   /* show commands whole, in as many lines as they take; else in one */
	int focused;  /* the tag of what has the focus; BAR_NONE: nothing in the bar */
	int marked;   /* the tag of the button that is marked for those who watch, or of the stage */
	size_t marked_check; /* of the check: its index + 1; 0: none */
	size_t hints; /* how many hints are shown */
	bool advice;  /* the advice is shown before them, while it is the first hint */
};

/* Adds the bar to lines. */
void bar_make(struct lines *lines, const struct view *view, const struct bar_options *options);
/* Is the advice the next hint, before all others?  shown: it is on the screen already. */
bool bar_advice_is_next(const struct view *view, bool shown);
/* How many hints are shown once the next one is; 0: there is no other. */
size_t bar_next_hint(const struct view *view, size_t shown);

#endif
