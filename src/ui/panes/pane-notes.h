// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The panes of --notes: the notes of the step, what comes next, and the time; the line at the
 * top and the line of keys.  Each draws inside of its frame.  Pure; one thread. */
#ifndef UI_PANES_PANE_NOTES_H
#define UI_PANES_PANE_NOTES_H

#include "session/view.h"
#include "ui/canvas.h"
#include "ui/state/ui-state.h"

/* What the person looks at there. */
struct notes_desk {
	struct scroll text;
	const struct step *step; /* the one that was drawn last */
};

/* The line at the top: the lesson, and how the time is. */
void pane_notes_top(struct canvas *canvas, const struct view_notes *view, struct rect rect);
/* The notes, scrolled.  frame: the one around them, on which it is said that there are more. */
void pane_notes(struct canvas *canvas, const struct view_notes *view, struct notes_desk *desk,
		struct rect rect, struct rect frame);
/* The question of the next step.  Returns how many rows it takes; rows of rect may be 0. */
int pane_notes_next(struct canvas *canvas, const struct view_notes *view, struct rect rect);
/* The break, the pace, and what is left of the lesson; in few words if narrow.  Returns as
 * above. */
int pane_notes_time(struct canvas *canvas, const struct view_notes *view, struct rect rect,
		    bool narrow);
void pane_notes_keys(struct canvas *canvas, const struct view_notes *view,
		     const struct notes_desk *desk, struct rect rect);

#endif
