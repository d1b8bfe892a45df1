// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What keys do that are text.  Private to src/ui; one thread. */
#ifndef UI_INPUT_TYPE_H
#define UI_INPUT_TYPE_H

#include "ui/state/ui-state.h"

/* A key while the console takes the keys.  Returns COMMAND_TYPE, or the id of a command
 * that ui_command() is to do. */
struct command type_key(struct ui *ui, const struct view *view, int code);
/* A key while the query of a search is typed. */
struct command search_key(struct ui *ui, const struct view *view, int code);
/* Returns COMMAND_FIND: only the application can search all that a console holds.  next:
 * above the line that was found last, not from the end. */
struct command console_search(struct ui *ui, const struct view *view, bool next);

#endif
