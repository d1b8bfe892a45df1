// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Copying the code of a page and the shell commands of its buttons, and showing these whole.
 * Private to src/ui; one thread. */
#ifndef UI_INPUT_COPY_H
#define UI_INPUT_COPY_H

#include "ui/state/ui-state.h"

/* Returns COMMAND_COPY_TEXT: for the button that has the focus, else for the block of code that
 * is nearest to the top of what is shown, else for the next button to press; and if the key
 * before did the same, for what comes after that. */
struct command copy_next(struct ui *ui, const struct view *view);
/* Shows the command of the button that has the focus, else of the next one to press. */
struct command copy_show(struct ui *ui, const struct view *view);

#endif
