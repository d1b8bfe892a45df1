// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The button bar under the text: stage, buttons, checks, hints.  Private to
 * src/ui. */
#ifndef UI_PANES_BAR_H
#define UI_PANES_BAR_H

#include "ui/panes/pane.h"

/* A line's tag is a button's index + 1, or one of these. */
enum { BAR_NONE = 0, BAR_STAGE = -1, BAR_WAITING = -2, BAR_HINT = -3 };

struct bar_options {
	struct render_options render;
	bool roomy; /* blank lines between buttons and checks */
	enum focus focus;
	size_t button; /* FOCUS_BUTTON */
	size_t hints;  /* as far as they are shown */
};

void bar_make(struct lines *lines, const struct view *view, const struct bar_options *options);
/* How far they are shown when the next one is; 0: there is none. */
size_t bar_next_hint(const struct view *view, size_t shown);

#endif
