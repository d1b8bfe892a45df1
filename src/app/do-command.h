// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What each command of the screen does, at once or when its machine is free.  Private to
 * src/app. */
#ifndef APP_DO_COMMAND_H
#define APP_DO_COMMAND_H

#include "app/app-private.h"

/* True: other buttons wait, and this one was queued behind them. */
bool app_lines_up(struct app *app, const struct command *command);
/* Takes the first that waits, if its time has come.  False: none is due, or all were
 * dropped because what they waited for has failed. */
bool app_next_waiting(struct app *app, struct command *next);
bool app_forget_waiting(struct app *app); /* true: there was something */

/* Does a command; nothing if ui has done it already. */
void app_do(struct app *app, const struct command *command);

#endif
