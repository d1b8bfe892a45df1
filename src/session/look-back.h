// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which button of an earlier step of the lesson makes what a step lacks.  Pure. */
#ifndef SESSION_LOOK_BACK_H
#define SESSION_LOOK_BACK_H

#include "session/view.h"

/* A button of the lesson; action is NULL where there is none. */
struct maker_button {
	size_t step; /* index in the lesson */
	const struct action *action;
	bool late; /* it was pressed before, or its machine has gone on since its turn: pressing it now
		    * need not help.  Only look_back() looks. */
};

/* The nearest button before this one, which is of step number `step` of the lesson, that makes
 * the machine, or takes the snapshot of the machine. */
struct maker_button look_back_machine(const struct lesson *lesson, size_t step, int button,
				      const char *machine);
struct maker_button look_back_snapshot(const struct lesson *lesson, size_t step, int button,
				       const char *machine, const char *name);
/* The button of an earlier step that the view's step waits for, if none of its own helps:
 * barred is a button of it that should be pressed and cannot be, or NULL. */
struct maker_button look_back(const struct view *view, const struct action *barred);
/* The keys that go back so many steps: "p", or "p 3 times".  Caller frees. */
char *look_back_keys(size_t steps);

#endif
