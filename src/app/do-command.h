// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What each command of the screen does.  Private to src/app. */
#ifndef APP_DO_COMMAND_H
#define APP_DO_COMMAND_H

#include "app/app-private.h"

/* Does a command; nothing if ui has done it already. */
void app_do(struct app *app, const struct command *command);

#endif
