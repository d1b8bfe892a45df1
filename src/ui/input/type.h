// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Keys that are typed into a machine.  Private to src/ui; one thread. */
#ifndef UI_INPUT_TYPE_H
#define UI_INPUT_TYPE_H

#include "ui/state/ui-state.h"

/* A key while the console takes the keys.  Returns COMMAND_TYPE, or the id of a command
 * that ui_command() is to do. */
struct command type_key(struct ui *ui, const struct view *view, int code);

#endif
