// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What each command does.  Private to src/ui; one thread. */
#ifndef UI_INPUT_HANDLERS_H
#define UI_INPUT_HANDLERS_H

#include "ui/state/ui-state.h"

/* Does a command as far as the screen can, and returns what the application is to do.
 * code: the key, for COMMAND_PRESS; else 0 will do. */
struct command ui_command(struct ui *ui, const struct view *view, enum command_id id, int code);
/* Asks whether to restore the snapshot that is chosen in the timeline. */
struct command ui_restore(struct ui *ui, const struct view *view);
/* Goes to the row that is selected in the contents. */
struct command ui_goto(struct ui *ui, const struct view *view);

#endif
