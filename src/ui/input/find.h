// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The keys of a search: in the page that is open and then in all others, or in a console.
 * Private to src/ui; one thread. */
#ifndef UI_INPUT_FIND_H
#define UI_INPUT_FIND_H

#include "ui/state/ui-state.h"

/* Opens the search line. */
struct command find_begin(struct ui *ui);
/* A key while the query is typed.  Returns COMMAND_LOOK when the search goes on in another
 * page, and COMMAND_FIND for a console, as only the application can search all that it holds. */
struct command find_key(struct ui *ui, const struct view *view, int code);
/* The next place; returns the same commands. */
struct command find_next(struct ui *ui, const struct view *view);

#endif
