// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The view of a page that is not open: its text, buttons and checks as the workshop has them.
 * Private to src/ui; pure. */
#ifndef UI_TEXT_STILL_STEP_H
#define UI_TEXT_STILL_STEP_H

#include "session/view.h"

struct still_step {
	struct view view;
	struct view_button *buttons; /* those of the view; their strings belong to this */
	struct view_check *checks;   /* nothing is known of them: the caller may fill that in */
};

/* lesson: an index, or SIZE_MAX for the cover.  picture: the machines, which the commands of
 * buttons are made for, or NULL.  The workshop must live as long.  To be closed. */
void still_open(struct still_step *still, const struct workshop *workshop, size_t lesson, size_t step,
		const struct vm_picture *picture);
void still_close(struct still_step *still);

#endif
