// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What each command of the screen does.  Private to src/app. */
#ifndef APP_DO_COMMAND_H
#define APP_DO_COMMAND_H

#include "app/app-private.h"

/* Does what a key has come to; nothing where it was the screen's alone. */
void app_do(struct app *app, const struct command *command);

#endif
