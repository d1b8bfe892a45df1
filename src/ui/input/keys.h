// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Keys and clicks to commands.  Private to src/ui; one thread. */
#ifndef UI_INPUT_KEYS_H
#define UI_INPUT_KEYS_H

#include "ui/state.h"

struct command ui_mouse(struct ui *ui, const struct view *view, struct key key);
struct command ui_command(struct ui *ui, const struct view *view, enum command_id id, int code);
struct command ui_restore(struct ui *ui, const struct view *view); /* asks, of the chosen moment */
struct command ui_goto(struct ui *ui, const struct view *view);    /* to the chosen entry */
struct command ui_answer(struct ui *ui, bool yes);
struct command command_only(enum command_id id);

#endif
