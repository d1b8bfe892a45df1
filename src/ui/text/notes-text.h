// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What --notes says to who presents: the notes of the step as lines, and the sentences about
 * what comes next and about the time.  Pure. */
#ifndef UI_TEXT_NOTES_TEXT_H
#define UI_TEXT_NOTES_TEXT_H

#include "session/view.h"
#include "ui/text/lines.h"
#include "ui/text/render-options.h"

/* The step that is open; NULL: there are no lessons. */
const struct step *notes_step(const struct view_notes *view);
/* Adds its notes to lines, and before those of the first step the notes of the lesson. */
void notes_make(struct lines *lines, const struct view_notes *view,
		const struct render_options *options);

/* Each is freed by the caller; "" if there is nothing to say. */
char *notes_title(const struct view_notes *view);  /* "3.2 Freeze it" */
char *notes_next(const struct view_notes *view);   /* "Next: 3.3 Thaw it" */
char *notes_pace(const struct view_notes *view);   /* "4 min behind: 31 of 90, planned 27" */
char *notes_minutes(const struct view_notes *view); /* "31 of 90 min" */
char *notes_start(const struct view_notes *view);  /* when the next lesson should start */
char *notes_left(const struct view_notes *view);   /* of this lesson */
char *notes_still(const struct view_notes *view);  /* that the time stands still */
char *notes_break_text(const struct view_notes *view);

/* All of it as plain text, wrapped to this many columns.  Caller frees. */
char *notes_plain(const struct view_notes *view, int columns);

#endif
