// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Keys and the mouse to commands.  Private to src/ui; one thread. */
#ifndef UI_INPUT_KEYS_H
#define UI_INPUT_KEYS_H

#include "ui/state/ui-state.h"

/* Does what the mouse did (key.code is KEY_MOUSE_), and returns what the application is to
 * do. */
struct command mouse_key(struct ui *ui, const struct view *view, struct key key);

/* Does what a key means on the screen, and returns what the application is to do. */
struct command key_pressed(struct ui *ui, const struct view *view, struct key key);

#endif
