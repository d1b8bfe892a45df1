// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The steps before the open one that were left on this visit of the lesson: which of their
 * buttons worked, what the consoles had said before, and whether it was said that they are
 * not done.  So their checks can still pass.  Only data; one thread. */
#ifndef SESSION_TRAIL_H
#define SESSION_TRAIL_H

#include "session/place.h"

struct left_step {
	size_t step;            /* index in the lesson */
	size_t n_actions;       /* when it was left */
	unsigned char *pressed; /* as in struct session_place; NULL: its checks are not looked at */
	uint64_t *seen;         /* the same; NULL: all console lines count */
	bool said;              /* that it is not done */
	bool passed;            /* since then, and that was not said yet */
};

struct trail {
	struct left_step *list;
	size_t n;
};

/* The open step of the place is being left.  Returns its entry, which is the trail's. */
struct left_step *trail_leave(struct trail *trail, const struct session_place *place);
/* The step is opened: what was pressed there and behind it does not count any more. */
void trail_go_back(struct trail *trail, size_t step);
/* NULL: the step was not left. */
struct left_step *trail_step(const struct trail *trail, size_t step);
/* The last line of the machine's console that does not count for this step. */
uint64_t trail_seen(const struct left_step *left, const struct workshop *workshop,
		    const char *machine);
void trail_clear(struct trail *trail); /* frees what is in it */

#endif
